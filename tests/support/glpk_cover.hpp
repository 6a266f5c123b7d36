// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The same question asked of GLPK: maximal covering as an integer program (Church and ReVelle
/// 1974), for tests and benchmarks only.

#include "planning/candidates.hpp"

#include <glpk.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::test {

/// max Σ w_i x_i, x_i ≤ Σ y_v over the candidates v that hold commune i, Σ c_v y_v ≤ limit; w the
/// low or the high ends of the counts of the communes not covered yet. Costs are 1 where \p cost is
/// empty.
class GlpkCover {
public:
    GlpkCover(const planning::Candidates& all, const std::vector<std::int64_t>& cost, bool high)
        : m_problem(glp_create_prob(), &glp_delete_prob) {
        glp_term_out(GLP_OFF);
        auto* problem = m_problem.get();
        glp_set_obj_dir(problem, GLP_MAX);
        const auto columns = static_cast<int>(all.size());
        glp_add_cols(problem, columns);
        m_budget_row = glp_add_rows(problem, 1);
        std::map<std::uint32_t, std::vector<int>> holders;  // By commune.
        std::vector<int> index = {0};
        std::vector<double> value = {0};
        for (int v = 1; v <= columns; ++v) {
            glp_set_col_kind(problem, v, GLP_BV);
            const auto candidate = static_cast<std::size_t>(v - 1);
            index.push_back(v);
            value.push_back(cost.empty() ? 1.0 : static_cast<double>(cost[candidate]));
            for (const auto commune : all.communes_of(candidate)) {
                holders[commune.value].push_back(v);
            }
        }
        glp_set_mat_row(problem, m_budget_row, columns, index.data(), value.data());
        const auto& department = all.state.dataset().territories.communes.department;
        for (const auto& [commune, held_by] : holders) {
            std::int64_t weight = 0;
            for (const auto& year : *all.counts) {
                weight += high ? year.located[commune].high : year.located[commune].low;
            }
            if (weight == 0 || all.state.covered(index_of<Commune>(commune)) ||
                std::find(all.scope.departments.begin(), all.scope.departments.end(),
                          department[commune]) == all.scope.departments.end()) {
                continue;
            }
            const int x = glp_add_cols(problem, 1);
            glp_set_col_bnds(problem, x, GLP_DB, 0, 1);
            glp_set_obj_coef(problem, x, static_cast<double>(weight));
            const int row = glp_add_rows(problem, 1);
            glp_set_row_bnds(problem, row, GLP_UP, 0, 0);
            std::vector<int> terms = {0, x};
            std::vector<double> ones = {0, 1};
            for (const int v : held_by) {
                terms.push_back(v);
                ones.push_back(-1);
            }
            glp_set_mat_row(problem, row, static_cast<int>(terms.size()) - 1, terms.data(),
                            ones.data());
        }
    }

    /// \returns The most signatories that can be gained; nothing when GLPK did not prove it.
    std::optional<std::int64_t> most(std::int64_t limit) {
        glp_set_row_bnds(m_problem.get(), m_budget_row, GLP_UP, 0, static_cast<double>(limit));
        glp_iocp options;
        glp_init_iocp(&options);
        options.presolve = GLP_ON;
        options.msg_lev = GLP_MSG_OFF;
        if (glp_intopt(m_problem.get(), &options) != 0 ||
            glp_mip_status(m_problem.get()) != GLP_OPT) {
            return std::nullopt;
        }
        return std::llround(glp_mip_obj_val(m_problem.get()));
    }

private:
    std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> m_problem;
    int m_budget_row = 0;
};

}  // namespace maillage::test
