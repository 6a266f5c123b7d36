// SPDX-License-Identifier: Apache-2.0
#include "model/contract.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace maillage {
namespace {

constexpr auto kLevels = std::to_array<std::string_view>(
    {"commune", "communes", "ept", "epci", "departement", "region"});
constexpr auto kKinds =
    std::to_array<std::string_view>({"ctai", "contrat_de_ville", "partenariat"});
constexpr auto kStatuses = std::to_array<std::string_view>(
    {"envisage", "contact", "negociation", "signe", "refuse", "abandonne"});

template <typename Enum, std::size_t kSize>
std::optional<Enum> find_word(const std::array<std::string_view, kSize>& words,
                              std::string_view text) {
    const auto wanted = fold_key(text);
    const auto* found = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
        return fold_key(word) == wanted;
    });
    if (found == words.end()) {
        return std::nullopt;
    }
    return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::optional<ContractLevel> parse_contract_level(std::string_view text) {
    return find_word<ContractLevel>(kLevels, text);
}
std::optional<ContractKind> parse_contract_kind(std::string_view text) {
    return find_word<ContractKind>(kKinds, text);
}
std::optional<ContractStatus> parse_contract_status(std::string_view text) {
    return find_word<ContractStatus>(kStatuses, text);
}
std::string_view contract_level_text(ContractLevel level) {
    return kLevels.at(static_cast<std::size_t>(level));
}
std::string_view contract_kind_text(ContractKind kind) {
    return kKinds.at(static_cast<std::size_t>(kind));
}
std::string_view contract_status_text(ContractStatus status) {
    return kStatuses.at(static_cast<std::size_t>(status));
}

}  // namespace maillage
