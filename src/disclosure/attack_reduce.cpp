// SPDX-License-Identifier: Apache-2.0
#include "disclosure/attack_system.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace maillage::disclosure::detail {
namespace {

using Terms = System::Terms;

/// A row over classes, before it has a number.
struct ClassRow {
    Terms terms;
    Count bounds;
};

class Reducer {
public:
    explicit Reducer(const LocalTable& table) : m_table(table) {
        m_result.class_of.assign(table.atoms.size(), kNone);
        m_result.place.resize(table.rows.size());
        m_result.contradiction = table.contradiction;
    }

    Reduction run() {
        make_classes();
        for (std::size_t r = 0; r < m_table.rows.size(); ++r) {
            place_row(r);
        }
        nest_rows();
        return std::move(m_result);
    }

private:
    /// The rows and factors of each local atom, one after the other.
    void sign_atoms() {
        m_start.assign(m_table.atoms.size() + 1, 0);
        for (const auto& row : m_table.rows) {
            for (const auto& [atom, factor] : row.terms) {
                ++m_start[atom + 1];
            }
        }
        std::partial_sum(m_start.begin(), m_start.end(), m_start.begin());
        m_signatures.resize(m_start.back());
        m_hash.assign(m_table.atoms.size(), 0);
        auto next = m_start;
        for (std::size_t r = 0; r < m_table.rows.size(); ++r) {
            for (const auto& [atom, factor] : m_table.rows[r].terms) {
                m_signatures[next[atom]++] = {static_cast<std::uint32_t>(r), factor};
                // Only to sort by: equal ones are compared in full.
                m_hash[atom] = (m_hash[atom] + r + 1) * 0x9E37'79B9'7F4A'7C15U +
                               static_cast<std::uint64_t>(factor);
            }
        }
    }

    std::span<const System::Terms::value_type> signature(std::uint32_t atom) const {
        return std::span(m_signatures).subspan(m_start[atom], m_start[atom + 1] - m_start[atom]);
    }

