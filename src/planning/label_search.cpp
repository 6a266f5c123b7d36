// SPDX-License-Identifier: Apache-2.0
#include "planning/label_search.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace maillage::planning {
namespace {

/// Labels gathered before dominated ones are thrown out.
constexpr std::size_t kBatch = std::size_t{1} << 19U;
/// Labels kept of one list once the work limit is reached.
constexpr std::size_t kThinned = 256;
/// Labels of a list from which looking for hopeless ones pays.
constexpr std::size_t kLong = 256;
/// Comparisons that one list may take even then.
constexpr std::size_t kLeastWork = std::size_t{1} << 16U;

bool at_least(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](std::int64_t x, std::int64_t y) { return x >= y; });
}

bool subset(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](std::uint64_t x, std::uint64_t y) { return (x & ~y) == 0; });
}

/// Smallest slot of the candidates' parts: where its tree is looked at.
std::uint32_t first_slot(const Candidates& all, std::size_t v) {
    auto slot = Candidates::kNone;
    for (const auto& part : all.parts_of(v)) {
        slot = std::min(slot, part.slot);
    }
    return slot;
}

}  // namespace

LabelSearch::LabelSearch(const Candidates& candidates, LabelSpec spec,
                         std::vector<LabelOption> options)
    : m_spec(std::move(spec)), m_options(std::move(options)) {
    search(candidates);
}

void LabelSearch::search(const Candidates& all) {
    List nothing;
    nothing.values.assign(m_spec.dimensions, 0);
    nothing.used.assign(m_spec.used_words, 0);
    nothing.last.push_back(0);
    const auto empty = keep(std::move(nothing), {});
    std::vector<std::uint32_t> below(all.size(), empty);
    struct Tree {
        std::uint32_t slot, list, root;
    };
    std::vector<Tree> trees;
    std::optional<LabelOutlook> outlook;
    if (m_spec.only_most_gain) {
        outlook.emplace(this->outlook(all));
    }
    auto end = static_cast<std::uint32_t>(m_options.size());
    for (auto v = all.size(); v-- > 0;) {
        auto first = end;
        while (first > 0 && m_options[first - 1].candidate == v) {
            --first;
        }
        const auto list = first == end ? below[v] : add_options(below[v], first, end);
        end = first;
        const auto node = static_cast<std::uint32_t>(v);
        if (outlook && m_lists[list].size() > kLong) {
            outlook->look_outside(node);
            drop_hopeless(list, *outlook);
        }
        if (const auto parent = all.parent[v]; parent != Candidates::kNone) {
            below[parent] = merge(below[parent], list);
            if (outlook && m_lists[below[parent]].size() > kLong) {
                outlook->look_beside(parent, node);
                drop_hopeless(below[parent], *outlook);
            }
        } else if (list != empty) {
            trees.push_back({first_slot(all, v), list, node});
        }
    }
    std::ranges::stable_sort(trees, {}, &Tree::slot);
    std::vector<std::uint32_t> roots;
    for (const auto& tree : trees) {
        roots.push_back(tree.root);
    }
    m_root = empty;
    std::size_t merged = 0;
    auto closing = m_spec.closings.begin();
    for (const auto& [slot, list, root] : trees) {
        for (; closing != m_spec.closings.end() && closing->slot < slot; ++closing) {
            m_root = close(m_root, *closing);
        }
        m_root = merge(m_root, list);
        ++merged;
        if (outlook) {
            outlook->look_at(std::span(roots).subspan(merged));
            drop_hopeless(m_root, *outlook);
        }
    }
    for (; closing != m_spec.closings.end(); ++closing) {
        m_root = close(m_root, *closing);
    }
}

std::uint32_t LabelSearch::keep(List list, Step step) {
    m_lists.push_back(std::move(list));
    m_steps.push_back(step);
    return static_cast<std::uint32_t>(m_lists.size() - 1);
}

void LabelSearch::append_sum(const List& a, std::size_t i, const List& b, std::size_t j,
                             List& into) const {
    const auto count = m_spec.dimensions;
    const auto of_a = a.dims(i, count);
    const auto of_b = b.dims(j, count);
    for (std::size_t d = 0; d < count; ++d) {
        if (of_a[d] + of_b[d] < m_spec.floor[d]) {
            return;
        }
    }
    const auto words = m_spec.used_words;
    for (std::size_t w = 0; w < words; ++w) {
        if ((a.used[i * words + w] & b.used[j * words + w]) != 0) {
            return;
        }
    }
    for (std::size_t d = 0; d < count; ++d) {
        into.values.push_back(of_a[d] + of_b[d]);
    }
    for (std::size_t w = 0; w < words; ++w) {
        into.used.push_back(a.used[i * words + w] | b.used[j * words + w]);
    }
    into.last.push_back(a.last[i] + b.last[j]);
}

