// SPDX-License-Identifier: Apache-2.0
#include "planning/candidate_facts.hpp"

#include "indicators/targets.hpp"
#include "planning/candidate_gains.hpp"

namespace maillage::planning {
namespace {

using indicators::Rate;

std::optional<std::int64_t> earlier_population(const CommuneTable& table,
                                               std::span<const Index<Commune>> communes) {
    std::int64_t sum = 0;
    for (const auto commune : communes) {
        const auto inhabitants = table.population_2019[commune.value];
        if (!inhabitants) {
            return std::nullopt;
        }
        sum += *inhabitants;
    }
    return sum;
}

std::optional<Rate> rural_share(const Dataset& dataset, std::span<const Index<Commune>> communes) {
    std::int64_t all = 0;
    std::int64_t rural = 0;
    for (const auto commune : communes) {
        const auto inhabitants = dataset.territories.communes.population[commune.value];
        const auto level =
            dataset.density.empty() ? std::uint8_t{0} : dataset.density[commune.value];
        if (!inhabitants || level == 0) {
            return std::nullopt;
        }
        all += *inhabitants;
        rural += level >= kFirstRuralLevel ? *inhabitants : 0;
    }
    return all == 0 ? std::nullopt : std::optional(Rate{rural, all});
}

/// Guaranteed signatories of a commune's own rows, over all years.
std::int64_t least_signatories(const Candidates& all, Index<Commune> commune) {
    std::int64_t sum = 0;
    for (const auto& year : *all.counts) {
        sum += year.located[commune.value].low;
    }
    return sum;
}

}  // namespace

CandidateFacts facts_of(const Candidates& candidates, std::size_t v) {
    const auto& dataset = candidates.state.dataset();
    const auto communes = candidates.communes_of(v);
    CandidateFacts facts;
    facts.population = indicators::population_of(dataset.territories.communes, communes);
    const auto before = earlier_population(dataset.territories.communes, communes);
    if (facts.population && before && *before > 0) {
        facts.evolution = Rate{*facts.population - *before, *before};
    }
    if (candidates.level[v] == CandidateLevel::kCommune && !dataset.density.empty()) {
        facts.density = dataset.density[communes.front().value];
    }
    facts.rural_share = rural_share(dataset, communes);
    facts.communes = communes.size();
    for (const auto commune : communes) {
        facts.covered_communes += candidates.state.covered(commune) ? 1U : 0U;
    }
    return facts;
}

std::vector<std::optional<Rate>> shares_beyond(const Candidates& candidates,
                                               const std::vector<bool>& beyond) {
    if (beyond.empty()) {
        return {};
    }
    const auto& communes = candidates.state.dataset().territories.communes;
    const auto slot_of = slots_of(candidates);
    std::vector<std::optional<Rate>> shares;
    shares.reserve(candidates.size());
    for (std::size_t v = 0; v < candidates.size(); ++v) {
        Rate signatories{0, 0};
        Rate inhabitants{0, 0};
        const auto add = [](Rate& rate, std::int64_t people, bool far) {
            rate.den += people;
            rate.num += far ? people : 0;
        };
        for (const auto commune : candidates.communes_of(v)) {
            if (candidates.state.covered(commune) ||
                slot_of[communes.department[commune.value].value] == Candidates::kNone) {
                continue;
            }
            const bool far = beyond[commune.value];
            add(signatories, least_signatories(candidates, commune), far);
            add(inhabitants, communes.population[commune.value].value_or(0), far);
        }
        const auto& people = signatories.den > 0 ? signatories : inhabitants;
        shares.push_back(people.den > 0 ? std::optional(people) : std::nullopt);
    }
    return shares;
}

}  // namespace maillage::planning
