// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What if: contracts supposed signed on top of the register. A scenario is a plain value; editing
/// one gives another, so undo is a pointer swap and nothing of it ever touches the register.

#include "base/date.hpp"
#include "base/result.hpp"
#include "index/hierarchy.hpp"
#include "indicators/coverage_state.hpp"
#include "model/contract.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maillage::planning {

/// A contract that a scenario supposes signed.
struct SupposedContract {
    std::string name;                               ///< Unique in its scenario.
    ContractLevel level = ContractLevel::kCommune;  ///< kCommune, kCommunes, kEpt or kEpci.
    /// Of the EPCI or EPT; else of the communes, ascending, each once.
    std::vector<std::string> codes;
    std::optional<Date> from;  ///< Covers from this day on; empty: whatever the date.
    friend bool operator==(const SupposedContract&, const SupposedContract&) = default;
};

/// A territory that has said no: plans leave it out.
struct Refusal {
    ContractLevel level = ContractLevel::kEpci;
    std::string code;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct Scenario {
    std::string name;
    std::string parent;  ///< The scenario it was branched from; empty: the register.
    std::vector<SupposedContract> contracts;    ///< In the order they were added.
    std::vector<std::string> signed_contracts;  ///< Ids of the register supposed signed; ascending.
    std::vector<Refusal> refusals;
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

// ---- Edits, as values.

/// Adds a contract, or replaces the one of this name.
struct Suppose {
    SupposedContract contract;
};
/// Takes away the contract of this name.
struct Withdraw {
    std::string name;
};
/// Adds communes to the contract of this name, which is made where there is none (level
/// kCommunes), or takes them out; a contract left without communes is taken away.
struct Paint {
    std::string name;
    std::vector<std::string> communes;
    bool add = true;
};
/// A contract of the register is supposed signed, or no longer.
struct SupposeSigned {
    std::string id;
    bool is_signed = true;
};
struct Refuse {
    Refusal refusal;
    bool refused = true;
};
using ScenarioEdit = std::variant<Suppose, Withdraw, Paint, SupposeSigned, Refuse>;

/// \returns kNotFound for a contract that is not there; kRefused for communes painted into a
/// contract of an EPCI or EPT, and for a contract of another level than the four.
Result<Scenario> edited(const Scenario& before, const ScenarioEdit& edit);

/// The coverage with a scenario on top.
struct ScenarioCoverage {
    indicators::CoverageState state;
    /// Contracts by name or id and communes by code that the dataset does not have (another
    /// vintage, a row removed): they cover nothing and have to be said.
    std::vector<std::string> not_found;
};

/// Costs a copy of \p base (shared counts) and the communes of the contracts. \p base must be
/// without any scenario.
ScenarioCoverage with_scenario(const indicators::CoverageState& base, const Scenario& scenario,
                               const index::Hierarchy& hierarchy);

/// Communes of a supposed contract, ascending; empty where the dataset does not have it.
Perimeter perimeter_of(const SupposedContract& contract, const Territories& territories,
                       const index::Hierarchy& hierarchy);

/// Communes that \p with covers and \p without does not, ascending.
Perimeter newly_covered(const indicators::CoverageState& without,
                        const indicators::CoverageState& with);

/// One territory beside itself in two states of the same dataset and query.
struct ScenarioDelta {
    std::size_t territory = 0;  ///< Of the level asked.
    indicators::CoverageRow before;
    indicators::CoverageRow after;
    /// Signatories of the communes that only one of the two covers, over the years asked: exact
    /// bounds, narrower than the difference of the bounds before and after.
    Count gained;
    Count lost;
};

/// Two states beside each other. What one covers and the other does not is found once, for all
/// levels.
class ScenarioComparison {
public:
    /// \pre both states are of one dataset and one query, and outlive this.
    ScenarioComparison(const indicators::CoverageState& before,
                       const indicators::CoverageState& after);

    /// Territories of the level that gain or may gain covered signatories, or lose some, in the
    /// order of the level.
    std::vector<ScenarioDelta> changed(indicators::Level level) const;

private:
    const indicators::CoverageState& m_before;
    const indicators::CoverageState& m_after;
    indicators::CoverageState m_gained;  ///< Covers what only `after` covers.
    indicators::CoverageState m_lost;    ///< Covers what only `before` covers.
};

}  // namespace maillage::planning