std::uint32_t LabelSearch::merge(std::uint32_t left, std::uint32_t right) {
    if (m_steps[left].kind == Step::Kind::kNothing) {
        return right;
    }
    if (m_steps[right].kind == Step::Kind::kNothing) {
        return left;
    }
    List list;
    if (m_spec.stop.stop_requested()) {
        m_work = m_spec.work_limit;
    }
    if (m_work + m_lists[left].size() * m_lists[right].size() > m_spec.work_limit) {
        thin(m_lists[left]);
        thin(m_lists[right]);
    }
    const auto& a = m_lists[left];
    const auto& b = m_lists[right];
    m_work += a.size() * b.size();
    if (!merge_dense(a, b, list)) {
        std::size_t clean = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            for (std::size_t j = 0; j < b.size(); ++j) {
                append_sum(a, i, b, j, list);
            }
            if (list.size() > clean + kBatch) {
                reduce(list);
                clean = list.size();
            }
        }
        reduce(list);
    }
    Step step{Step::Kind::kMerge, left, right, 0, 0, 0};
    return keep(std::move(list), step);
}

/// Two figures and nothing else: a table by the second one, which is a small number of signatories.
bool LabelSearch::merge_dense(const List& a, const List& b, List& into) const {
    if (m_spec.dimensions != 2 || m_spec.figures != 2 || m_spec.used_words != 0 || a.size() == 0 ||
        b.size() == 0) {
        return false;
    }
    std::int64_t most = 0;
    for (const auto* list : {&a, &b}) {
        std::int64_t highest = 0;
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (list->values[2 * i + 1] < 0) {
                return false;
            }
            highest = std::max(highest, list->values[2 * i + 1]);
        }
        most += highest;
    }
    if (static_cast<std::size_t>(most) > 4096 + 4 * a.size() * b.size()) {
        return false;
    }
    constexpr auto kNever = std::numeric_limits<std::int64_t>::min();
    std::vector<std::pair<std::int64_t, std::int64_t>> best(static_cast<std::size_t>(most) + 1,
                                                            {kNever, 0});  // First figure, −last.
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::pair value = {a.values[2 * i] + b.values[2 * j], -a.last[i] - b.last[j]};
            auto& there = best[static_cast<std::size_t>(a.values[2 * i + 1] + b.values[2 * j + 1])];
            if (value > there) {
                there = value;
            }
        }
    }
    auto bar = kNever;
    std::vector<std::size_t> kept;
    for (auto second = best.size(); second-- > 0;) {
        if (best[second].first > bar && best[second].first >= m_spec.floor[0]) {
            bar = best[second].first;
            kept.push_back(second);
        }
    }
    std::reverse(kept.begin(), kept.end());
    for (const auto second : kept) {
        into.values.push_back(best[second].first);
        into.values.push_back(static_cast<std::int64_t>(second));
        into.last.push_back(-best[second].second);
    }
    return true;
}

std::uint32_t LabelSearch::add_options(std::uint32_t from, std::uint32_t first, std::uint32_t end) {
    List list = m_lists[from];
    for (auto i = first; i < end; ++i) {
        const auto& option = m_options[i];
        bool fits = true;
        for (std::size_t d = 0; d < m_spec.dimensions; ++d) {
            fits = fits && option.amount[d] >= m_spec.floor[d];
        }
        if (fits) {
            list.values.insert(list.values.end(), option.amount.begin(), option.amount.end());
            list.used.insert(list.used.end(), option.used.begin(), option.used.end());
            list.last.push_back(option.last);
        }
    }
    reduce(list);
    const Step step{Step::Kind::kOptions, from, 0, first, end, 0};
    return keep(std::move(list), step);
}

std::uint32_t LabelSearch::close(std::uint32_t from, const LabelSpec::Closing& closing) {
    const auto& source = m_lists[from];
    List list;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const auto dims = source.dims(i, m_spec.dimensions);
        if (dims[closing.dimension] < closing.needed) {
            continue;
        }
        list.values.insert(list.values.end(), dims.begin(), dims.end());
        list.values[list.values.size() - m_spec.dimensions + closing.dimension] = 0;
        list.used.insert(
            list.used.end(),
            source.used.begin() + static_cast<std::ptrdiff_t>(i * m_spec.used_words),
            source.used.begin() + static_cast<std::ptrdiff_t>((i + 1) * m_spec.used_words));
        list.last.push_back(source.last[i]);
    }
    reduce(list);
    const Step step{Step::Kind::kClose, from, 0, 0, 0, closing.dimension};
    return keep(std::move(list), step);
}

/// Descending by dimension, then ascending by `last`, then by the bits used.
std::vector<std::size_t> LabelSearch::sorted(const List& list) const {
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto count = m_spec.dimensions;
    const auto words = m_spec.used_words;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        for (std::size_t d = 0; d < count; ++d) {
            if (list.values[a * count + d] != list.values[b * count + d]) {
                return list.values[a * count + d] > list.values[b * count + d];
            }
        }
        if (list.last[a] != list.last[b]) {
            return list.last[a] < list.last[b];
        }
        for (std::size_t w = 0; w < words; ++w) {
            if (list.used[a * words + w] != list.used[b * words + w]) {
                return list.used[a * words + w] < list.used[b * words + w];
            }
        }
        return a < b;
    });
    return order;
}

