// SPDX-License-Identifier: Apache-2.0
#include "reconcile/vintage_map.hpp"

#include <algorithm>
#include <utility>

namespace maillage::reconcile {
namespace {

template <typename Step>
auto pairs_from(const Step& step, std::uint32_t from) {
    const auto first =
        std::lower_bound(step.begin(), step.end(), from,
                         [](const auto& pair, std::uint32_t slot) { return pair.from < slot; });
    auto last = first;
    while (last != step.end() && last->from == from) {
        ++last;
    }
    return std::span(first, last);
}

template <typename Step>
bool is_origin(const Step& step, std::uint32_t slot) {
    return !pairs_from(step, slot).empty();
}

template <typename Step>
bool keeps_itself(const Step& step, std::uint32_t slot) {
    const auto pairs = pairs_from(step, slot);
    return std::any_of(pairs.begin(), pairs.end(),
                       [slot](const auto& pair) { return pair.to == slot; });
}

/// Another commune becomes (part of) this one.
template <typename Step>
bool takes_another(const Step& step, std::uint32_t slot) {
    return std::any_of(step.begin(), step.end(),
                       [slot](const auto& pair) { return pair.to == slot && pair.from != slot; });
}

template <typename Step>
void sort_unique(Step& step) {
    std::sort(step.begin(), step.end());
    step.erase(std::unique(step.begin(), step.end()), step.end());
}

/// A code that is made and left on the same day is passed through. Where the source lists seats, a
/// code without a line of its own was not there before, and is no origin; else it may have been.
template <typename Step>
void pass_through(Step& day, bool lists_seats) {
    sort_unique(day);
    const Step direct = day;
    const auto in_transit = [&](std::uint32_t slot, std::uint32_t origin) {
        const auto onward = pairs_from(direct, slot);
        const bool back = std::any_of(onward.begin(), onward.end(),
                                      [origin](const auto& pair) { return pair.to == origin; });
        return slot != origin && !onward.empty() && !keeps_itself(direct, slot) && !back;
    };
    // Chains of one day have two links at most in all of INSEE's history since 1943; four passes
    // end on any input.
    for (int pass = 0; pass < 4; ++pass) {
        Step next;
        next.reserve(day.size());
        for (const auto& pair : day) {
            if (!in_transit(pair.to, pair.from)) {
                next.push_back(pair);
                continue;
            }
            for (const auto& onward : pairs_from(direct, pair.to)) {
                next.push_back({pair.from, onward.to});
            }
        }
        sort_unique(next);
        if (next == day) {
            break;
        }
        day = std::move(next);
    }
    if (!lists_seats) {
        return;
    }
    std::vector<std::uint32_t> transits;
    for (const auto& pair : direct) {
        if (in_transit(pair.to, pair.from)) {
            transits.push_back(pair.to);
        }
    }
    std::sort(transits.begin(), transits.end());
    std::erase_if(day, [&](const auto& pair) {
        return std::binary_search(transits.begin(), transits.end(), pair.from);
    });
}

/// Adds what happened on a later day of the same year.
template <typename Step>
void append_day(Step& year, const Step& day, bool lists_seats) {
    std::vector<std::uint32_t> targets;
    targets.reserve(year.size());
    for (const auto& pair : year) {
        targets.push_back(pair.to);
    }
    std::sort(targets.begin(), targets.end());
    Step next;
    for (const auto& pair : year) {
        const auto onward = pairs_from(day, pair.to);
        if (onward.empty()) {
            next.push_back(pair);
        }
        for (const auto& more : onward) {
            next.push_back({pair.from, more.to});
        }
    }
    for (const auto& pair : day) {
        if (!is_origin(year, pair.from) &&
            !(lists_seats && std::binary_search(targets.begin(), targets.end(), pair.from))) {
            next.push_back(pair);
        }
    }
    sort_unique(next);
    year = std::move(next);
}

/// INSEE's way: the commune that keeps its code in a merge has a line too.
bool seats_are_listed(std::span<const Move> moves) {
    std::vector<std::pair<int, std::uint32_t>> seats;
    for (const auto& move : moves) {
        if (move.from == move.to) {
            seats.emplace_back(move.year, commune_slot(move.to));
        }
    }
    std::sort(seats.begin(), seats.end());
    return std::any_of(moves.begin(), moves.end(), [&](const Move& move) {
        return move.from != move.to &&
               std::binary_search(seats.begin(), seats.end(),
                                  std::pair(move.year, commune_slot(move.to)));
    });
}

}  // namespace

std::span<const CommuneCode> Passage::changed(CommuneCode code) const {
    const auto slot = commune_slot(code);
    const auto found = std::lower_bound(m_from.begin(), m_from.end(), slot);
    if (found == m_from.end() || *found != slot) {
        return {};
    }
    const auto i = static_cast<std::size_t>(found - m_from.begin());
    return std::span(m_to).subspan(m_start[i], m_start[i + 1] - m_start[i]);
}

VintageMap::VintageMap(std::vector<Move> moves, std::span<const CommuneCode> known,
                       Vintage known_at)
    : m_years(kCommuneSlots, 0), m_empty(moves.empty()), m_has_list(!known.empty()) {
    std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
        return std::pair(a.year, a.day) < std::pair(b.year, b.day);
    });
    m_lists_seats = seats_are_listed(moves);
    for (std::size_t first = 0; first < moves.size();) {
        auto last = first;
        while (last < moves.size() && moves[last].year == moves[first].year) {
            ++last;
        }
        const int year = moves[first].year;
        if (year > kFirstVintage.year && year <= kLastVintage.year) {
            step(year) = compose(std::span(moves).subspan(first, last - first));
        }
        first = last;
    }
    if (!m_has_list) {
        mark_without_list();
        return;
    }
    for (const auto code : known) {
        set_bit(commune_slot(code), known_at.year, true);
    }
    for (int year = known_at.year; year > kFirstVintage.year; --year) {
        walk_back(year);
    }
    for (int year = known_at.year + 1; year <= kLastVintage.year; ++year) {
        walk_forward(year);
    }
}

