// SPDX-License-Identifier: Apache-2.0
#include "report/table_layout.hpp"

#include "report/document.hpp"
#include "report/pdf_document.hpp"

#include <algorithm>
#include <numeric>

namespace maillage::report {
namespace {

constexpr double kLeading = 1.4;
constexpr double kWideGap = 3.0;
constexpr double kGap = 1.2;     ///< Between columns, in text sizes.
constexpr double kNarrow = 6.0;  ///< A column of texts is never narrower, in text sizes.

/// No column wider than a common limit, none narrower than its least, together \p room wide.
void fit(std::vector<double>& widths, const std::vector<double>& least, double room) {
    const auto limited = [&](double limit) {
        double sum = 0.0;
        for (std::size_t c = 0; c < widths.size(); ++c) {
            sum += std::max(least[c], std::min(widths[c], limit));
        }
        return sum;
    };
    double low = 0.0;
    double high = *std::max_element(widths.begin(), widths.end());
    if (limited(high) <= room) {
        return;
    }
    constexpr int kHalvings = 40;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (limited(middle) <= room ? low : high) = middle;
    }
    // Where even the least is too much all shrink alike, and words break over lines of their own.
    const double shrink = std::min(1.0, room / limited(low));
    for (std::size_t c = 0; c < widths.size(); ++c) {
        widths[c] = shrink * std::max(least[c], std::min(widths[c], low));
    }
}

}  // namespace

TableLayout::TableLayout(const io::OutputTable& table, double size, double width,
                         const carto::TextMeasure& measure, Language language)
    : m_table(table), m_size(size), m_measure(measure), m_language(language) {
    const auto columns = table.columns.size();
    std::vector<double> widths(columns, 0.0);
    std::vector<double> least(columns, 0.0);
    for (std::size_t c = 0; c < columns; ++c) {
        m_right.push_back(right_column(table, c));
        for (const auto& row : table.rows) {
            const auto text = cell_text(row[c], language);
            widths[c] = std::max(widths[c], measure.measure(text, size, false).width);
        }
        const double head = measure.measure(table.columns[c], size, true).width;
        least[c] = m_right[c] ? std::max(widths[c], std::min(head, kNarrow * size))
                              : std::min(std::max(widths[c], head), kNarrow * size);
        widths[c] = std::max({widths[c], std::min(head, 2 * kNarrow * size), least[c]});
    }
    const double gaps = kGap * size * static_cast<double>(columns > 0 ? columns - 1 : 0);
    if (columns > 0) {
        fit(widths, least, width - gaps);
    }
    // Columns of a small table stand a little apart, yet near enough for the eye to follow a row.
    const double taken = std::accumulate(widths.begin(), widths.end(), 0.0);
    m_gap = columns > 1 ? std::clamp((width - taken) / static_cast<double>(columns - 1),
                                     kGap * size, kWideGap * size)
                        : 0.0;
    double x = 0.0;
    for (const double one : widths) {
        m_left.push_back(x);
        x += one + m_gap;
    }
    m_left.push_back(x);
    m_width = x - m_gap;
    for (std::size_t c = 0; c < columns; ++c) {
        m_head.push_back(cell(c, table.columns[c], true));
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        m_heights.push_back(height_of(cells(row)));
    }
}

std::vector<TableLayout::Cell> TableLayout::cells(std::size_t row) const {
    std::vector<Cell> all;
    for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
        all.push_back(cell(c, cell_text(m_table.rows[row][c], m_language), false));
    }
    return all;
}

TableLayout::Cell TableLayout::cell(std::size_t column, const std::string& text, bool bold) const {
    const double width = m_left[column + 1] - m_left[column] - m_gap;
    Cell made;
    made.right = m_right[column];
    made.x = made.right ? m_left[column] + width : m_left[column];
    // A hair wider: the widest text must not break on the rounding of its own width.
    made.lines = lines_of(text, m_size, bold, width + 0.5, m_measure);
    return made;
}

double TableLayout::height_of(const std::vector<Cell>& cells) const {
    std::size_t lines = 1;
    for (const auto& one : cells) {
        lines = std::max(lines, one.lines.size());
    }
    return 2 * padding() + m_size * (1.0 + kLeading * static_cast<double>(lines - 1)) +
           0.3 * m_size;
}

}  // namespace maillage::report
