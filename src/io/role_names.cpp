// SPDX-License-Identifier: Apache-2.0
#include "io/role_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace maillage::io {
namespace {

constexpr auto kRoles = std::to_array<std::pair<std::string_view, Role>>({
    {"communes", Role::kCommunes},
    {"territories", Role::kTerritories},
    {"names", Role::kNames},
    {"members", Role::kMembers},
    {"moves", Role::kMoves},
    {"cir", Role::kCir},
    {"cir_totals", Role::kCirTotals},
    {"contracts", Role::kContracts},
    {"targets", Role::kTargets},
    {"services", Role::kServices},
    {"density", Role::kDensity},
    {"layer", Role::kLayer},
    {"roads", Role::kRoads},
    {"transit", Role::kTransit},
});

}  // namespace

std::optional<Role> parse_role(std::string_view name) {
    const auto* found = std::find_if(kRoles.begin(), kRoles.end(),
                                     [&](const auto& role) { return role.first == name; });
    return found == kRoles.end() ? std::nullopt : std::optional<Role>(found->second);
}

std::vector<std::string> role_names() {
    std::vector<std::string> names;
    names.reserve(kRoles.size());
    for (const auto& [name, role] : kRoles) {
        names.emplace_back(name);
    }
    return names;
}

std::string_view role_name(Role role) {
    const auto* found = std::find_if(kRoles.begin(), kRoles.end(),
                                     [&](const auto& known) { return known.second == role; });
    return found == kRoles.end() ? std::string_view() : found->first;
}

}  // namespace maillage::io
