// SPDX-License-Identifier: Apache-2.0
#include "planning/candidate_facts.hpp"

#include "indicators/targets.hpp"

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

}  // namespace maillage::planning
