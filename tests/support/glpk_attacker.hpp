// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Somebody else's arithmetic against what is published: GLPK, for tests only. Knows nothing of the
/// library but the statements.

#include "disclosure/statement.hpp"

#include <glpk.h>

#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace maillage::test {

/// Least and greatest value of a sum over all tables of whole numbers that fit, by integer
/// programming; the linear relaxation gives intervals at least as wide.
class GlpkAttacker {
public:
    GlpkAttacker(std::span<const Count> priors, std::span<const disclosure::Statement> statements)
        : m_problem(glp_create_prob(), &glp_delete_prob) {
        glp_term_out(GLP_OFF);
        auto* problem = m_problem.get();
        glp_add_cols(problem, static_cast<int>(priors.size()));
        for (std::size_t i = 0; i < priors.size(); ++i) {
            const int column = static_cast<int>(i) + 1;
            glp_set_col_kind(problem, column, GLP_IV);
            glp_set_col_bnds(problem, column, kind(priors[i].low, priors[i].high),
                             static_cast<double>(priors[i].low),
                             static_cast<double>(priors[i].high));
        }
        for (const auto& statement : statements) {
            const int row = glp_add_rows(problem, 1);
            glp_set_row_bnds(problem, row, kind(statement.low, statement.high),
                             static_cast<double>(statement.low),
                             static_cast<double>(statement.high));
            std::vector<int> index = {0};
            std::vector<double> value = {0};
            for (const auto& term : statement.form) {
                index.push_back(static_cast<int>(term.atom.value) + 1);
                value.push_back(static_cast<double>(term.factor));
            }
            glp_set_mat_row(problem, row, static_cast<int>(index.size()) - 1, index.data(),
                            value.data());
        }
    }

    /// \returns Nothing when no table fits or GLPK gives up. An end without bound is ±kUnbounded.
    std::optional<Count> reach(const disclosure::Form& target) {
        auto* problem = m_problem.get();
        for (int j = 1; j <= glp_get_num_cols(problem); ++j) {
            glp_set_obj_coef(problem, j, 0);
        }
        for (const auto& term : target) {
            glp_set_obj_coef(problem, static_cast<int>(term.atom.value) + 1,
                             static_cast<double>(term.factor));
        }
        const auto low = end(GLP_MIN);
        const auto high = end(GLP_MAX);
        return low && high ? std::optional(Count{*low, *high}) : std::nullopt;
    }

private:
    static int kind(std::int64_t low, std::int64_t high) {
        const bool below = low > -disclosure::kUnbounded;
        const bool above = high < disclosure::kUnbounded;
        return below && above ? (low == high ? GLP_FX : GLP_DB)
               : below        ? GLP_LO
               : above        ? GLP_UP
                              : GLP_FR;
    }

    std::optional<std::int64_t> end(int direction) {
        auto* problem = m_problem.get();
        glp_set_obj_dir(problem, direction);
        glp_std_basis(problem);
        glp_smcp simplex;
        glp_init_smcp(&simplex);
        simplex.msg_lev = GLP_MSG_OFF;
        if (glp_simplex(problem, &simplex) != 0) {
            return std::nullopt;
        }
        if (glp_get_status(problem) == GLP_UNBND) {
            return direction == GLP_MAX ? disclosure::kUnbounded : -disclosure::kUnbounded;
        }
        glp_iocp options;
        glp_init_iocp(&options);
        options.msg_lev = GLP_MSG_OFF;
        if (glp_get_status(problem) != GLP_OPT || glp_intopt(problem, &options) != 0 ||
            glp_mip_status(problem) != GLP_OPT) {
            return std::nullopt;
        }
        return std::llround(glp_mip_obj_val(problem));
    }

    std::unique_ptr<glp_prob, decltype(&glp_delete_prob)> m_problem;
};

}  // namespace maillage::test