VintageMap::Step VintageMap::compose(std::span<const Move> moves_of_year) const {
    Step year;
    for (std::size_t first = 0; first < moves_of_year.size();) {
        Step day;
        auto last = first;
        while (last < moves_of_year.size() && moves_of_year[last].day == moves_of_year[first].day) {
            day.push_back(
                {commune_slot(moves_of_year[last].from), commune_slot(moves_of_year[last].to)});
            ++last;
        }
        pass_through(day, m_lists_seats);
        append_day(year, day, m_lists_seats);
        first = last;
    }
    // "X is X" says something only beside another move of X: INSEE lists changes of name too.
    const Step all = year;
    std::erase_if(year, [&](const Pair& pair) {
        return pair.from == pair.to && pairs_from(all, pair.from).size() == 1 &&
               !takes_another(all, pair.to);
    });
    return year;
}

void VintageMap::set_bit(std::uint32_t slot, int year, bool on) {
    const auto mask = static_cast<std::uint16_t>(1U << (year - kFirstVintage.year));
    m_years[slot] = static_cast<std::uint16_t>(on ? m_years[slot] | mask : m_years[slot] & ~mask);
}

bool VintageMap::was_gone_before(std::uint32_t slot, int year) const {
    for (int earlier = year - 1; earlier > kFirstVintage.year; --earlier) {
        if (takes_another(step(earlier), slot) || keeps_itself(step(earlier), slot)) {
            return false;
        }
        if (is_origin(step(earlier), slot)) {
            return true;
        }
    }
    return false;
}

bool VintageMap::leaves_later(std::uint32_t slot, int year) const {
    for (int later = year + 1; later <= kLastVintage.year; ++later) {
        if (is_origin(step(later), slot)) {
            return true;
        }
        if (takes_another(step(later), slot)) {
            return false;
        }
    }
    return false;
}

/// Without a list of the year before: did the target of a move exist already? Most often it is a
/// neighbour that took the other in; a new code betrays itself.
bool VintageMap::exists_before(std::uint32_t target, int year) const {
    if (m_lists_seats || was_gone_before(target, year)) {
        return false;
    }
    for (const auto& pair : step(year)) {
        if (pair.to != target) {
            continue;
        }
        if (keeps_itself(step(year), pair.from)) {
            return false;  // A part of a commune that goes on: it was restored.
        }
        for (int later = year + 1; later <= kLastVintage.year; ++later) {
            const auto back = pairs_from(step(later), target);
            if (back.size() == 1 && back[0].to == pair.from) {
                return false;  // A change of code that was undone (27676 → 27058 → 27676).
            }
        }
    }
    return true;
}

void VintageMap::complete(int year, bool before_known, bool after_known) {
    auto& pairs = step(year);
    Step seats;
    for (const auto& pair : pairs) {
        if (keeps_itself(pairs, pair.from) || takes_another(pairs, pair.from)) {
            continue;
        }
        if (after_known ? bit(pair.from, year) : leaves_later(pair.from, year)) {
            seats.push_back({pair.from, pair.from});
        }
    }
    pairs.insert(pairs.end(), seats.begin(), seats.end());
    sort_unique(pairs);
    Step hosts;
    for (const auto& pair : pairs) {
        if (is_origin(pairs, pair.to)) {
            continue;
        }
        if (before_known ? bit(pair.to, year - 1) : exists_before(pair.to, year)) {
            hosts.push_back({pair.to, pair.to});
        }
    }
    pairs.insert(pairs.end(), hosts.begin(), hosts.end());
    sort_unique(pairs);
}

