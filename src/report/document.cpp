// SPDX-License-Identifier: Apache-2.0
#include "report/document.hpp"

#include "base/text.hpp"
#include "report/font_families.hpp"

#include <cmath>
#include <cstdlib>

namespace maillage::report {

MapRoom map_room(const PageFormat& format) {
    // Below the heading of the section and above the note of its sources and the footer.
    const double heading = 5.4 * format.text_size;
    const double below = 4.6 * format.text_size;
    return {format.width - 2 * format.margin, format.height - 2 * format.margin - heading - below};
}

std::string families_of(const Charter& charter) {
    return charter.family.empty() ? kFontFamilies : charter.family + ", " + kFontFamilies;
}

std::string cell_text(const io::Value& value, Language language) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return group_digits(*whole, language);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        constexpr double kTenths = 10.0;
        const auto tenths = static_cast<std::int64_t>(std::llround(*number * kTenths));
        const auto size = std::abs(tenths);
        return (tenths < 0 ? "−" : "") + group_digits(size / 10, language) +
               (language == Language::kFrench ? "," : ".") + std::to_string(size % 10);
    }
    return "";
}

bool right_column(const io::OutputTable& table, std::size_t column) {
    if (column < table.align_right.size()) {
        return table.align_right[column];
    }
    bool any = false;
    for (const auto& row : table.rows) {
        if (std::holds_alternative<std::string>(row[column])) {
            return false;
        }
        any = any || !std::holds_alternative<std::monostate>(row[column]);
    }
    return any;
}

}  // namespace maillage::report
