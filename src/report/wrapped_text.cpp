// SPDX-License-Identifier: Apache-2.0
#include "report/wrapped_text.hpp"

#include "base/text.hpp"

namespace maillage::report {

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
    std::string out;
    std::size_t used = indent;
    for (const auto word : split(text, ' ')) {
        const auto length = display_width(word);
        if (used > indent && used + 1 + length > width) {
            out += '\n' + std::string(indent, ' ');
            used = indent;
        } else if (used > indent) {
            out += ' ';
            ++used;
        }
        out += word;
        used += length;
    }
    return out;
}

}  // namespace maillage::report
