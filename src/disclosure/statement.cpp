// SPDX-License-Identifier: Apache-2.0
#include "disclosure/statement.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace maillage::disclosure {
namespace {

/// 100 × 10^decimals: rates are shown in per cent.
std::int64_t scale_of(const ShownRate& shown) {
    assert(shown.decimals >= 0 && shown.decimals <= 4);
    std::int64_t scale = 100;
    for (int i = 0; i < shown.decimals; ++i) {
        scale *= 10;
    }
    assert(shown.digits >= 0 && shown.digits <= scale);
    return scale;
}

/// \pre a may be negative, b > 0
std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return a > 0 ? (a - 1) / b + 1 : a / b; }

std::vector<Statement> extreme_of(const std::string& key, std::span<const Valued> cells,
                                  bool largest) {
    assert(!cells.empty());
    const auto less = [](const Valued& a, const Valued& b) { return a.value < b.value; };
    const auto value = (largest ? std::max_element(cells.begin(), cells.end(), less)
                                : std::min_element(cells.begin(), cells.end(), less))
                           ->value;
    std::vector<Statement> statements;
    for (const auto& cell : cells) {
        const bool attains = cell.value == value;
        statements.push_back({key, cell.form, attains || !largest ? value : 0,
                              attains || largest ? value : kUnbounded});
    }
    return statements;
}

}  // namespace

Form normal_form(Form terms) {
    std::sort(terms.begin(), terms.end());
    Form normal;
    for (const auto& term : terms) {
        if (!normal.empty() && normal.back().atom == term.atom) {
            normal.back().factor += term.factor;
        } else {
            normal.push_back(term);
        }
    }
    std::erase_if(normal, [](const Term& term) { return term.factor == 0; });
    return normal;
}

Form sum_of(std::span<const Index<Atom>> atoms) {
    Form terms;
    terms.reserve(atoms.size());
    for (const auto atom : atoms) {
        terms.push_back({atom, 1});
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

Form combine(std::int64_t a, const Form& left, std::int64_t b, const Form& right) {
    Form terms;
    terms.reserve(left.size() + right.size());
    for (const auto& term : left) {
        terms.push_back({term.atom, a * term.factor});
    }
    for (const auto& term : right) {
        terms.push_back({term.atom, b * term.factor});
    }
    return normal_form(std::move(terms));
}

Statement exactly(std::string key, Form form, std::int64_t value) {
    return {std::move(key), std::move(form), value, value};
}

Statement in_class(std::string key, Form form, std::int64_t lowest,
                   std::optional<std::int64_t> upper) {
    return {std::move(key), std::move(form), lowest, upper ? *upper - 1 : kUnbounded};
}

Statement rate_of(std::string key, Form numerator, std::int64_t denominator, ShownRate shown) {
    assert(denominator > 0 && denominator <= (std::int64_t{1} << 31U));
    // digits - 1/2 ≤ scale × numerator / denominator < digits + 1/2, times 2 × denominator.
    const auto twice = 2 * scale_of(shown);
    const auto low = ceil_div((2 * shown.digits - 1) * denominator, twice);
    const auto above = ceil_div((2 * shown.digits + 1) * denominator, twice);
    return {std::move(key), std::move(numerator), std::max<std::int64_t>(low, 0),
            std::min(above - 1, denominator)};
}

std::vector<Statement> rate_of(const std::string& key, const Form& numerator,
                               const Form& denominator, ShownRate shown) {
    const auto twice = 2 * scale_of(shown);
    return {{key, combine(twice, numerator, 1 - 2 * shown.digits, denominator), 0, kUnbounded},
            {key, combine(twice, numerator, -1 - 2 * shown.digits, denominator), -kUnbounded, -1},
            {key, denominator, 1, kUnbounded}};
}

std::vector<Statement> largest_of(const std::string& key, std::span<const Valued> cells) {
    return extreme_of(key, cells, true);
}

std::vector<Statement> smallest_of(const std::string& key, std::span<const Valued> cells) {
    return extreme_of(key, cells, false);
}

std::optional<Statement> interval_of_sum(std::string key, const Form& form,
                                         std::span<const Count> atoms) {
    Statement visible{std::move(key), {}, 0, 0};
    for (const auto& term : form) {
        const auto& count = atoms[term.atom.value];
        if (count.is_exact()) {
            visible.form.push_back(term);
            visible.low += term.factor * count.low;
        }
    }
    visible.high = visible.low;
    return visible.form.empty() ? std::nullopt : std::optional(std::move(visible));
}

}  // namespace maillage::disclosure
