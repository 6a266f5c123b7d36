// SPDX-License-Identifier: Apache-2.0
#include "planning/candidate_funding.hpp"

#include "indicators/counted_contracts.hpp"
#include "indicators/perimeter_counts.hpp"
#include "model/contract_details.hpp"

#include <algorithm>
#include <map>

namespace maillage::planning {
namespace {

using indicators::Answer;

const FundingRule* rule_for_new(const RuleSet& rules) {
    const auto found =
        std::find_if(rules.rules.begin(), rules.rules.end(), [](const FundingRule& rule) {
            return rule.test == RuleTest::kAmountAtMost && rule.applies != AppliesTo::kRenewal;
        });
    return found == rules.rules.end() ? nullptr : &*found;
}

/// Whose signatories the flat cost is taken of; empty where no rule says so.
std::vector<int> years_of_mean(const RuleSet& rules) {
    const auto found =
        std::find_if(rules.rules.begin(), rules.rules.end(),
                     [](const FundingRule& rule) { return rule.test == RuleTest::kAmountForMean; });
    return found == rules.rules.end() ? std::vector<int>{} : found->years;
}

class FundingOfCandidates {
public:
    FundingOfCandidates(const Candidates& all, const RuleSet& rules,
                        indicators::PerimeterCounts& counts)
        : m_all(all),
          m_dataset(all.state.dataset()),
          m_rule(rule_for_new(rules)),
          m_counting(indicators::counting_rules(m_dataset, all.state.query())),
          m_counts(counts) {
        for (std::size_t i = 0; i < m_dataset.contracts.size(); ++i) {
            const auto& contract = m_dataset.contracts[i];
            if (contract.kind != ContractKind::kPartenariat) {
                m_by_perimeter[perimeter_in(contract)].push_back(i);
            }
        }
    }

    CandidateFunding of(std::size_t v) {
        CandidateFunding funding;
        const auto communes = perimeter_of(m_all, v);
        add_register(communes, funding);
        if (m_rule == nullptr) {
            return funding;
        }
        funding.most_cents = m_rule->most_cents;
        funding.exception = exception(communes);
        if (funding.exception == Answer::kMet) {
            funding.most_cents.reset();
        } else if (funding.renewal && funding.known) {
            const auto before =
                parse_cents(detail(m_dataset.contracts[*funding.known], "montant_etat"));
            funding.most_cents = std::max(*funding.most_cents, before.value_or(0));
        }
        return funding;
    }

private:
    const Perimeter& perimeter_in(const Contract& contract) const {
        return indicators::perimeter_of(contract, m_dataset.choices.perimeter);
    }

    void add_register(const Perimeter& communes, CandidateFunding& funding) const {
        const auto found = m_by_perimeter.find(communes);
        if (found == m_by_perimeter.end()) {
            return;
        }
        for (const auto i : found->second) {
            const auto& contract = m_dataset.contracts[i];
            funding.known = i;
            funding.renewal = funding.renewal ||
                              indicators::counted(contract, m_all.state.query().date, m_counting) ==
                                  indicators::Reason::kEnded;
            funding.eligible = contract.status != ContractStatus::kRefuse &&
                               contract.status != ContractStatus::kAbandonne;
        }
    }

    /// Inhabitants first: few candidates are large, and only theirs are worth counting.
    Answer exception(const Perimeter& communes) {
        if (!m_rule->exception_inhabitants_above) {
            return Answer::kNotMet;
        }
        const auto inhabitants =
            indicators::population_of(m_dataset.territories.communes, communes);
        if (inhabitants && *inhabitants <= *m_rule->exception_inhabitants_above) {
            return Answer::kNotMet;
        }
        const auto counted = m_counts.signatories(communes, {m_rule->exception_year});
        if (!counted) {
            return Answer::kNotKnown;
        }
        return indicators::above_exception_thresholds(
            inhabitants, *counted,
            {*m_rule->exception_inhabitants_above, *m_rule->exception_signatories_from});
    }

    const Candidates& m_all;
    const Dataset& m_dataset;
    const FundingRule* m_rule;
    indicators::CountingRules m_counting;
    indicators::PerimeterCounts& m_counts;
    std::map<Perimeter, std::vector<std::size_t>> m_by_perimeter;
};

}  // namespace

std::vector<CandidateFunding> candidate_funding(const Candidates& candidates,
                                                const RuleSet& rules) {
    indicators::PerimeterCounts counts(DatasetPtr(DatasetPtr{}, &candidates.state.dataset()));
    return candidate_funding(candidates, rules, counts);
}

std::vector<CandidateFunding> candidate_funding(const Candidates& candidates, const RuleSet& rules,
                                                indicators::PerimeterCounts& counts) {
    FundingOfCandidates funding(candidates, rules, counts);
    std::vector<CandidateFunding> all;
    all.reserve(candidates.size());
    for (std::size_t v = 0; v < candidates.size(); ++v) {
        all.push_back(funding.of(v));
    }
    return all;
}

std::optional<std::int64_t> limit_for_new(const RuleSet& rules) {
    const auto* rule = rule_for_new(rules);
    return rule == nullptr ? std::nullopt : rule->most_cents;
}

std::vector<std::int64_t> candidate_costs(const Candidates& candidates, const RuleSet& rules,
                                          const std::vector<CandidateFunding>& funding,
                                          std::optional<std::int64_t> unit_cost_cents,
                                          indicators::PerimeterCounts& counts) {
    const auto limit = limit_for_new(rules);
    std::vector<std::int64_t> costs;
    if (!limit && !unit_cost_cents) {
        return costs;
    }
    costs.reserve(candidates.size());
    const auto years_of_rules = years_of_mean(rules);
    for (std::size_t v = 0; v < candidates.size(); ++v) {
        if (!unit_cost_cents) {
            costs.push_back(funding[v].most_cents.value_or(*limit));
            continue;
        }
        const auto communes = perimeter_of(candidates, v);
        const auto* years = &years_of_rules;
        auto living = counts.signatories(communes, *years);
        if (!living) {
            years = &candidates.state.years();
            living = counts.signatories(communes, *years);
        }
        const auto flat = static_cast<std::int64_t>(indicators::ceil_divide(
            indicators::Int128{*unit_cost_cents} * (living ? living->high : 0),
            std::max<std::int64_t>(1, std::ssize(*years))));
        costs.push_back(std::min(flat, funding[v].most_cents.value_or(flat)));
    }
    return costs;
}

std::optional<Date> last_day_for_new(const RuleSet& rules) {
    std::optional<Date> last;
    for (const auto& deadline : rules.deadlines) {
        if (deadline.applies == AppliesTo::kNew) {
            last = deadline.date;
        }
    }
    return last;
}

}  // namespace maillage::planning
