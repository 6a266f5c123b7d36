// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// SHA-256 (FIPS 180-4), to name the exact file a number came from. Not for secrets.

#include <string>
#include <string_view>

namespace maillage {

/// \returns 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace maillage
