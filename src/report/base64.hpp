// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Bytes as text, for pages that hold their pictures.

#include <string>
#include <string_view>

namespace maillage::report {

/// RFC 4648, § 4, with padding.
std::string base64(std::string_view bytes);

}  // namespace maillage::report
