// SPDX-License-Identifier: Apache-2.0
#include "disclosure/simplex.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::disclosure {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kPivotTolerance = 1e-9;
constexpr double kFeasible = 1e-7;
/// Steps of the fast choice before Bland's, which cannot cycle (Bland 1977).
constexpr std::size_t kFastSteps = 40;

}  // namespace

Simplex::Simplex(std::size_t columns, std::size_t rows)
    : m_columns(columns),
      m_rows(rows),
      m_table(columns * rows),
      m_basic(rows),
      m_outside(columns),
      m_place(columns + rows),
      m_low(columns + rows, -kInfinite),
      m_high(columns + rows, kInfinite),
      m_value(columns + rows) {
    for (std::size_t j = 0; j < columns; ++j) {
        m_outside[j] = j;
    }
    for (std::size_t i = 0; i < rows; ++i) {
        m_basic[i] = columns + i;
    }
    for (std::size_t v = 0; v < columns + rows; ++v) {
        m_place[v] = v;
    }
}

void Simplex::set_bounds(std::size_t variable, double low, double high) {
    m_low[variable] = low;
    m_high[variable] = high;
}

void Simplex::move(std::size_t column, double step) {
    m_value[m_outside[column]] += step;
    for (std::size_t i = 0; i < m_rows; ++i) {
        const double factor = m_table[i * m_columns + column];
        if (factor != 0.0) {
            m_value[m_basic[i]] += factor * step;
        }
    }
}

void Simplex::pivot(std::size_t row, std::size_t column) {
    double* const line = m_table.data() + row * m_columns;
    const double inverse = 1.0 / line[column];
    for (std::size_t j = 0; j < m_columns; ++j) {
        line[j] *= -inverse;
    }
    line[column] = inverse;
    for (std::size_t i = 0; i < m_rows; ++i) {
        double* const other = m_table.data() + i * m_columns;
        const double factor = other[column];
        if (i == row || factor == 0.0) {
            continue;
        }
        other[column] = 0.0;
        for (std::size_t j = 0; j < m_columns; ++j) {
            other[j] += factor * line[j];
            // What is left of a difference of equal numbers must not become a pivot.
            other[j] = std::abs(other[j]) < kPivotTolerance ? 0.0 : other[j];
        }
    }
    std::swap(m_basic[row], m_outside[column]);
    m_place[m_basic[row]] = m_columns + row;
    m_place[m_outside[column]] = column;
}

std::size_t Simplex::entering_for(std::size_t row, bool up, bool first_fit) const {
    const double* const line = m_table.data() + row * m_columns;
    auto best = m_columns;
    for (std::size_t j = 0; j < m_columns; ++j) {
        const auto variable = m_outside[j];
        const bool rises = (line[j] > 0.0) == up;
        if (std::abs(line[j]) < kPivotTolerance || (rises ? m_value[variable] >= m_high[variable]
                                                          : m_value[variable] <= m_low[variable])) {
            continue;
        }
        if (best == m_columns ||
            (first_fit ? variable < m_outside[best] : std::abs(line[j]) > std::abs(line[best]))) {
            best = j;
        }
    }
    return best;
}

