// SPDX-License-Identifier: Apache-2.0
#include "report/xml_text.hpp"

#include "report/pango_fonts.hpp"

namespace maillage::report {

std::string xml_text(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

}  // namespace maillage::report