    /// Atoms whose value is not known, with the same factors in the same rows, are one class.
    void make_classes() {
        sign_atoms();
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < m_table.atoms.size(); ++i) {
            if (!m_table.bounds[i].is_exact()) {
                order.push_back(i);
            }
        }
        const auto same_class = [&](std::uint32_t a, std::uint32_t b) {
            const auto left = signature(a);
            const auto right = signature(b);
            return std::equal(left.begin(), left.end(), right.begin(), right.end());
        };
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (m_hash[a] != m_hash[b]) {
                return m_hash[a] < m_hash[b];
            }
            if (same_class(a, b)) {
                return a < b;
            }
            const auto left = signature(a);
            const auto right = signature(b);
            return std::lexicographical_compare(left.begin(), left.end(), right.begin(),
                                                right.end());
        });
        auto& bounds = m_result.system.bounds;
        std::vector<std::uint32_t> first_of_class;
        for (std::size_t k = 0; k < order.size(); ++k) {
            const auto& own = m_table.bounds[order[k]];
            if (k > 0 && same_class(order[k], order[k - 1])) {
                bounds.back().low += own.low;
                bounds.back().high = add_bounds(bounds.back().high, own.high);
            } else {
                bounds.push_back(own);
                first_of_class.push_back(order[k]);
            }
            m_result.class_of[order[k]] = static_cast<std::uint32_t>(bounds.size() - 1);
        }
        m_result.system.classes = bounds.size();
        m_terms_of_row.resize(m_table.rows.size());
        for (std::size_t c = 0; c < first_of_class.size(); ++c) {
            for (const auto& [row, factor] : signature(first_of_class[c])) {
                m_terms_of_row[row].emplace_back(static_cast<std::uint32_t>(c), factor);
            }
        }
    }

    /// A row over one class is a bound of it; rows over the same classes are one.
    void place_row(std::size_t r) {
        const auto& row = m_table.rows[r];
        std::int64_t offset = 0;
        for (const auto& [atom, factor] : row.terms) {
            if (m_table.bounds[atom].is_exact()) {
                offset += factor * m_table.bounds[atom].low;
            }
        }
        const Count bounds{add_bounds(row.low, -offset), add_bounds(row.high, -offset)};
        auto& terms = m_terms_of_row[r];
        auto& place = m_result.place[r];
        place.offset = offset;
        if (terms.empty()) {
            m_result.contradiction = m_result.contradiction || bounds.low > 0 || bounds.high < 0;
        } else if (terms.size() == 1) {
            place.variable = terms[0].first;
            place.factor = terms[0].second;
            auto& of_class = m_result.system.bounds[place.variable];
            of_class = narrowed(of_class, divide(bounds.low, bounds.high, place.factor));
            m_result.contradiction = m_result.contradiction || of_class.low > of_class.high;
        } else {
            const auto [found, fresh] =
                m_numbers.try_emplace(terms, static_cast<std::uint32_t>(m_rows.size()));
            if (fresh) {
                m_rows.push_back({terms, bounds});
            } else {
                auto& same = m_rows[found->second].bounds;
                same = narrowed(same, bounds);
                m_result.contradiction = m_result.contradiction || same.low > same.high;
            }
            place.variable = static_cast<std::uint32_t>(m_result.system.classes) + found->second;
        }
    }

    /// Replaces, in each row, the terms of the largest rows that stand in it by their variable.
    void nest_rows() {
        auto& system = m_result.system;
        std::vector<std::vector<std::uint32_t>> rows_of(system.classes);
        for (std::size_t r = 0; r < m_rows.size(); ++r) {
            for (const auto& term : m_rows[r].terms) {
                rows_of[term.first].push_back(static_cast<std::uint32_t>(r));
            }
        }
        std::vector<std::uint32_t> shared(m_rows.size());
        for (std::size_t r = 0; r < m_rows.size(); ++r) {
            system.bounds.push_back(m_rows[r].bounds);
            system.rows.push_back(nested(r, rows_of, shared));
        }
    }

    Terms nested(std::size_t r, const std::vector<std::vector<std::uint32_t>>& rows_of,
                 std::vector<std::uint32_t>& shared) const {
        std::map<std::uint32_t, std::int64_t> left(m_rows[r].terms.begin(), m_rows[r].terms.end());
        std::vector<std::uint32_t> inside;
        std::vector<std::uint32_t> touched;
        for (const auto& term : m_rows[r].terms) {
            for (const auto other : rows_of[term.first]) {
                if (shared[other]++ == 0) {
                    touched.push_back(other);
                }
                if (shared[other] == m_rows[other].terms.size() &&
                    shared[other] < m_rows[r].terms.size()) {
                    inside.push_back(other);
                }
            }
        }
        for (const auto other : touched) {
            shared[other] = 0;
        }
        std::sort(inside.begin(), inside.end(), [&](std::uint32_t a, std::uint32_t b) {
            const auto size_a = m_rows[a].terms.size();
            const auto size_b = m_rows[b].terms.size();
            return size_a != size_b ? size_a > size_b : a < b;
        });
        Terms terms;
        for (const auto other : inside) {
            const auto factor = factor_within(other, left);
            if (factor == 0) {
                continue;
            }
            for (const auto& term : m_rows[other].terms) {
                left.erase(term.first);
            }
            terms.emplace_back(m_result.system.variable_of_row(other), factor);
        }
        terms.insert(terms.end(), left.begin(), left.end());
        return terms;
    }

    /// f where \p left holds f × the row \p other, else 0.
    std::int64_t factor_within(std::uint32_t other,
                               const std::map<std::uint32_t, std::int64_t>& left) const {
        std::int64_t factor = 0;
        for (const auto& [variable, own] : m_rows[other].terms) {
            const auto found = left.find(variable);
            if (found == left.end() || found->second % own != 0 ||
                (factor != 0 && found->second / own != factor)) {
                return 0;
            }
            factor = found->second / own;
        }
        return factor;
    }

    const LocalTable& m_table;
    Reduction m_result;
    std::vector<std::uint32_t> m_start;  ///< By local atom: range of m_signatures.
    std::vector<std::uint64_t> m_hash;   ///< By local atom.
    Terms m_signatures;                  ///< Row, factor.
    std::vector<Terms> m_terms_of_row;   ///< By row of the table: class, factor.
    std::vector<ClassRow> m_rows;
    std::map<Terms, std::uint32_t> m_numbers;
};

}  // namespace

Reduction reduce(const LocalTable& table) { return Reducer(table).run(); }

}  // namespace maillage::disclosure::detail
