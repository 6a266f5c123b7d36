// SPDX-License-Identifier: Apache-2.0
#include "model/contract_details.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage {
namespace {

/// \returns The text without a currency at its end.
std::string_view without_currency(std::string_view text) {
    text = trim(text);
    for (const std::string_view sign : {"€", "euros", "euro", "EUR", "Euros", "Euro"}) {
        if (text.ends_with(sign)) {
            return trim(text.substr(0, text.size() - sign.size()));
        }
    }
    return text;
}

bool within_one(const Share& share) {
    return share.numerator >= 0 && share.numerator <= share.denominator;
}

template <typename Value, std::size_t N>
std::optional<Value> word_in(std::string_view text,
                             const std::array<std::pair<std::string_view, Value>, N>& words) {
    const auto folded = fold_key(text);
    for (const auto& [word, value] : words) {
        if (folded == word) {
            return value;
        }
    }
    return std::nullopt;
}

/// Between commas and the like where there are any, else between spaces: "culture et sport" is one
/// name, "logement emploi" are two.
std::vector<std::string_view> names_in(std::string_view text) {
    constexpr std::string_view kMarks = ",;/+|\n";
    if (text.find_first_of(kMarks) == std::string_view::npos) {
        return split_words(text);
    }
    std::vector<std::string_view> names;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(kMarks), text.size());
        if (const auto name = trim(text.substr(0, end)); !name.empty()) {
            names.push_back(name);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

const IntegrationDomain* domain_named(std::string_view name,
                                      std::span<const IntegrationDomain> known) {
    const auto folded = fold_key(name);
    for (const auto& domain : known) {
        const bool same = fold_key(domain.id) == folded ||
                          std::any_of(domain.words.begin(), domain.words.end(),
                                      [&](const auto& word) { return fold_key(word) == folded; });
        if (same) {
            return &domain;
        }
    }
    return nullptr;
}

}  // namespace

std::string_view detail(const Contract& contract, const std::string& column) {
    const auto found = contract.details.find(column);
    return found == contract.details.end() ? std::string_view() : trim(found->second);
}

std::optional<std::int64_t> parse_cents(std::string_view text) {
    constexpr double kMost = 1e10;
    constexpr double kCents = 100.0;
    const auto euros = parse_number(without_currency(text));
    if (!euros || *euros < 0 || *euros > kMost) {
        return std::nullopt;
    }
    // A double holds amounts below 10^10 to a thousandth of a cent, so the nearest cent is exact.
    const double cents = *euros * kCents;
    const double whole = std::round(cents);
    if (std::abs(cents - whole) > 0.01) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(whole);
}

std::optional<Share> parse_part(std::string_view text) {
    if (const auto share = parse_share(text); share && within_one(*share)) {
        return share;
    }
    const auto percent = parse_share(std::string(text) + " %");
    return percent && within_one(*percent) ? percent : std::nullopt;
}

std::optional<bool> parse_yes_no(std::string_view text) {
    constexpr auto kWords = std::to_array<std::pair<std::string_view, bool>>({{"oui", true},
                                                                              {"o", true},
                                                                              {"x", true},
                                                                              {"vrai", true},
                                                                              {"yes", true},
                                                                              {"1", true},
                                                                              {"non", false},
                                                                              {"n", false},
                                                                              {"faux", false},
                                                                              {"no", false},
                                                                              {"0", false}});
    return word_in(text, kWords);
}

std::optional<ReportState> parse_report(std::string_view text) {
    constexpr auto kWords = std::to_array<std::pair<std::string_view, ReportState>>(
        {{"complet", ReportState::kComplete},
         {"partiel", ReportState::kPartial},
         {"absent", ReportState::kAbsent},
         {"non", ReportState::kAbsent}});
    return word_in(text, kWords);
}

Domains parse_domains(std::string_view text, std::span<const IntegrationDomain> known) {
    Domains domains;
    if (const auto* whole = domain_named(text, known)) {
        domains.found.insert(whole->id);
        return domains;
    }
    for (const auto name : names_in(text)) {
        if (const auto* domain = domain_named(name, known)) {
            domains.found.insert(domain->id);
        } else {
            domains.unknown.emplace_back(name);
        }
    }
    return domains;
}

bool holds_amount(std::string_view column) {
    return column == "montant_etat" || column == "montant_precedent" ||
           column == "montant_collectivite" || column == "cofinancements";
}

}  // namespace maillage
