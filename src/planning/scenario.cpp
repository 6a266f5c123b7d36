// SPDX-License-Identifier: Apache-2.0
#include "planning/scenario.hpp"

#include "base/planning_messages.hpp"
#include "model/lookup.hpp"

#include <algorithm>
#include <utility>

namespace maillage::planning {
namespace {

using indicators::CoverageState;

bool may_be_supposed(ContractLevel level) {
    return level == ContractLevel::kCommune || level == ContractLevel::kCommunes ||
           level == ContractLevel::kEpt || level == ContractLevel::kEpci;
}

void sort_once(std::vector<std::string>& codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

Error not_there(const std::string& name) {
    return {Error::Code::kNotFound, {kNoSuchSupposed, {name}}, ""};
}

class Editor {
public:
    explicit Editor(Scenario& scenario) : m_scenario(scenario) {}

    std::optional<Error> operator()(const Suppose& edit) {
        auto contract = edit.contract;
        if (!may_be_supposed(contract.level) || contract.codes.empty()) {
            return Error{Error::Code::kRefused, {kCannotSuppose, {contract.name}}, ""};
        }
        sort_once(contract.codes);
        const auto old = find(contract.name);
        if (old == m_scenario.contracts.end()) {
            m_scenario.contracts.push_back(std::move(contract));
        } else {
            *old = std::move(contract);
        }
        return std::nullopt;
    }
    std::optional<Error> operator()(const Withdraw& edit) {
        const auto old = find(edit.name);
        if (old == m_scenario.contracts.end()) {
            return not_there(edit.name);
        }
        m_scenario.contracts.erase(old);
        return std::nullopt;
    }
    std::optional<Error> operator()(const Paint& edit) {
        auto painted = find(edit.name);
        if (painted == m_scenario.contracts.end()) {
            if (!edit.add) {
                return not_there(edit.name);
            }
            SupposedContract contract;
            contract.name = edit.name;
            contract.level = ContractLevel::kCommunes;
            painted = m_scenario.contracts.insert(painted, std::move(contract));
        } else if (painted->level == ContractLevel::kEpci ||
                   painted->level == ContractLevel::kEpt) {
            return Error{Error::Code::kRefused, {kCannotPaint, {edit.name}}, ""};
        }
        auto communes = edit.communes;
        sort_once(communes);
        std::vector<std::string> after;
        if (edit.add) {
            std::set_union(painted->codes.begin(), painted->codes.end(), communes.begin(),
                           communes.end(), std::back_inserter(after));
        } else {
            std::set_difference(painted->codes.begin(), painted->codes.end(), communes.begin(),
                                communes.end(), std::back_inserter(after));
        }
        if (after.empty()) {
            m_scenario.contracts.erase(painted);
            return std::nullopt;
        }
        painted->codes = std::move(after);
        painted->level =
            painted->codes.size() == 1 ? ContractLevel::kCommune : ContractLevel::kCommunes;
        return std::nullopt;
    }
    std::optional<Error> operator()(const SupposeSigned& edit) {
        auto& ids = m_scenario.signed_contracts;
        std::erase(ids, edit.id);
        if (edit.is_signed) {
            ids.push_back(edit.id);
            std::sort(ids.begin(), ids.end());
        }
        return std::nullopt;
    }
    std::optional<Error> operator()(const Refuse& edit) {
        std::erase(m_scenario.refusals, edit.refusal);
        if (edit.refused) {
            m_scenario.refusals.push_back(edit.refusal);
        }
        return std::nullopt;
    }

private:
    std::vector<SupposedContract>::iterator find(const std::string& name) {
        return std::find_if(m_scenario.contracts.begin(), m_scenario.contracts.end(),
                            [&](const SupposedContract& one) { return one.name == name; });
    }

    Scenario& m_scenario;
};

/// A contract without any commune by its name; else each commune that is not there by its code.
void note_missing(const SupposedContract& contract, const Perimeter& communes,
                  const CommuneTable& table, std::vector<std::string>& not_found) {
    if (communes.empty()) {
        not_found.push_back(contract.name);
        return;
    }
    if (contract.level == ContractLevel::kEpci || contract.level == ContractLevel::kEpt) {
        return;
    }
    for (const auto& code : contract.codes) {
        const bool there = std::any_of(communes.begin(), communes.end(), [&](auto commune) {
            return table.code[commune.value].string() == code;
        });
        if (!there) {
            not_found.push_back(code);
        }
    }
}

template <typename Row, typename Code>
Perimeter communes_of(const std::vector<Code>& codes, const std::string& text,
                      const index::Hierarchy& hierarchy) {
    const auto code = Code::parse(text);
    const auto row = code ? find_code<Row>(codes, *code) : Index<Row>{};
    const auto communes = hierarchy.communes_of(row);
    return {communes.begin(), communes.end()};
}

}  // namespace

Result<Scenario> edited(const Scenario& before, const ScenarioEdit& edit) {
    auto after = before;
    if (auto error = std::visit(Editor(after), edit)) {
        return *std::move(error);
    }
    return after;
}

Perimeter perimeter_of(const SupposedContract& contract, const Territories& territories,
                       const index::Hierarchy& hierarchy) {
    if (contract.codes.empty()) {
        return {};
    }
    if (contract.level == ContractLevel::kEpci) {
        return communes_of<Epci>(territories.epcis.code, contract.codes.front(), hierarchy);
    }
    if (contract.level == ContractLevel::kEpt) {
        return communes_of<Ept>(territories.epts.code, contract.codes.front(), hierarchy);
    }
    Perimeter communes;
    for (const auto& text : contract.codes) {
        const auto code = CommuneCode::parse(text);
        const auto row =
            code ? find_code<Commune>(territories.communes.code, *code) : Index<Commune>{};
        if (row.valid()) {
            communes.push_back(row);
        }
    }
    std::sort(communes.begin(), communes.end());
    return communes;
}

ScenarioCoverage with_scenario(const CoverageState& base, const Scenario& scenario,
                               const index::Hierarchy& hierarchy) {
    ScenarioCoverage result{base, {}};
    const auto& dataset = base.dataset();
    for (const auto& id : scenario.signed_contracts) {
        if (const auto found = find_contract(dataset.contracts, id); found.valid()) {
            // Already counted: it stays so.
            static_cast<void>(result.state.add_contract(found.value));
        } else {
            result.not_found.push_back(id);
        }
    }
    for (const auto& contract : scenario.contracts) {
        const auto communes = perimeter_of(contract, dataset.territories, hierarchy);
        note_missing(contract, communes, dataset.territories.communes, result.not_found);
        if (!communes.empty() && (!contract.from || *contract.from <= base.query().date)) {
            result.state.add_perimeter(communes);
        }
    }
    return result;
}

Perimeter newly_covered(const CoverageState& without, const CoverageState& with) {
    Perimeter communes;
    const auto count = with.dataset().territories.communes.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto commune = index_of<Commune>(i);
        if (with.covered(commune) && !without.covered(commune)) {
            communes.push_back(commune);
        }
    }
    return communes;
}

ScenarioComparison::ScenarioComparison(const CoverageState& before, const CoverageState& after)
    : m_before(before), m_after(after), m_gained(before.without_contracts()), m_lost(m_gained) {
    m_gained.add_perimeter(newly_covered(before, after));
    m_lost.add_perimeter(newly_covered(after, before));
}

std::vector<ScenarioDelta> ScenarioComparison::changed(indicators::Level level) const {
    std::vector<ScenarioDelta> deltas;
    for (std::size_t i = 0; i < m_before.size(level); ++i) {
        const auto more = m_gained.possible_coverage(level, i).range.covered;
        const auto less = m_lost.possible_coverage(level, i).range.covered;
        if (more.high > 0 || less.high > 0) {
            deltas.push_back({i, m_before.row(level, i), m_after.row(level, i), more, less});
        }
    }
    return deltas;
}

}  // namespace maillage::planning
