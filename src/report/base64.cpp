// SPDX-License-Identifier: Apache-2.0
#include "report/base64.hpp"

#include <cstdint>

namespace maillage::report {

std::string base64(std::string_view bytes) {
    constexpr std::string_view kSigns =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            three = three << 8U |
                    (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool there = i + k <= bytes.size();
            text += there ? kSigns[three >> (18U - 6U * k) & 63U] : '=';
        }
    }
    return text;
}

}  // namespace maillage::report
