// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"
#include "disclosure/attack_system.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>

namespace maillage::disclosure::detail {
namespace {

/// Linear programs for one end. Nested and twice-nested territories need one: their matrix is
/// totally unimodular; rates and contracts across them may need a few.
constexpr std::size_t kNodes = 400;
/// Variables of a part searched from one starting basis: fixed, so that the result does not depend
/// on the number of threads.
constexpr std::size_t kChunk = 64;

/// A part whose program would have more numbers than this is not searched: it would take minutes.
/// Nothing is then claimed of it, so what it hides counts as exposed.
constexpr std::size_t kLargestProgram = 4'000'000;

/// Sets of variables that hang together.
class Parts {
public:
    explicit Parts(std::size_t count) : m_parent(count) {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    std::uint32_t find(std::uint32_t i) {
        while (m_parent[i] != i) {
            m_parent[i] = m_parent[m_parent[i]];
            i = m_parent[i];
        }
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> m_parent;
};

/// One part: its classes, rows, and what is asked of it.
struct Part {
    std::vector<std::uint32_t> classes;
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> wanted;
    bool circles = false;
};

class Solver {
public:
    Solver(const System& system, const std::vector<bool>& wanted)
        : m_system(system), m_wanted(wanted), m_needed(system.rows.size(), true) {}

    std::vector<Reach> run(unsigned threads) {
        std::vector<Reach> reach(m_system.bounds.size());
        for (std::size_t v = 0; v < reach.size(); ++v) {
            const auto& bounds = m_system.bounds[v];
            reach[v] = {bounds.low, bounds.high, bounds.low, bounds.high, true};
        }
        drop_rows();
        std::vector<Task> tasks;
        const auto parts = find_parts();
        std::vector<PartSystem> systems(parts.size());
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (!parts[p].circles || parts[p].wanted.empty()) {
                continue;
            }
            if (parts[p].classes.size() * parts[p].rows.size() > kLargestProgram) {
                for (const auto variable : parts[p].wanted) {
                    reach[variable].attained = false;
                }
            } else {
                systems[p] = part_system(parts[p]);
                for (std::size_t i = 0; i < parts[p].wanted.size(); i += kChunk) {
                    tasks.push_back({p, i, std::min(i + kChunk, parts[p].wanted.size())});
                }
            }
        }
        std::atomic<bool> contradiction = false;
        in_chunks(tasks.size(), 1, threads, [&](std::size_t first, std::size_t last) {
            for (auto t = first; t < last; ++t) {
                const auto& task = tasks[t];
                if (!run_task(parts[task.part], systems[task.part], task, reach)) {
                    contradiction = true;
                }
            }
        });
        return contradiction ? std::vector<Reach>{} : reach;
    }

private:
    struct Task {
        std::size_t part;
        std::size_t first;  ///< Of its wanted variables.
        std::size_t last;
    };

    bool is_known(std::uint32_t variable) const { return m_system.bounds[variable].is_exact(); }

    /// A row that nothing else refers to, whose bounds follow from those of its terms, says
    /// nothing.
    void drop_rows() {
        std::vector<std::uint32_t> users(m_system.rows.size());
        for (const auto& row : m_system.rows) {
            for (const auto& [variable, factor] : row) {
                if (variable >= m_system.classes) {
                    ++users[variable - m_system.classes];
                }
            }
        }
        for (std::size_t again = 0; again < m_system.rows.size(); ++again) {
            bool changed = false;
            for (std::size_t r = 0; r < m_system.rows.size(); ++r) {
                const auto variable = m_system.variable_of_row(r);
                if (!m_needed[r] || users[r] > 0 || m_wanted[variable] || !says_nothing(r)) {
                    continue;
                }
                m_needed[r] = false;
                changed = true;
                for (const auto& [inner, factor] : m_system.rows[r]) {
                    if (inner >= m_system.classes) {
                        --users[inner - m_system.classes];
                    }
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    bool says_nothing(std::size_t r) const {
        std::int64_t low = 0;
        std::int64_t high = 0;
        for (const auto& [variable, factor] : m_system.rows[r]) {
            const auto& bounds = m_system.bounds[variable];
            const auto a = times_bound(bounds.low, factor);
            const auto b = times_bound(bounds.high, factor);
            low = add_bounds(low, std::min(a, b));
            high = std::max(a, b) >= kUnbounded ? kUnbounded : add_bounds(high, std::max(a, b));
        }
        const auto& own = m_system.bounds[m_system.variable_of_row(r)];
        return own.low <= low && own.high >= high;
    }

    std::vector<Part> find_parts() {
        const auto count = m_system.bounds.size();
        // Nodes: variables, then rows as constraints.
        Parts joined(count + m_system.rows.size());
        std::vector<std::uint32_t> edges(joined_size());
        std::vector<bool> weighted(joined_size());
        const auto each_edge = [&](auto&& visit) {
            for (std::size_t r = 0; r < m_system.rows.size(); ++r) {
                if (!m_needed[r]) {
                    continue;
                }
                const auto node = static_cast<std::uint32_t>(count + r);
                visit(node, m_system.variable_of_row(r), std::int64_t{1});
                for (const auto& [variable, factor] : m_system.rows[r]) {
                    visit(node, variable, factor);
                }
            }
        };
        each_edge([&](std::uint32_t node, std::uint32_t variable, std::int64_t) {
            if (!is_known(variable)) {
                joined.join(node, variable);
            }
        });
        each_edge([&](std::uint32_t node, std::uint32_t variable, std::int64_t factor) {
            if (!is_known(variable)) {
                ++edges[joined.find(node)];
                if (factor != 1 && factor != -1) {
                    weighted[joined.find(node)] = true;
                }
            }
        });
        return collect(joined, edges, weighted);
    }

    std::size_t joined_size() const { return m_system.bounds.size() + m_system.rows.size(); }

    std::vector<Part> collect(Parts& joined, const std::vector<std::uint32_t>& edges,
                              const std::vector<bool>& weighted) const {
        std::vector<Part> parts;
        std::vector<std::uint32_t> number(joined_size(), kNone);
        std::vector<std::uint32_t> nodes;
        const auto part_of = [&](std::uint32_t node) -> Part& {
            const auto root = joined.find(node);
            if (number[root] == kNone) {
                number[root] = static_cast<std::uint32_t>(parts.size());
                parts.emplace_back();
                nodes.push_back(0);
            }
            ++nodes[number[root]];
            return parts[number[root]];
        };
        for (std::uint32_t v = 0; v < m_system.bounds.size(); ++v) {
            if (is_known(v)) {
                continue;
            }
            auto& part = part_of(v);
            if (v < m_system.classes) {
                part.classes.push_back(v);
            }
            if (m_wanted[v]) {
                part.wanted.push_back(v);
            }
        }
        for (std::uint32_t r = 0; r < m_system.rows.size(); ++r) {
            if (m_needed[r]) {
                part_of(static_cast<std::uint32_t>(m_system.bounds.size() + r)).rows.push_back(r);
            }
        }
        for (std::size_t root = 0; root < number.size(); ++root) {
            if (number[root] != kNone) {
                const auto p = number[root];
                parts[p].circles = weighted[root] || edges[root] + 1 != nodes[p];
            }
        }
        return parts;
    }

    /// A part in numbers of its own; what is known is taken out of its rows.
    struct PartSystem {
        IntegerSystem system;
        std::vector<std::int64_t> known;  ///< By its variables: what was taken out.
    };

    PartSystem part_system(const Part& part) const {
        PartSystem result;
        auto& system = result.system;
        system.columns = part.classes.size();
        for (const auto c : part.classes) {
            system.low.push_back(m_system.bounds[c].low);
            system.high.push_back(m_system.bounds[c].high);
        }
        result.known.assign(part.classes.size(), 0);
        for (const auto r : part.rows) {
            std::map<std::uint32_t, std::int64_t> terms;
            std::int64_t known = 0;
            expand(r, 1, terms, known);
            IntegerSystem::Row row;
            for (const auto& [variable, factor] : terms) {
                row.emplace_back(local_of(part, variable), factor);
            }
            const auto& bounds = m_system.bounds[m_system.variable_of_row(r)];
            system.rows.push_back(std::move(row));
            system.low.push_back(add_bounds(bounds.low, -known));
            system.high.push_back(add_bounds(bounds.high, -known));
            result.known.push_back(known);
        }
        return result;
    }

    /// Adds \p factor × row \p r over the classes that are not known.
    void expand(std::size_t r, std::int64_t factor, std::map<std::uint32_t, std::int64_t>& terms,
                std::int64_t& known) const {
        for (const auto& [variable, own] : m_system.rows[r]) {
            if (is_known(variable)) {
                known += factor * own * m_system.bounds[variable].low;
            } else if (variable < m_system.classes) {
                terms[variable] += factor * own;
            } else {
                expand(variable - m_system.classes, factor * own, terms, known);
            }
        }
    }

    bool run_task(const Part& part, const PartSystem& numbers, const Task& task,
                  std::vector<Reach>& reach) const {
        std::vector<std::uint32_t> variables;
        for (auto i = task.first; i < task.last; ++i) {
            variables.push_back(local_of(part, part.wanted[i]));
        }
        const auto found = integer_reach(numbers.system, variables, kNodes);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto known = numbers.known[variables[i]];
            const auto& one = found[i];
            reach[part.wanted[task.first + i]] = {
                add_bounds(one.low, known), add_bounds(one.high, known),
                add_bounds(one.outer_low, known), add_bounds(one.outer_high, known), one.attained};
        }
        return !found.empty();
    }

    std::uint32_t local_of(const Part& part, std::uint32_t variable) const {
        const auto position = [](const std::vector<std::uint32_t>& sorted, std::uint32_t value) {
            return static_cast<std::uint32_t>(
                std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
        };
        return variable < m_system.classes
                   ? position(part.classes, variable)
                   : static_cast<std::uint32_t>(part.classes.size()) +
                         position(part.rows,
                                  variable - static_cast<std::uint32_t>(m_system.classes));
    }

    const System& m_system;
    const std::vector<bool>& m_wanted;
    std::vector<bool> m_needed;
};

}  // namespace

std::vector<Reach> solve(const System& system, const std::vector<bool>& wanted, unsigned threads) {
    return Solver(system, wanted).run(threads);
}

}  // namespace maillage::disclosure::detail
