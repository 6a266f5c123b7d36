// SPDX-License-Identifier: Apache-2.0
#include "disclosure/integer_reach.hpp"

#include "disclosure/simplex.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace maillage::disclosure {
namespace {

/// Sums of thousands of doubles below 2^31 are right to this.
constexpr double kNearWhole = 1e-5;
/// Values beyond this are not told apart from each other in doubles to kNearWhole.
constexpr double kLargest = 1e10;

double as_bound(std::int64_t value) {
    if (value >= kUnbounded || value <= -kUnbounded) {
        const auto infinite = std::numeric_limits<double>::infinity();
        return value > 0 ? infinite : -infinite;
    }
    return static_cast<double>(value);
}

/// Finds the ends one after the other; every point found serves all of them.
class Search {
public:
    Search(const IntegerSystem& system, std::span<const std::uint32_t> variables, std::size_t nodes)
        : m_system(system),
          m_variables(variables),
          m_nodes(nodes),
          m_simplex(system.columns, system.rows.size()),
          m_reach(variables.size()),
          m_point(system.low.size()) {
        for (std::size_t i = 0; i < system.rows.size(); ++i) {
            for (const auto& [column, factor] : system.rows[i]) {
                m_simplex.add_to_row(i, column, static_cast<double>(factor));
            }
        }
        for (std::size_t v = 0; v < system.low.size(); ++v) {
            m_simplex.set_bounds(v, as_bound(system.low[v]), as_bound(system.high[v]));
        }
        for (std::size_t i = 0; i < variables.size(); ++i) {
            m_reach[i].outer_low = system.low[variables[i]];
            m_reach[i].outer_high = system.high[variables[i]];
        }
    }

    std::vector<Reach> run() {
        for (std::size_t i = 0; i < m_variables.size() && !m_contradiction; ++i) {
            find_end(i, true);
            find_end(i, false);
        }
        return m_contradiction ? std::vector<Reach>{} : std::move(m_reach);
    }

private:
    /// Rounds the point of \p simplex; keeps it if it breaks nothing.
    bool keep_point(const Simplex& simplex) {
        for (std::size_t j = 0; j < m_system.columns; ++j) {
            const double value = simplex.value(j);
            if (!(std::abs(value) < kLargest)) {
                return false;
            }
            m_point[j] = std::llround(value);
        }
        for (std::size_t i = 0; i < m_system.rows.size(); ++i) {
            std::int64_t sum = 0;
            for (const auto& [column, factor] : m_system.rows[i]) {
                sum += factor * m_point[column];
            }
            m_point[m_system.columns + i] = sum;
        }
        for (std::size_t v = 0; v < m_point.size(); ++v) {
            if (m_point[v] < m_system.low[v] || m_point[v] > m_system.high[v]) {
                return false;
            }
        }
        for (std::size_t i = 0; i < m_variables.size(); ++i) {
            widen(m_reach[i], m_point[m_variables[i]]);
        }
        return true;
    }

    static void widen(Reach& reach, std::int64_t value) {
        reach.low = reach.attained ? std::min(reach.low, value) : value;
        reach.high = reach.attained ? std::max(reach.high, value) : value;
        reach.attained = true;
    }

    /// The column farthest from a whole number; none when all are whole.
    std::optional<std::size_t> fraction(const Simplex& simplex) const {
        std::optional<std::size_t> column;
        double most = kNearWhole;
        for (std::size_t j = 0; j < m_system.columns; ++j) {
            const double off = std::abs(simplex.value(j) - std::round(simplex.value(j)));
            if (off > most) {
                most = off;
                column = j;
            }
        }
        return column;
    }

    /// Best value that \p bound allows, as a whole number: never tighter than the truth.
    static std::int64_t whole_bound(double bound, bool up) {
        if (!(std::abs(bound) < kLargest)) {
            return bound > 0 ? kUnbounded : -kUnbounded;
        }
        return static_cast<std::int64_t>(up ? std::floor(bound + kNearWhole)
                                            : std::ceil(bound - kNearWhole));
    }

    void find_end(std::size_t i, bool up) {
        auto& reach = m_reach[i];
        auto& outer = up ? reach.outer_high : reach.outer_low;
        const auto better = [up](std::int64_t a, std::int64_t b) { return up ? a > b : a < b; };
        const auto done = [&] { return reach.attained && (up ? reach.high : reach.low) == outer; };
        if (done()) {
            return;
        }
        const auto variable = m_variables[i];
        const auto status = m_simplex.optimise(variable, up);
        if (status == Simplex::Status::kInfeasible) {
            m_contradiction = true;
            return;
        }
        if (status == Simplex::Status::kUnboundedAbove) {
            settle_unbounded(reach, up);
            return;
        }
        if (status == Simplex::Status::kStopped) {
            return;
        }
        const auto bound = whole_bound(m_simplex.value(variable), up);
        outer = better(bound, outer) ? outer : bound;
        if (keep_point(m_simplex) && done()) {
            return;
        }
        split(i, up, outer);
    }

