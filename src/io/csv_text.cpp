// SPDX-License-Identifier: Apache-2.0
#include "io/csv_text.hpp"

#include "base/text.hpp"
#include "io/read.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace maillage::io {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool valid_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

/// Up to and with the end of the line that starts at \p from.
std::size_t end_of_line(std::string_view text, std::size_t from) {
    const auto end = text.find_first_of("\r\n", from);
    if (end == std::string_view::npos) {
        return text.size();
    }
    return end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
}

std::uint32_t lines_before(std::string_view text, std::size_t offset) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < offset; ++line) {
        at = end_of_line(text, at);
        if (at > offset) {
            break;
        }
    }
    return line;
}

/// UTF-16 without a mark: nearly every second byte of a Latin text is zero.
char utf16_order(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return 'L';
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return 'B';
    }
    const auto sample = bytes.substr(0, 512);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        zeros.at(i % 2) += sample[i] == '\0' ? 1U : 0U;
    }
    const std::size_t half = sample.size() / 2;
    if (half < 4) {
        return '\0';
    }
    if (zeros[1] * 10 > half * 8 && zeros[0] * 10 < half) {
        return 'L';
    }
    return zeros[0] * 10 > half * 8 && zeros[1] * 10 < half ? 'B' : '\0';
}

void decode_utf16(std::string_view bytes, char order, CsvText& csv, RemarkList& remarks) {
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (bytes.size() % 2 != 0) {
        remarks.add(0, Message(MessageId::kCsvUtf16Odd), true);
    }
    csv.owned = utf8_from_utf16(bytes.substr(marked ? 2 : 0), order == 'B');
    csv.text = csv.owned;
    csv.encoding = "UTF-16";
}

bool has_undefined(std::string_view line) {
    return line.find_first_of("\x81\x8D\x8F\x90\x9D") != std::string_view::npos;
}

/// Line by line: files joined by hand hold both encodings.
void decode_lines(std::string_view bytes, CsvText& csv, RemarkList& remarks) {
    std::uint32_t line = 1;
    std::uint32_t first_windows = 0;
    bool any_utf8 = false;
    csv.owned.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++line) {
        const auto end = end_of_line(bytes, at);
        const auto part = bytes.substr(at, end - at);
        const bool utf8 = valid_utf8(part);
        if (utf8) {
            csv.owned += part;
            any_utf8 = any_utf8 || std::any_of(part.begin(), part.end(), [](char c) {
                           return static_cast<unsigned char>(c) >= 0x80;
                       });
        } else {
            csv.owned += utf8_from_windows_1252(part);
            first_windows = first_windows == 0 ? line : first_windows;
            if (has_undefined(part)) {
                remarks.add(line, Message(MessageId::kCsvUndefinedBytes, {std::int64_t{line}}),
                            false);
            }
        }
        at = end;
    }
    csv.text = csv.owned;
    csv.encoding = "Windows-1252";
    if (any_utf8) {
        remarks.add(first_windows,
                    Message(MessageId::kCsvMixedEncoding, {std::int64_t{first_windows}}), false);
    }
}

void remove_nul(CsvText& csv, RemarkList& remarks) {
    const auto first = csv.text.find('\0');
    if (first == std::string_view::npos) {
        return;
    }
    const auto line = lines_before(csv.text, first);
    std::string kept;
    kept.reserve(csv.text.size());
    std::copy_if(csv.text.begin(), csv.text.end(), std::back_inserter(kept),
                 [](char c) { return c != '\0'; });
    const auto removed = static_cast<std::int64_t>(csv.text.size() - kept.size());
    csv.owned = std::move(kept);
    csv.text = csv.owned;
    remarks.add(line, Message(MessageId::kCsvNul, {removed, std::int64_t{line}}), true);
}

constexpr std::array<char, 4> kSeparators = {'\t', ';', '|', ','};

/// How often each separator stands in each of the first rows.
std::vector<std::array<int, 4>> count_separators(std::string_view text) {
    constexpr std::size_t kRows = 50;
    constexpr std::size_t kBytes = 65536;
    text = text.substr(0, kBytes);
    std::vector<std::array<int, 4>> rows;
    std::array<int, 4> row{};
    bool quoted = false;
    bool blank = true;
    std::size_t row_start = 0;
    for (std::size_t i = 0; i < text.size() && rows.size() < kRows; ++i) {
        const char c = text[i];
        if (c == '"') {
            quoted = !quoted;
        } else if ((c == '\n' || c == '\r') && (!quoted || i - row_start > 4096)) {
            if (!blank) {
                rows.push_back(row);
            }
            row = {};
            blank = true;
            quoted = false;  // a quote open for so long was never closed
            row_start = i;
            continue;
        } else if (!quoted) {
            const auto which = std::find(kSeparators.begin(), kSeparators.end(), c);
            if (which != kSeparators.end()) {
                ++row.at(static_cast<std::size_t>(which - kSeparators.begin()));
            }
        }
        blank = blank && (c == ' ' || c == '\n' || c == '\r');
    }
    if (!blank && rows.size() < kRows) {
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

std::string known_encoding(std::string_view name) {
    const auto key = fold_key(name);
    if (key == "utf8" || key == "utf8sig") {
        return "UTF-8";
    }
    if (key == "windows1252" || key == "cp1252" || key == "latin1" || key == "iso88591" ||
        key == "iso885915" || key == "ansi") {
        return "Windows-1252";
    }
    return key == "utf16" || key == "utf16le" || key == "unicode" ? "UTF-16" : "";
}

void decode_csv(std::string_view bytes, std::string_view encoding, CsvText& csv,
                RemarkList& remarks) {
    char order = utf16_order(bytes);
    if (encoding == "UTF-16" && order == '\0') {
        order = 'L';
    }
    if (encoding == "Windows-1252") {
        csv.owned = utf8_from_windows_1252(bytes);
        csv.text = csv.owned;
        csv.encoding = encoding;
        remove_nul(csv, remarks);
        return;
    }
    if (encoding != "UTF-8" && order != '\0') {
        decode_utf16(bytes, order, csv, remarks);
        remove_nul(csv, remarks);
        return;
    }
    if (bytes.starts_with(kUtf8Mark)) {
        bytes.remove_prefix(kUtf8Mark.size());
    }
    csv.text = bytes;
    csv.encoding = "UTF-8";
    if (!valid_utf8(bytes)) {
        decode_lines(bytes, csv, remarks);
    }
    remove_nul(csv, remarks);
}

char find_separator(std::string_view text) {
    const auto rows = count_separators(text);
    char best = '\0';
    std::size_t best_rows = 0;
    for (std::size_t s = 0; s < kSeparators.size(); ++s) {
        std::map<int, std::size_t> rows_with;
        for (const auto& row : rows) {
            if (row.at(s) > 0) {
                ++rows_with[row.at(s)];
            }
        }
        std::size_t most = 0;
        for (const auto& [count, number] : rows_with) {
            most = std::max(most, number);
        }
        if (most > best_rows) {
            best_rows = most;
            best = kSeparators.at(s);
        }
    }
    return best;
}

}  // namespace maillage::io
