// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "io/csv_text.hpp"
#include "io/file_error.hpp"
#include "io/read.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace maillage::io {
namespace {

/// Cuts the text of a CSV into the cells of a RawTable.
class CsvParser {
public:
    CsvParser(std::string_view text, char separator, RawTable& table, RemarkList& remarks)
        : m_text(text), m_separator(separator), m_table(table), m_remarks(remarks) {
        m_ends.fill(false);
        m_ends[static_cast<unsigned char>('\n')] = true;
        m_ends[static_cast<unsigned char>('\r')] = true;
        if (separator != '\0') {
            m_ends[static_cast<unsigned char>(separator)] = true;
        }
    }

    /// \returns false when there are more than \p max_rows.
    bool run(std::size_t from, std::uint32_t line, std::uint64_t max_rows) {
        m_at = from;
        m_line = line;
        while (m_at < m_text.size()) {
            if (m_table.row_count() >= max_rows) {
                return false;
            }
            read_row();
        }
        return true;
    }

private:
    bool at_end_of_line() const {
        return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r';
    }
    bool ends_cell(std::size_t at) const {
        return at >= m_text.size() || m_ends.at(static_cast<unsigned char>(m_text[at]));
    }

    void read_row() {
        const std::uint32_t line = m_line;
        m_column = 1;
        if (!at_end_of_line()) {
            read_cell();
            while (m_at < m_text.size() && m_text[m_at] == m_separator) {
                ++m_at;
                ++m_column;
                read_cell();
            }
        }
        m_at = after_line_end(m_at);
        ++m_line;
        m_table.close_row(line);
    }

    std::size_t after_line_end(std::size_t at) const {
        if (at < m_text.size() && m_text[at] == '\r') {
            ++at;
            return at < m_text.size() && m_text[at] == '\n' ? at + 1 : at;
        }
        return at < m_text.size() ? at + 1 : at;
    }

    void read_cell() {
        if (m_at < m_text.size() && m_text[m_at] == '"' && read_quoted()) {
            return;
        }
        const std::size_t start = m_at;
        const auto* text = m_text.data();
        std::size_t at = start;
        while (at < m_text.size() && !m_ends[static_cast<unsigned char>(text[at])]) {
            ++at;
        }
        m_at = at;
        m_table.add_cell(m_text.substr(start, at - start));
    }

    /// \pre A quote stands at m_at. \returns false when it is not closed: it is a character then.
    bool read_quoted() {
        const std::uint32_t line = m_line;
        const auto closing = find_closing(m_at + 1);
        if (!closing) {
            m_remarks.add(
                line,
                Message(MessageId::kCsvUnclosedQuote, {std::int64_t{line}, std::int64_t{m_column}}),
                true);
            return false;
        }
        const auto content = m_text.substr(m_at + 1, *closing - m_at - 1);
        if (content.find('"') == std::string_view::npos) {
            m_table.add_cell(content);
        } else {
            m_table.add_cell(undoubled(content));
        }
        count_lines(content);
        m_at = *closing + 1;
        if (m_stray) {
            m_remarks.add(
                line,
                Message(MessageId::kCsvStrayQuote, {std::int64_t{line}, std::int64_t{m_column}}),
                false);
        }
        return true;
    }

    /// The quote that closes the cell whose text starts at \p from. One that is followed by
    /// something else than the end of the cell may be a quote inside the text, but only on the
    /// first line: later it is the opening quote of another cell, and ours was never closed.
    std::optional<std::size_t> find_closing(std::size_t from) {
        m_stray = false;
        std::size_t at = m_text.find('"', from);
        std::size_t line_end = std::string_view::npos;
        while (at != std::string_view::npos) {
            if ((m_one_line && at > end_of_first_line(from, line_end)) || at - from > m_reach) {
                break;
            }
            if (ends_cell(at + 1)) {
                return at;
            }
            if (m_text[at + 1] == '"') {
                at = m_text.find('"', at + 2);
                continue;
            }
            if (at > end_of_first_line(from, line_end)) {
                break;
            }
            m_stray = true;
            at = m_text.find('"', at + 1);
        }
        // When nothing closes any more, the whole rest is not searched each time.
        m_one_line = m_one_line || at == std::string_view::npos;
        wasted(std::min(at, m_text.size()) - from);
        return std::nullopt;
    }

