// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// SHA-256 (FIPS 180-4), to name the exact file a number came from. Not for secrets.

#include <memory>
#include <string>
#include <string_view>

namespace maillage {

/// \returns 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come one part after the other: files larger than memory.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    /// As sha256_hex() of all that was added. Once.
    std::string hex();

private:
    std::shared_ptr<void> m_state;
};

}  // namespace maillage
