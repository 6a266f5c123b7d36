// SPDX-License-Identifier: Apache-2.0
#include "planning/plan_model.hpp"

#include "planning/candidate_gains.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

indicators::CoverageState with_locked_in(const Candidates& all, const PlanRequest& request) {
    auto state = all.state;
    for (const auto v : request.locked_in) {
        state.add_perimeter(perimeter_of(all, v));
    }
    return state;
}

void add_rest(RateTerms& to, std::uint32_t zone_row, const indicators::YearCounts& counts,
              std::vector<std::uint32_t>& zone_of_term, Count rest) {
    const auto found = std::find(zone_of_term.begin(), zone_of_term.end(), zone_row);
    if (found != zone_of_term.end()) {
        to.terms[static_cast<std::size_t>(found - zone_of_term.begin())].all += rest;
    } else if (rest != Count{}) {
        zone_of_term.push_back(zone_row);
        const auto& zone = counts.zones[zone_row];
        to.terms.push_back({zone.total, zone.cells, rest, {}});
    }
}

bool inhabited(const RateTerms& of) {
    return std::any_of(of.terms.begin(), of.terms.end(), [](const ZoneTerm& term) {
        return term.all.high > 0 && (!term.total || *term.total - term.zone.low + term.all.low > 0);
    });
}

}  // namespace

PlanModel::PlanModel(const Candidates& candidates, const PlanRequest& request, Split split)
    : all(candidates),
      measure(request.measure),
      years(candidates.counts->size()),
      state(with_locked_in(candidates, request)),
      amount(candidates.parts.size() * years),
      sum(candidates.size()),
      usable(candidates.size()),
      covered(candidates.scope.departments.size() * years) {
    fill_amounts();
    fill_split(split);
    for (std::size_t v = 0; v < all.size(); ++v) {
        for (auto i = all.first_part[v] * years; i < all.first_part[v + 1] * years; ++i) {
            sum[v] += amount[i];
        }
    }
    fill_usable(request);
    fill_terms();
}

void PlanModel::fill_amounts() {
    const auto slot_of = slots_of(all);
    const auto& department = state.dataset().territories.communes.department;
    for (std::size_t i = 0; i < department.size(); ++i) {
        const auto slot = slot_of[department[i].value];
        if (slot != Candidates::kNone && state.covered(index_of<Commune>(i))) {
            for (std::size_t year = 0; year < years; ++year) {
                covered[slot * years + year] += (*all.counts)[year].located[i];
            }
        }
    }
    for (std::size_t v = 0; v < all.size(); ++v) {
        auto part = all.first_part[v];
        for (const auto commune : all.communes_of(v)) {
            const auto slot = slot_of[department[commune.value].value];
            if (slot == Candidates::kNone || state.covered(commune)) {
                continue;
            }
            if (all.parts[part].slot != slot) {
                part = all.first_part[v];
                while (all.parts[part].slot != slot) {
                    ++part;
                }
            }
            for (std::size_t year = 0; year < years; ++year) {
                amount[part * years + year] += (*all.counts)[year].located[commune.value];
            }
        }
    }
}

void PlanModel::fill_split(Split split) {
    const bool guaranteed = measure == Measure::kGuaranteed;
    for (const auto& cell : split_views(all)) {
        std::vector<Index<Commune>> fresh;
        std::copy_if(cell.inside.begin(), cell.inside.end(), std::back_inserter(fresh),
                     [this](Index<Commune> commune) { return !state.covered(commune); });
        const bool touched = fresh.size() < cell.inside.size();
        const bool may_be_whole = !cell.has_outside;
        if (guaranteed ? fresh.empty() && may_be_whole : touched) {
            covered[cell.slot * years + cell.year] += cell.count;
            continue;
        }
        split_matters = split_matters || (!fresh.empty() && (fresh.size() > 1 || !may_be_whole));
        const bool by_touch = !guaranteed || split == Split::kBound;
        visit_holders(all, fresh, [&](std::size_t v, bool within) {
            if (!by_touch && !(within && may_be_whole)) {
                return;
            }
            for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
                if (all.parts[part].slot == cell.slot) {
                    amount[part * years + cell.year] += cell.count;
                }
            }
        });
    }
}