void LabelSearch::reduce(List& list) {
    const auto count = m_spec.dimensions;
    const auto words = m_spec.used_words;
    const auto order = sorted(list);
    const bool plain = words == 0 && m_spec.figures == count;
    std::vector<std::size_t> kept;
    const auto dims = [&](std::size_t i) { return list.dims(i, count); };
    const auto bits = [&](std::size_t i) { return std::span(list.used).subspan(i * words, words); };
    // An earlier label is never beaten by a later one.
    if (plain && count <= 3) {
        // Of those kept, second figure → highest third one among all with as much of the second.
        std::map<std::int64_t, std::int64_t> stairs;
        for (const auto i : order) {
            const auto second = count > 1 ? dims(i)[1] : 0;
            const auto third = count > 2 ? dims(i)[2] : 0;
            const auto above = stairs.lower_bound(second);
            if (above != stairs.end() && above->second >= third) {
                continue;
            }
            auto step = stairs.insert_or_assign(second, third).first;
            while (step != stairs.begin() && std::prev(step)->second <= third) {
                stairs.erase(std::prev(step));
            }
            kept.push_back(i);
        }
    } else {
        const auto figures = m_spec.figures;
        const auto beats = [&](std::size_t by, std::size_t i) {
            if (!at_least(dims(by), dims(i)) || !subset(bits(by), bits(i))) {
                return false;
            }
            const bool equal = std::equal(dims(by).begin(),
                                          dims(by).begin() + static_cast<std::ptrdiff_t>(figures),
                                          dims(i).begin());
            // Equal in all figures: kept for the list of ties, unless it is the same label.
            return !equal || list.last[by] < list.last[i] ||
                   (list.last[by] == list.last[i] && std::ranges::equal(dims(by), dims(i)) &&
                    std::ranges::equal(bits(by), bits(i)));
        };
        const auto left = m_spec.work_limit - std::min(m_spec.work_limit, m_work);
        const auto allowed = std::max(kLeastWork, left);
        std::size_t compared = 0;
        std::size_t stride = 1;
        for (std::size_t at = 0; at < order.size();) {
            if (stride == 1 && compared > allowed) {
                // Of the others, only some evenly spaced ones, the last among them.
                m_complete = false;
                stride = std::max<std::size_t>(1, (order.size() - at) / kThinned);
                at += (order.size() - 1 - at) % stride;
            }
            const auto beaten = std::find_if(kept.rbegin(), kept.rend(),
                                             [&](std::size_t by) { return beats(by, order[at]); });
            compared += static_cast<std::size_t>(beaten - kept.rbegin()) + 1;
            if (beaten == kept.rend()) {
                kept.push_back(order[at]);
            }
            at += stride;
        }
        m_work += compared;
    }
    List result;
    for (const auto i : kept) {
        result.values.insert(result.values.end(), dims(i).begin(), dims(i).end());
        result.used.insert(result.used.end(), bits(i).begin(), bits(i).end());
        result.last.push_back(list.last[i]);
    }
    list = std::move(result);
}

LabelOutlook LabelSearch::outlook(const Candidates& all) const {
    std::vector<GainAndCost> choice(all.size());
    for (const auto& option : m_options) {
        choice[option.candidate] = {option.amount[0], -option.amount[1]};
    }
    static_assert(LabelOutlook::kNone == Candidates::kNone);
    return {all.parent, choice, -m_spec.floor[1]};
}

/// Labels whose gain, with all that may come beside them, is less than a known plan's.
void LabelSearch::drop_hopeless(std::uint32_t list, const LabelOutlook& outlook) {
    const auto& labels = m_lists[list];
    List kept;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto dims = labels.dims(i, m_spec.dimensions);
        if (dims[0] + outlook.most_for(dims[1] - m_spec.floor[1]) >= outlook.attained()) {
            kept.values.insert(kept.values.end(), dims.begin(), dims.end());
            kept.last.push_back(labels.last[i]);
        }
    }
    // A list that was thinned may hold nothing as good: better a poor plan than none.
    if (kept.size() > 0) {
        m_lists[list] = std::move(kept);
    }
}

/// Evenly spaced labels, the first and the last among them.
void LabelSearch::thin(List& list) {
    m_complete = false;
    const auto size = list.size();
    if (size <= kThinned) {
        return;
    }
    const auto count = m_spec.dimensions;
    const auto words = m_spec.used_words;
    List result;
    for (std::size_t step = 0; step < kThinned; ++step) {
        const auto i = step * (size - 1) / (kThinned - 1);
        const auto dims = list.dims(i, count);
        const auto bits = std::span(list.used).subspan(i * words, words);
        result.values.insert(result.values.end(), dims.begin(), dims.end());
        result.used.insert(result.used.end(), bits.begin(), bits.end());
        result.last.push_back(list.last[i]);
    }
    list = std::move(result);
}

}  // namespace maillage::planning
