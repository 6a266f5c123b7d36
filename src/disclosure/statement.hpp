// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a publication says about hidden counts, as linear statements over them.
///
/// An atom is the smallest count there is: the signatories of one commune, one year, one category.
/// It is a whole number ≥ 0. Every number that is published (a sum, a rate with its decimals, the
/// bounds of a class, the largest value of a legend, a gain) says low ≤ Σ factor × atom ≤ high.
/// The functions here turn each kind of published number into such statements (methods.md § 7:
/// "any extra query is added as rows").

#include "base/index.hpp"
#include "model/count.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::disclosure {

struct Atom;  ///< Row type; exists only as a tag of Index.

/// No bound is known: far above any count, and sums of bounded values stay below it.
inline constexpr std::int64_t kUnbounded = std::int64_t{1} << 60U;

struct Term {
    Index<Atom> atom;
    std::int64_t factor = 1;
    friend auto operator<=>(const Term&, const Term&) = default;
};

/// Σ factor × atom. In normal form atoms ascend and no factor is 0.
using Form = std::vector<Term>;

/// \p terms in normal form: equal atoms are added up.
Form normal_form(Form terms);
/// Every atom once.
Form sum_of(std::span<const Index<Atom>> atoms);
/// a × left + b × right.
Form combine(std::int64_t a, const Form& left, std::int64_t b, const Form& right);

/// low ≤ form ≤ high, known to everybody once it is published.
struct Statement {
    std::string key;  ///< Names the number: "epci:244500468", "carte:classe:45234".
    Form form;        ///< In normal form.
    std::int64_t low = 0;
    std::int64_t high = kUnbounded;
    friend bool operator==(const Statement&, const Statement&) = default;
};

/// A rate as it is shown: "45,3 %" is {453, 1}. Rounded half up (E26).
struct ShownRate {
    std::int64_t digits = 0;
    int decimals = 1;  ///< From 0 to 4.
};

/// The number itself.
Statement exactly(std::string key, Form form, std::int64_t value);

/// A class of a map or of a histogram: lowest ≤ form < upper; no upper end for the last class.
Statement in_class(std::string key, Form form, std::int64_t lowest,
                   std::optional<std::int64_t> upper);

/// A rate of a known denominator: the numerators that are shown so. With few signatories there is
/// only one (methods.md § 7). \pre 0 < denominator ≤ 2^31, 0 ≤ digits ≤ 100 × 10^decimals
Statement rate_of(std::string key, Form numerator, std::int64_t denominator, ShownRate shown);

/// A rate whose denominator is a sum of atoms too: three statements, the last that it is not 0.
std::vector<Statement> rate_of(const std::string& key, const Form& numerator,
                               const Form& denominator, ShownRate shown);

/// A cell with its true value, for the functions below.
struct Valued {
    Form form;
    std::int64_t value = 0;
};

/// The largest (smallest) value of a legend, a table or a text: none is beyond it, and the cells
/// that have it are said to have it. The attacker is given which those are, which is more than a
/// legend says: what is safe against this attacker is safe against a reader. \pre not empty
std::vector<Statement> largest_of(const std::string& key, std::span<const Valued> cells);
std::vector<Statement> smallest_of(const std::string& key, std::span<const Valued> cells);

/// A sum over cells of which some are masked, published as an interval: whoever knows what the
/// masks stand for reads from its ends the exact sum of the others, so that is what is published.
/// Nothing where all are masked. \p atoms by atom
std::optional<Statement> interval_of_sum(std::string key, const Form& form,
                                         std::span<const Count> atoms);

}  // namespace maillage::disclosure