void VintageMap::walk_back(int year) {
    complete(year, false, true);
    std::vector<bool> made(kCommuneSlots, false);
    for (const auto& pair : step(year)) {
        made[pair.to] = true;
    }
    for (std::uint32_t slot = 0; slot < kCommuneSlots; ++slot) {
        if (bit(slot, year) && !made[slot]) {
            set_bit(slot, year - 1, true);
        }
    }
    for (const auto& pair : step(year)) {
        if (bit(pair.to, year)) {
            set_bit(pair.from, year - 1, true);
        }
    }
}

void VintageMap::walk_forward(int year) {
    complete(year, true, false);
    for (std::uint32_t slot = 0; slot < kCommuneSlots; ++slot) {
        if (bit(slot, year - 1)) {
            set_bit(slot, year, true);
        }
    }
    // First all who leave, then all who arrive: a code may be left and taken in the same year.
    for (const auto& pair : step(year)) {
        set_bit(pair.from, year, false);
    }
    for (const auto& pair : step(year)) {
        if (bit(pair.from, year - 1)) {
            set_bit(pair.to, year, true);
        }
    }
}

void VintageMap::mark_without_list() {
    std::fill(m_years.begin(), m_years.end(), static_cast<std::uint16_t>((1U << kYears) - 1U));
    for (int year = kFirstVintage.year + 1; year <= kLastVintage.year; ++year) {
        complete(year, false, false);
    }
    for (int year = kFirstVintage.year + 1; year <= kLastVintage.year; ++year) {
        for (const auto& pair : step(year)) {
            if (!keeps_itself(step(year), pair.to) && !is_origin(step(year), pair.to)) {
                for (int before = year - 1; before >= kFirstVintage.year; --before) {
                    if (is_origin(step(before), pair.to)) {
                        break;  // Another commune had this code before.
                    }
                    set_bit(pair.to, before, false);
                }
            }
            if (!takes_another(step(year), pair.from) && !keeps_itself(step(year), pair.from)) {
                for (int after = year; after <= kLastVintage.year; ++after) {
                    if (takes_another(step(after), pair.from)) {
                        break;
                    }
                    set_bit(pair.from, after, false);
                }
            }
        }
    }
}

bool VintageMap::exists(CommuneCode code, Vintage vintage) const {
    return vintage >= kFirstVintage && vintage <= kLastVintage &&
           bit(commune_slot(code), vintage.year);
}

std::vector<CommuneCode> VintageMap::codes_of(Vintage vintage) const {
    std::vector<CommuneCode> codes;
    if (!m_has_list || vintage < kFirstVintage || vintage > kLastVintage) {
        return codes;
    }
    for (std::uint32_t slot = 0; slot < kCommuneSlots; ++slot) {
        if (bit(slot, vintage.year)) {
            codes.push_back(commune_at_slot(slot));
        }
    }
    return codes;
}

std::optional<Vintage> VintageMap::nearest_vintage(CommuneCode code, Vintage wanted) const {
    for (int year = wanted.year; year >= kFirstVintage.year; --year) {
        if (exists(code, {year})) {
            return Vintage{year};
        }
    }
    for (int year = wanted.year + 1; year <= kLastVintage.year; ++year) {
        if (exists(code, {year})) {
            return Vintage{year};
        }
    }
    return std::nullopt;
}

Passage VintageMap::passage(Vintage from, Vintage to) const {
    Step whole;  // Of every code that has moved so far.
    const auto follow = [&](const Step& sorted) {
        Step next;
        for (const auto& pair : whole) {
            const auto onward = pairs_from(sorted, pair.to);
            if (onward.empty()) {
                next.push_back(pair);
            }
            for (const auto& more : onward) {
                next.push_back({pair.from, more.to});
            }
        }
        for (const auto& pair : sorted) {
            if (!is_origin(whole, pair.from) && bit(pair.from, from.year)) {
                next.push_back(pair);
            }
        }
        sort_unique(next);
        whole = std::move(next);
    };
    for (int year = from.year + 1; year <= to.year; ++year) {
        follow(step(year));
    }
    for (int year = from.year; year > to.year; --year) {
        Step inverse;
        for (const auto& pair : step(year)) {
            inverse.push_back({pair.to, pair.from});
        }
        sort_unique(inverse);
        follow(inverse);
    }
    Passage result;
    for (std::size_t i = 0; i < whole.size();) {
        const auto group = pairs_from(whole, whole[i].from);
        i += group.size();
        if (group.size() == 1 && group[0].to == group[0].from) {
            continue;
        }
        result.m_from.push_back(group[0].from);
        for (const auto& pair : group) {
            result.m_to.push_back(commune_at_slot(pair.to));
        }
        result.m_start.push_back(static_cast<std::uint32_t>(result.m_to.size()));
    }
    return result;
}

}  // namespace maillage::reconcile
