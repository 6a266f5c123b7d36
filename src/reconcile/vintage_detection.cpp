// SPDX-License-Identifier: Apache-2.0
#include "reconcile/vintage_detection.hpp"

#include <array>

namespace maillage::reconcile {

VintageGuess detect_vintage(std::span<const CommuneCode> codes, const VintageMap& map,
                            std::optional<Vintage> preferred) {
    constexpr int kSpan = kLastVintage.year - kFirstVintage.year + 1;
    constexpr std::size_t kYears = kSpan;
    std::array<std::size_t, kYears> known{};
    VintageGuess guess;
    for (auto code : codes) {
        if (!department_of(code)) {
            continue;  // 99999 and the like: no commune in any year.
        }
        ++guess.codes;
        const auto years = map.years_of(commune_of_arrondissement_municipal(code).value_or(code));
        for (std::size_t i = 0; i < kYears; ++i) {
            known[i] += years >> i & 1U;
        }
    }
    std::size_t best = kYears - 1;
    for (std::size_t i = kYears; i-- > 0;) {
        const bool wanted =
            preferred && preferred->year - kFirstVintage.year == static_cast<int>(i);
        if (known[i] > known[best] || (known[i] == known[best] && wanted)) {
            best = i;
        }
    }
    guess.best = Vintage{kFirstVintage.year + static_cast<int>(best)};
    guess.known = known[best];
    for (auto code : codes) {
        const auto commune = commune_of_arrondissement_municipal(code).value_or(code);
        if (guess.unknown.size() < 10 && department_of(code) && !map.exists(commune, guess.best)) {
            guess.unknown.push_back(code);
        }
    }
    const auto share = static_cast<std::int64_t>(guess.known) * kEnoughKnown.denominator;
    const auto asked = static_cast<std::int64_t>(guess.codes) * kEnoughKnown.numerator;
    if (guess.codes < kEnoughCodes ? guess.known > 0 : share >= asked) {
        guess.vintage = guess.best;
    }
    return guess;
}

}  // namespace maillage::reconcile