Simplex::Status Simplex::make_feasible() {
    for (std::size_t j = 0; j < m_columns; ++j) {
        const auto variable = m_outside[j];
        const double inside = std::clamp(m_value[variable], m_low[variable], m_high[variable]);
        // A basis holds every outside variable at an end: rounding cannot pile up there.
        const double end = std::isfinite(m_low[variable]) ? m_low[variable] : m_high[variable];
        const bool at_end = inside == m_low[variable] || inside == m_high[variable];
        const double wanted = at_end || !std::isfinite(end) ? inside : end;
        if (wanted != m_value[variable]) {
            m_value[variable] = wanted;
        }
    }
    for (std::size_t i = 0; i < m_rows; ++i) {
        double sum = 0.0;
        for (std::size_t j = 0; j < m_columns; ++j) {
            sum += m_table[i * m_columns + j] * m_value[m_outside[j]];
        }
        m_value[m_basic[i]] = sum;
    }
    const auto limit = 200 + 50 * (m_rows + m_columns);
    for (std::size_t step = 0; step < limit; ++step) {
        const bool first_fit = step > kFastSteps + 2 * m_rows;
        auto worst = m_rows;
        double most = kFeasible;
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto variable = m_basic[i];
            const double beyond =
                std::max(m_low[variable] - m_value[variable], m_value[variable] - m_high[variable]);
            if (beyond <= kFeasible) {
                continue;
            }
            if (first_fit ? worst == m_rows || variable < m_basic[worst] : beyond > most) {
                worst = i;
                most = beyond;
            }
        }
        if (worst == m_rows) {
            return Status::kOptimal;
        }
        const auto variable = m_basic[worst];
        const bool up = m_value[variable] < m_low[variable];
        const auto column = entering_for(worst, up, first_fit);
        if (column == m_columns) {
            return Status::kInfeasible;
        }
        const double wanted = up ? m_low[variable] : m_high[variable];
        move(column, (wanted - m_value[variable]) / m_table[worst * m_columns + column]);
        m_value[variable] = wanted;
        pivot(worst, column);
    }
    return Status::kStopped;
}

/// Moves the variable of \p column up or down as far as the bounds allow.
/// \returns Whether there was an end.
bool Simplex::take_step(std::size_t column, bool up, bool first_fit, bool& degenerate) {
    const auto variable = m_outside[column];
    double longest = m_high[variable] - m_low[variable];
    auto leaving = m_rows;
    for (std::size_t i = 0; i < m_rows; ++i) {
        const double factor = m_table[i * m_columns + column];
        if (std::abs(factor) < kPivotTolerance) {
            continue;
        }
        const auto basic = m_basic[i];
        const bool rises = (factor > 0.0) == up;
        const double room = rises ? m_high[basic] - m_value[basic] : m_value[basic] - m_low[basic];
        const double step = std::max(room, 0.0) / std::abs(factor);
        const bool tie =
            leaving != m_rows && step < longest + kPivotTolerance &&
            (first_fit ? basic < m_basic[leaving]
                       : std::abs(factor) > std::abs(m_table[leaving * m_columns + column]));
        if (step < longest - kPivotTolerance || tie) {
            longest = std::min(longest, step);
            leaving = i;
        }
    }
    if (!std::isfinite(longest)) {
        return false;
    }
    degenerate = longest < kPivotTolerance;
    move(column, up ? longest : -longest);
    if (leaving == m_rows) {
        m_value[variable] = up ? m_high[variable] : m_low[variable];
        return true;
    }
    const auto basic = m_basic[leaving];
    const bool to_high = (m_table[leaving * m_columns + column] > 0.0) == up;
    m_value[basic] = to_high ? m_high[basic] : m_low[basic];
    pivot(leaving, column);
    return true;
}

Simplex::Status Simplex::optimise(std::size_t variable, bool up) {
    const auto start = make_feasible();
    if (start != Status::kOptimal) {
        return start;
    }
    const auto limit = 200 + 50 * (m_rows + m_columns);
    std::size_t idle = 0;  // Steps in a row that moved nothing.
    for (std::size_t step = 0; step < limit; ++step) {
        const bool first_fit = idle > kFastSteps;
        std::size_t column = m_place[variable];
        bool rises = up;
        if (column < m_columns) {
            if (up ? m_value[variable] >= m_high[variable] : m_value[variable] <= m_low[variable]) {
                return Status::kOptimal;
            }
        } else {
            const auto row = column - m_columns;
            column = entering_for(row, up, first_fit);
            if (column == m_columns) {
                return Status::kOptimal;
            }
            rises = (m_table[row * m_columns + column] > 0.0) == up;
        }
        bool degenerate = false;
        if (!take_step(column, rises, first_fit, degenerate)) {
            return Status::kUnboundedAbove;
        }
        idle = degenerate ? idle + 1 : 0;
    }
    return Status::kStopped;
}

}  // namespace maillage::disclosure
