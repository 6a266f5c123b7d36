// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The words of `role =` in maillage.toml and in the schemas.

#include "model/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

std::optional<Role> parse_role(std::string_view name);
std::vector<std::string> role_names();
/// The reverse of parse_role(); empty for kUnknown.
std::string_view role_name(Role role);

}  // namespace maillage::io
