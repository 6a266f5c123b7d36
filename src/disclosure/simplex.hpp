// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Linear programs with bounds on every variable, small and dense: the attacker's arithmetic.
///
/// The primal simplex on a dictionary (Chvátal 1983, ch. 2 and 8): each row y = Σ a x is a variable
/// with its own bounds, so no slack is added, and after any change of bounds the work goes on from
/// the basis it had (feasibility as in Dutertre and de Moura 2006). In doubles: the sums of nested
/// territories have factors 0 and ±1 and keep them under pivoting as far as they are totally
/// unimodular, where doubles are exact; elsewhere a point found here is only believed after it was
/// checked in whole numbers (integer_reach.hpp), so rounding can make an attack look weaker, never
/// a hidden count look safer.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace maillage::disclosure {

/// Variables are numbered columns first, then rows. Bounds may be ±infinity.
class Simplex {
public:
    enum class Status : std::uint8_t {
        kOptimal,
        kUnboundedAbove,  ///< The objective can grow without end.
        kInfeasible,      ///< No point keeps all bounds.
        kStopped          ///< Too many steps: nothing is claimed.
    };

    Simplex(std::size_t columns, std::size_t rows);

    std::size_t columns() const noexcept { return m_columns; }
    /// Only before the first solve.
    void add_to_row(std::size_t row, std::size_t column, double factor) {
        m_table[row * m_columns + column] += factor;
    }
    void set_bounds(std::size_t variable, double low, double high);
    double low(std::size_t variable) const { return m_low[variable]; }
    double high(std::size_t variable) const { return m_high[variable]; }

    /// The largest (\p up) or smallest value of \p variable; value() is then a point that has it.
    Status optimise(std::size_t variable, bool up);
    double value(std::size_t variable) const { return m_value[variable]; }

private:
    Status make_feasible();
    std::size_t entering_for(std::size_t row, bool up, bool first_fit) const;
    void move(std::size_t column, double step);
    void pivot(std::size_t row, std::size_t column);
    bool take_step(std::size_t column, bool up, bool first_fit, bool& degenerate);

    std::size_t m_columns;
    std::size_t m_rows;
    std::vector<double> m_table;         ///< Basic variable of a row = Σ over columns; row-major.
    std::vector<std::size_t> m_basic;    ///< By row.
    std::vector<std::size_t> m_outside;  ///< By column: the variable that is not basic.
    std::vector<std::size_t> m_place;    ///< By variable: its column, or columns + its row.
    std::vector<double> m_low;
    std::vector<double> m_high;
    std::vector<double> m_value;
};

}  // namespace maillage::disclosure
