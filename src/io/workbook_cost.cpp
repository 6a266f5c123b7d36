// SPDX-License-Identifier: Apache-2.0
#include "io/workbook_cost.hpp"

#include "io/xml_tags.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace maillage::io {
namespace {

// Sizes of GDAL's features and of the C++ library's strings.
constexpr std::uint64_t kRow = 240;
constexpr std::uint64_t kCell = 16;
constexpr std::uint64_t kText = 40;
constexpr std::uint64_t kShared = 64;
constexpr std::uint64_t kMost = std::uint64_t{1} << 50U;  ///< Sums and products stay below 2^63.
constexpr std::uint64_t kColumns = 16'384;
/// Of a formula without its value: time rather than memory, 80 µs each.
constexpr std::uint64_t kFormula = 8192;
/// GDAL leaves out rows that are farther than that from the one before.
constexpr std::uint64_t kWidestGap = 100'000;

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    return a != 0 && b > kMost / a ? kMost : a * b;
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                     : std::nullopt;
}

/// "XFD12" → 16,384; a name that is not plainly written counts as the last column.
std::uint64_t column_of(std::string_view cell) {
    std::uint64_t column = 0;
    for (const char c : cell) {
        if (c >= '0' && c <= '9') {
            return std::min(column, kColumns);
        }
        if (c < 'A' || c > 'Z' || column > kColumns) {
            return kColumns;
        }
        column = column * 26 + static_cast<std::uint64_t>(c - 'A') + 1;
    }
    return kColumns;
}

std::uint64_t repeats(const XmlTag& tag, std::string_view attribute) {
    const auto text = tag.attribute(attribute);
    return text ? std::clamp<std::uint64_t>(number(*text).value_or(kMost), 1, kMost) : 1;
}

/// One sheet of an OpenDocument: empty cells and rows at its end cost nothing.
struct OdsSheet {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t empty_rows = 0;  ///< Since the last filled one.
    std::uint64_t repeated = 1;    ///< The row that is read.
    std::uint64_t width = 0;
    std::uint64_t empty_cells = 0;
    std::uint64_t row_bytes = 0;

    void begin_row(const XmlTag& tag) {
        repeated = repeats(tag, "number-rows-repeated");
        width = empty_cells = row_bytes = 0;
    }
    void add_cell(std::uint64_t times_written, bool filled, std::uint64_t size) {
        if (!filled) {
            empty_cells = std::min(kMost, empty_cells + times_written);
            return;
        }
        width = std::min(kMost, width + empty_cells + times_written);
        empty_cells = 0;
        row_bytes = std::min(kMost, row_bytes + times(times_written, size + kText));
    }
    /// \returns Bytes of its texts.
    std::uint64_t end_row() {
        if (width == 0) {
            empty_rows = std::min(kMost, empty_rows + repeated);
            return 0;
        }
        rows = std::min(kMost, rows + empty_rows + repeated);
        empty_rows = 0;
        columns = std::max(columns, width);
        return times(repeated, row_bytes);
    }
};

}  // namespace

void WorkbookCost::add(std::uint64_t bytes) { m_bytes = std::min(kMost, m_bytes + bytes); }

void WorkbookCost::add_grid(std::uint64_t rows, std::uint64_t columns) {
    add(times(rows, kRow + times(columns, kCell)));
}

void WorkbookCost::add_shared_texts(std::string_view xml) {
    XmlTags tags(xml);
    std::size_t start = 0;
    while (const auto tag = tags.next()) {
        if (tag->name != "si") {
            continue;
        }
        if (!tag->closing && !tag->empty) {
            start = tag->end;
            continue;
        }
        const auto size = tag->empty ? 0 : static_cast<std::uint32_t>(tag->end - start);
        m_shared.push_back(size);
        m_longest = std::max(m_longest, size);
        add(kShared);
    }
}

/// Text number \p number; what is not a plain number may be any of them.
std::uint64_t WorkbookCost::shared_size(std::string_view text) const {
    const auto position = number(text);
    if (!position) {
        return m_longest;
    }
    return *position < m_shared.size() ? m_shared[*position] : 0;
}

void WorkbookCost::add_xlsx_sheet(std::string_view xml) {
    XmlTags tags(xml);
    std::uint64_t rows = 0;
    std::uint64_t line = 0;
    std::uint64_t columns = 0;
    std::uint64_t column = 0;
    bool shared = false;
    while (const auto tag = tags.next()) {
        if (tag->closing) {
            continue;
        }
        if (tag->name == "row") {
            const auto written = tag->attribute("r");
            const auto next = written ? number(*written).value_or(line + 1) : line + 1;
            const auto gap = next > line ? next - line : 1;
            rows += gap > kWidestGap ? 1 : gap;
            line = std::min(next, kMost);
            column = 0;
        } else if (tag->name == "c") {
            const auto cell = tag->attribute("r");
            column = cell ? column_of(*cell) : column + 1;
            columns = std::max(columns, column);
            const auto type = tag->attribute("t").value_or("n");
            shared = type == "s" || type.find('&') != std::string_view::npos;
        } else if (tag->name == "v") {
            const auto content = xml.substr(tag->end, tags.next_start() - tag->end);
            add(kText + (shared ? shared_size(content) : content.size()));
        }
    }
    add_grid(rows, columns);
}

void WorkbookCost::add_ods_content(std::string_view xml) {
    XmlTags tags(xml);
    OdsSheet sheet;
    XmlTag cell;
    const auto end_cell = [&](std::size_t end) {
        const bool worked_out = cell.attribute("formula") && !cell.attribute("value-type");
        add(worked_out ? kFormula : 0);
        const bool filled = end > cell.end || cell.attribute("value-type") ||
                            cell.attribute("value") || cell.attribute("formula");
        sheet.add_cell(repeats(cell, "number-columns-repeated"), filled,
                       end - cell.end + cell.attributes.size());
    };
    while (const auto tag = tags.next()) {
        if (tag->name == "table" && tag->closing) {
            add_grid(sheet.rows, sheet.columns);
            sheet = {};
        } else if (tag->name == "table-row") {
            if (!tag->closing) {
                sheet.begin_row(*tag);
            }
            if (tag->closing || tag->empty) {
                add(sheet.end_row());
            }
        } else if (tag->name == "table-cell" || tag->name == "covered-table-cell") {
            const auto end = tag->end;
            cell = tag->closing ? cell : *tag;
            if (tag->closing || tag->empty) {
                end_cell(end);
            }
        }
    }
    add_grid(sheet.rows, sheet.columns);
}

}  // namespace maillage::io