    /// With one whole point and a ray of rational direction, whole points go as far as one likes.
    void settle_unbounded(Reach& reach, bool up) {
        if (keep_point(m_simplex) || reach.attained || find_point()) {
            (up ? reach.high : reach.low) = up ? kUnbounded : -kUnbounded;
        }
        (up ? reach.outer_high : reach.outer_low) = up ? kUnbounded : -kUnbounded;
    }

    struct Node {
        std::size_t column = 0;  ///< Whose bound differs from the parent's.
        double low = 0.0;
        double high = 0.0;
        std::size_t depth = 0;
        std::int64_t bound = 0;  ///< Of the parent.
    };

    /// Depth first; the bounds that lead to a node are put on one copy of the program.
    void split(std::size_t i, bool up, std::int64_t& outer) {
        auto& reach = m_reach[i];
        const auto variable = m_variables[i];
        const auto hopeless = [&](std::int64_t bound) {
            return reach.attained && (up ? bound <= reach.high : bound >= reach.low);
        };
        auto program = m_simplex;
        std::vector<Node> path;
        std::vector<Node> open;
        std::optional<std::int64_t> left;  // Best bound of what was not searched to its end.
        const auto leave_open = [&](std::int64_t bound) {
            left = !left ? bound : up ? std::max(*left, bound) : std::min(*left, bound);
        };
        branch(program, 0, outer, open);
        if (open.empty()) {
            return;  // Whole, yet refused by the check: nothing is claimed.
        }
        for (std::size_t solved = 0; !open.empty(); ++solved) {
            auto node = open.back();
            open.pop_back();
            if (hopeless(node.bound)) {
                continue;
            }
            if (solved >= m_nodes) {
                leave_open(node.bound);
                continue;
            }
            enter(program, path, node);
            const auto status = program.optimise(variable, up);
            if (status == Simplex::Status::kInfeasible) {
                continue;
            }
            if (status != Simplex::Status::kOptimal) {
                leave_open(node.bound);
                continue;
            }
            const auto bound = whole_bound(program.value(variable), up);
            keep_point(program);
            if (hopeless(bound)) {
                continue;
            }
            const auto before = open.size();
            branch(program, node.depth, bound, open);
            if (open.size() == before) {
                leave_open(bound);
            }
        }
        if (reach.attained || left) {
            const auto attained = up ? reach.high : reach.low;
            const auto furthest = !left             ? attained
                                  : !reach.attained ? *left
                                  : up              ? std::max(*left, attained)
                                                    : std::min(*left, attained);
            outer = up ? std::min(outer, furthest) : std::max(outer, furthest);
        } else {
            m_contradiction = true;
        }
    }

    /// Any whole point. A column is never below 0, so making one small has an end.
    bool find_point() {
        auto program = m_simplex;
        std::vector<Node> path;
        std::vector<Node> open;
        const auto visit = [&](std::size_t depth) {
            if (program.optimise(0, false) != Simplex::Status::kOptimal) {
                return false;
            }
            if (keep_point(program)) {
                return true;
            }
            branch(program, depth, 0, open);
            return false;
        };
        bool found = visit(0);
        for (std::size_t solved = 0; !found && !open.empty() && solved < m_nodes; ++solved) {
            const auto node = open.back();
            open.pop_back();
            enter(program, path, node);
            found = visit(node.depth);
        }
        return found;
    }

    void branch(const Simplex& program, std::size_t depth, std::int64_t bound,
                std::vector<Node>& open) const {
        const auto column = fraction(program);
        if (!column) {
            return;
        }
        const double below = std::floor(program.value(*column));
        open.push_back({*column, below + 1.0, program.high(*column), depth + 1, bound});
        open.push_back({*column, program.low(*column), below, depth + 1, bound});
    }

    /// Takes back the bounds of the branch left behind, then sets those of \p node.
    static void enter(Simplex& program, std::vector<Node>& path, const Node& node) {
        while (path.size() >= node.depth) {
            const auto& old = path.back();
            program.set_bounds(old.column, old.low, old.high);
            path.pop_back();
        }
        path.push_back({node.column, program.low(node.column), program.high(node.column),
                        node.depth, node.bound});
        program.set_bounds(node.column, node.low, node.high);
    }

    const IntegerSystem& m_system;
    std::span<const std::uint32_t> m_variables;
    std::size_t m_nodes;
    Simplex m_simplex;
    std::vector<Reach> m_reach;
    std::vector<std::int64_t> m_point;
    bool m_contradiction = false;
};

}  // namespace

std::vector<Reach> integer_reach(const IntegerSystem& system,
                                 std::span<const std::uint32_t> variables, std::size_t nodes) {
    return Search(system, variables, nodes).run();
}

}  // namespace maillage::disclosure
