// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A table on paper: how wide its columns are and where its cells break.

#include "base/language.hpp"
#include "carto/text_measure.hpp"
#include "io/write.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace maillage::report {

/// Numbers keep their width; what is left goes to the texts, which break into lines.
class TableLayout {
public:
    struct Cell {
        double x = 0.0;  ///< Of its left edge or, where `right`, its right edge.
        bool right = false;
        std::vector<std::string> lines;
    };

    /// \param size Of its text in pixels. \param width All it may take.
    TableLayout(const io::OutputTable& table, double size, double width,
                const carto::TextMeasure& measure, Language language);

    double size() const { return m_size; }
    double width() const { return m_width; }  ///< What it takes.
    double padding() const { return 0.35 * m_size; }
    double head_height() const { return height_of(m_head); }
    std::size_t rows() const { return m_heights.size(); }
    double row_height(std::size_t row) const { return m_heights[row]; }
    const std::vector<Cell>& head() const { return m_head; }
    std::vector<Cell> cells(std::size_t row) const;

private:
    double height_of(const std::vector<Cell>& cells) const;
    Cell cell(std::size_t column, const std::string& text, bool bold) const;

    const io::OutputTable& m_table;
    double m_size;
    const carto::TextMeasure& m_measure;
    Language m_language;
    std::vector<bool> m_right;
    std::vector<double> m_left;  ///< Of each column, and the end of the last.
    double m_gap = 0.0;          ///< Between columns.
    double m_width = 0.0;
    std::vector<Cell> m_head;
    std::vector<double> m_heights;
};

}  // namespace maillage::report
