// SPDX-License-Identifier: Apache-2.0
#include "report/print.hpp"

#include "base/format.hpp"
#include "base/text.hpp"
#include "indicators/exact.hpp"
#include "report/tables.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace maillage::report {
namespace {

std::string json_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20) {
            quoted += format("\\u{:04x}", byte);
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string shortest(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string json_value(const io::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return json_text(*text);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return shortest(*number);
    }
    return "null";
}

std::string terminal_value(const io::Value& value, Language language) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return group_digits(*whole, language);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        auto text = shortest(*number);
        if (language == Language::kFrench) {
            std::replace(text.begin(), text.end(), '.', ',');
        }
        return text;
    }
    return "";
}

bool is_number(const io::Value& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// A cell that reads as a figure is set to the right: numbers, and texts that begin with a digit
/// in a column whose every cell does.
bool sets_right(const io::OutputTable& table, std::size_t column) {
    bool any = false;
    for (const auto& row : table.rows) {
        const auto& value = row[column];
        if (std::holds_alternative<std::monostate>(value)) {
            continue;
        }
        if (!is_number(value)) {
            return false;
        }
        any = true;
    }
    return any;
}

std::string padding(std::size_t width, std::size_t used) {
    return std::string(width > used ? width - used : 0, ' ');
}

}  // namespace

std::string to_json(const io::OutputTable& table) {
    std::string text = "[";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        text += i == 0 ? "\n  {" : ",\n  {";
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            text += format("{}{}: {}", c == 0 ? "" : ", ", json_text(table.columns[c]),
                           json_value(table.rows[i][c]));
        }
        text += '}';
    }
    return text + (table.rows.empty() ? "]\n" : "\n]\n");
}

std::string to_terminal(const io::OutputTable& table, Language language) {
    const auto columns = table.columns.size();
    std::vector<std::size_t> width(columns);
    std::vector<bool> right(columns);
    std::vector<std::vector<std::string>> cells(table.rows.size(),
                                                std::vector<std::string>(columns));
    for (std::size_t c = 0; c < columns; ++c) {
        width[c] = display_width(table.columns[c]);
        right[c] = sets_right(table, c) || (c < table.align_right.size() && table.align_right[c]);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            cells[i][c] = terminal_value(table.rows[i][c], language);
            width[c] = std::max(width[c], display_width(cells[i][c]));
        }
    }
    const auto line = [&](const std::vector<std::string>& texts) {
        std::string out;
        for (std::size_t c = 0; c < columns; ++c) {
            const auto pad = padding(width[c], display_width(texts[c]));
            out += c == 0 ? "" : "  ";
            out += right[c] ? pad + texts[c] : c + 1 == columns ? texts[c] : texts[c] + pad;
        }
        return out + '\n';
    };
    std::string text = line(table.columns);
    std::vector<std::string> rule(columns);
    for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < width[c]; ++i) {
            rule[c] += "─";
        }
    }
    text += line(rule);
    for (const auto& row : cells) {
        text += line(row);
    }
    return text;
}

namespace {

constexpr const char* kEnDash = "\u00A0–\u00A0";

std::string percent(std::int64_t num, std::int64_t den, Language language) {
    return fixed_ratio(100 * num, den, 1, language == Language::kFrench ? ',' : '.');
}

std::string rate_text(const std::optional<indicators::RateBounds>& rate, Language language) {
    if (!rate) {
        return render({MessageId::kNotComputable}, language);
    }
    const auto low = percent(rate->low.num, rate->low.den, language);
    const auto high = percent(rate->high.num, rate->high.den, language);
    const char* sign = language == Language::kFrench ? "\u00A0%" : "%";
    return (low == high ? low : low + kEnDash + high) + sign;
}

std::string target_text(const indicators::CoverageRow& row, Language language) {
    if (!row.target) {
        return render({MessageId::kNoTarget}, language);
    }
    return percent(row.target->numerator, row.target->denominator, language) +
           (language == Language::kFrench ? "\u00A0%" : "%");
}

}  // namespace

io::OutputTable coverage_for_people(const std::vector<indicators::CoverageRow>& rows,
                                    Language language) {
    io::OutputTable table;
    table.name = "coverage";
    for (const auto id :
         {MessageId::kTitleCode, MessageId::kTitleName, MessageId::kTitleSignatories,
          MessageId::kTitleCovered, MessageId::kTitleRate, MessageId::kTitleNotLocated,
          MessageId::kTitleContracts, MessageId::kTitleTarget, MessageId::kTitleToCover}) {
        table.columns.push_back(render({id}, language));
    }
    table.align_right = {false, false, true, true, true, true, true, true, true};
    for (const auto& row : rows) {
        const auto people = [&](Count count) {
            return row.has_counts ? count_text(count, row.years, language) : std::string(kNothing);
        };
        table.rows.push_back(
            {row.code, row.name, people(row.range.total), people(row.range.covered),
             rate_text(row.rate, language), people(row.not_located),
             group_digits(row.contracts, language), target_text(row, language),
             row.to_cover ? count_text(*row.to_cover, 1, language) : std::string()});
    }
    return table;
}

}  // namespace maillage::report