    std::size_t end_of_first_line(std::size_t from, std::size_t& known) const {
        if (known == std::string_view::npos) {
            const auto window = m_text.substr(from, m_reach);
            known = from + std::min(window.find_first_of("\r\n"), window.size());
        }
        return known;
    }

    /// A hostile file could make each row search far in vain; real ones have a few such rows.
    void wasted(std::size_t bytes) {
        m_wasted += bytes;
        if (m_wasted > 4 * m_text.size() + 65536) {
            m_reach = 256;
        }
    }

    const std::string& undoubled(std::string_view content) {
        m_scratch.clear();
        for (std::size_t i = 0; i < content.size(); ++i) {
            m_scratch += content[i];
            if (content[i] == '"' && i + 1 < content.size() && content[i + 1] == '"') {
                ++i;
            }
        }
        return m_scratch;
    }

    void count_lines(std::string_view content) {
        for (auto at = content.find_first_of("\r\n"); at != std::string_view::npos;
             at = content.find_first_of("\r\n", at)) {
            at += content.substr(at, 2) == "\r\n" ? 2U : 1U;
            ++m_line;
        }
    }

    std::string_view m_text;
    char m_separator;
    RawTable& m_table;
    RemarkList& m_remarks;
    std::array<bool, 256> m_ends{};
    std::size_t m_at = 0;
    std::uint32_t m_line = 1;
    std::uint32_t m_column = 1;
    bool m_stray = false;
    bool m_one_line = false;
    std::size_t m_wasted = 0;
    std::size_t m_reach = std::string_view::npos;  ///< How far a closing quote is looked for.
    std::string m_scratch;
};

/// "sep=;" is what Excel writes and reads to name the separator.
std::optional<char> declared_separator(std::string_view text) {
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const auto bare = line.size() >= 2 && line.front() == '"' && line.back() == '"'
                          ? line.substr(1, line.size() - 2)
                          : line;
    const bool declared = bare.size() == 5 && fold(bare.substr(0, 3)) == "sep" && bare[3] == '=' &&
                          std::string_view(";,\t|:").find(bare[4]) != std::string_view::npos;
    return declared ? std::optional<char>(bare[4]) : std::nullopt;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n;,|\"") == std::string_view::npos;
}

}  // namespace

Result<RawLayer> read_csv(std::string_view bytes, const ReadOptions& options) {
    return read_separated(bytes, options, '\0');
}

Result<RawLayer> read_separated(std::string_view bytes, const ReadOptions& options,
                                char separator) {
    if (bytes.size() > options.max_bytes) {
        return too_large("CSV", options.max_bytes);
    }
    RawLayer layer;
    RemarkList remarks(layer.table.remarks);
    CsvText csv;
    decode_csv(bytes, options.encoding, csv, remarks);
    auto text = csv.text;
    while (!text.empty() && text.back() == '\x1A') {
        text.remove_suffix(1);  // end of file of MS-DOS
    }
    if (is_blank(text)) {
        return Error{Error::Code::kFormat, Message(MessageId::kFileBlank), {}};
    }
    if (text.size() > 0xFFFF'FFF0U) {
        return too_large("CSV", options.max_bytes);
    }
    std::size_t start = 0;
    std::uint32_t line = 1;
    const auto declared = separator != '\0' ? std::nullopt : declared_separator(text);
    if (declared) {
        start = std::min(text.find_first_of("\r\n"), text.size());
        start += text.substr(start, 2) == "\r\n" ? 2U : 1U;
        line = 2;
    }
    auto& table = layer.table;
    table.encoding = csv.encoding;
    table.separator = separator;
    if (separator == '\0') {
        table.separator = declared ? *declared : find_separator(text);
    }
    table.reserve(text.size() / 64, text.size() / 6, text.size());
    CsvParser parser(text, table.separator, table, remarks);
    if (!parser.run(start, line, options.max_rows)) {
        return too_many_rows(options.max_rows);
    }
    remarks.finish();
    return layer;
}

}  // namespace maillage::io