void PlanModel::fill_usable(const PlanRequest& request) {
    for (std::size_t v = 0; v < all.size(); ++v) {
        usable[v] = sum[v].high > 0 && (request.eligible.empty() || request.eligible[v]);
    }
    for (const auto v : request.locked_out) {
        usable[v] = false;
    }
    for (const auto locked : request.locked_in) {
        for (std::size_t v = locked; v < all.size() && all.within(v, locked); ++v) {
            usable[v] = false;
        }
    }
}

ZoneTerm PlanModel::term_of(std::uint32_t slot, std::size_t year) const {
    const auto& counts = (*all.counts)[year];
    const auto& zone = counts.zones[counts.zone_of[all.scope.departments[slot].value]];
    return {zone.total, zone.cells, {}, {static_cast<std::uint32_t>(slot * years + year)}};
}

void PlanModel::fill_terms() {
    const auto split = split_views(all);
    const auto slots = static_cast<std::uint32_t>(all.scope.departments.size());
    departments.resize(slots);
    const bool in_total = state.dataset().choices.unlocated == Choices::Unlocated::kInTotal;
    for (std::size_t year = 0; year < years; ++year) {
        const auto& counts = (*all.counts)[year];
        const auto first = scope.terms.size();
        RateTerms of_year;
        std::vector<std::uint32_t> zone_of_term;
        for (std::uint32_t slot = 0; slot < slots; ++slot) {
            auto term = term_of(slot, year);
            const auto sums = all_of(all, split, slot, year);
            term.all = measure == Measure::kGuaranteed ? sums.touching : sums.within;
            departments[slot].terms.push_back(term);
            const auto row = counts.zone_of[all.scope.departments[slot].value];
            const auto same = std::find(zone_of_term.begin(), zone_of_term.end(), row);
            if (all.scope.territory && same != zone_of_term.end()) {
                auto& joint = of_year.terms[static_cast<std::size_t>(same - zone_of_term.begin())];
                joint.all += term.all;
                joint.cells.push_back(term.cells.front());
            } else {
                zone_of_term.push_back(row);
                of_year.terms.push_back(std::move(term));
            }
        }
        if (all.scope.territory && in_total &&
            all.scope.territory->level > indicators::Level::kDepartment) {
            const bool france = all.scope.territory->level == indicators::Level::kFrance;
            for (std::size_t r = 0; r < counts.not_located_region.size(); ++r) {
                if (france || r == all.scope.territory->row) {
                    add_rest(of_year, counts.zone_of_rest[r], counts, zone_of_term,
                             counts.not_located_region[r]);
                }
            }
            if (france) {
                add_rest(of_year, indicators::YearCounts::kFreeZone, counts, zone_of_term,
                         counts.not_located_france);
            }
        }
        scope.terms.insert(scope.terms.begin() + static_cast<std::ptrdiff_t>(first),
                           of_year.terms.begin(), of_year.terms.end());
    }
    scope.inhabited = inhabited(scope);
    for (auto& one : departments) {
        one.inhabited = inhabited(one);
    }
}

indicators::Rate PlanModel::rate(const RateTerms& of, std::span<const Count> by_cell,
                                 std::int64_t pooled) const {
    const bool guaranteed = measure == Measure::kGuaranteed;
    auto inside = pooled;
    auto outside = -pooled;
    for (const auto& term : of.terms) {
        Count here;
        for (const auto cell : term.cells) {
            here += by_cell[cell];
        }
        const auto& [total, zone, whole, cells] = term;
        if (guaranteed) {
            inside += total ? std::max(here.low, *total - zone.high + here.high) : here.low;
            outside +=
                total ? std::min(whole.high - here.high, *total - zone.low + whole.low - here.low)
                      : whole.high - here.high;
        } else {
            inside += total ? std::min(here.high, *total - zone.low + here.low) : here.high;
            outside +=
                total ? std::max(whole.low - here.low, *total - zone.high + whole.high - here.high)
                      : whole.low - here.low;
        }
    }
    outside = std::max<std::int64_t>(outside, 0);
    if (inside + outside > 0) {
        return {inside, inside + outside};
    }
    // As indicators::rate_bounds: nobody can be uncovered, or nobody can be covered.
    return {guaranteed && of.inhabited ? 1 : 0, 1};
}

void PlanModel::add(std::vector<Count>& to, std::size_t v) const {
    for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
        for (std::size_t year = 0; year < years; ++year) {
            to[all.parts[part].slot * years + year] += amount[part * years + year];
        }
    }
}

}  // namespace maillage::planning
