// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A table as it stands in a file: text cells, nothing judged.

#include "base/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// Rows of text cells in one block of memory. Rows may have different lengths; a cell past the
/// end of its row is empty. A spreadsheet or CSV has no field_names: which row is the header is
/// judged by reconcile. A layer (GeoPackage, Shapefile, GeoJSON) has them.
class RawTable {
public:
    std::string layer;                     ///< Sheet or layer name; empty for CSV.
    std::vector<std::string> field_names;  ///< Of a layer; empty for CSV and sheets.
    std::string encoding;   ///< "UTF-8", "Windows-1252"…; empty where it means nothing.
    char separator = '\0';  ///< Of a CSV.
    /// What the reader had to do or could not read (NUL bytes, unclosed quote…), by line.
    struct Remark {
        std::uint32_t line = 0;
        Message message;
        bool is_error = false;
    };
    std::vector<Remark> remarks;

    std::size_t row_count() const noexcept { return m_row_start.size() - 1; }
    std::size_t cell_count(std::size_t row) const {
        return m_row_start[row + 1] - m_row_start[row];
    }
    std::string_view cell(std::size_t row, std::size_t column) const {
        const auto i = m_row_start[row] + column;
        if (i >= m_row_start[row + 1]) {
            return {};
        }
        return std::string_view(m_text).substr(m_cell_start[i],
                                               m_cell_start[i + 1] - m_cell_start[i]);
    }
    /// 1-based line or row number as the user's own program shows it; feature number for a layer.
    std::uint32_t line(std::size_t row) const { return m_line[row]; }

    // Building: cells, then the row they make.
    void reserve(std::size_t rows, std::size_t cells, std::size_t bytes) {
        m_row_start.reserve(rows + 1);
        m_line.reserve(rows);
        m_cell_start.reserve(cells + 1);
        m_text.reserve(bytes);
    }
    void add_cell(std::string_view text) {
        m_text += text;
        m_cell_start.push_back(static_cast<std::uint32_t>(m_text.size()));
    }
    void close_row(std::uint32_t line) {
        m_row_start.push_back(static_cast<std::uint32_t>(m_cell_start.size() - 1));
        m_line.push_back(line);
    }

private:
    std::string m_text;
    std::vector<std::uint32_t> m_cell_start{0};
    std::vector<std::uint32_t> m_row_start{0};
    std::vector<std::uint32_t> m_line;
};

}  // namespace maillage::io
