// SPDX-License-Identifier: Apache-2.0
#include "disclosure/table.hpp"

#include <cassert>

namespace maillage::disclosure {

std::vector<CellState> primary_states(const Table& table, const Rule& rule) {
    assert(rule.threshold >= 3);
    std::vector<CellState> states;
    states.reserve(table.cells.size());
    for (const auto& cell : table.cells) {
        states.push_back(!cell.value.is_exact()       ? CellState::kMasked
                         : rule.hides(cell.value.low) ? CellState::kSmall
                                                      : CellState::kPublished);
    }
    return states;
}

std::vector<Count> public_priors(const Table& table) {
    auto priors = table.atoms;
    for (auto& prior : priors) {
        if (prior.is_exact()) {
            prior = {0, kUnbounded};
        }
    }
    return priors;
}

std::vector<Statement> public_knowledge(const Table& table, const Rule& rule,
                                        const std::vector<CellState>& states) {
    std::vector<Statement> known;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const auto& cell = table.cells[i];
        if (states[i] == CellState::kMasked) {
            known.push_back({cell.key, cell.form, cell.value.low, cell.value.high});
        } else if (states[i] == CellState::kSmall && rule.known_to_reader && cell.reason_told) {
            const auto small = rule.small_counts();
            known.push_back({cell.key, cell.form, small.low, small.high});
        }
    }
    return known;
}

std::vector<Secret> secrets_of(const Table& table, const Rule& rule,
                               const std::vector<CellState>& states) {
    std::vector<Secret> secrets;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const auto& cell = table.cells[i];
        if (states[i] == CellState::kMasked) {
            secrets.push_back({cell.key, cell.form, protection_of_mask(cell.value)});
        } else if (states[i] == CellState::kSmall) {
            secrets.push_back({cell.key, cell.form, protection_of_small(rule, cell.value.low)});
        }
    }
    return secrets;
}

std::vector<Statement> published(const Table& table, const std::vector<CellState>& states) {
    std::vector<Statement> statements;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        if (states[i] == CellState::kPublished) {
            assert(table.cells[i].value.is_exact());
            statements.push_back(
                exactly(table.cells[i].key, table.cells[i].form, table.cells[i].value.low));
        }
    }
    return statements;
}

}  // namespace maillage::disclosure
