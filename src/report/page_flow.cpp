// SPDX-License-Identifier: Apache-2.0
#include "report/page_flow.hpp"

#include "base/pack_messages.hpp"
#include "report/figures.hpp"
#include "report/no_paper.hpp"
#include "report/pdf_document.hpp"
#include "report/table_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace maillage::report {
namespace {

constexpr double kLeading = 1.4;  ///< Line height over text size.
constexpr carto::Color kWhite = carto::rgb(0xFFFFFF);
/// Text sizes that a curve needs at least: where the page has less, it begins the next one.
constexpr double kLeastFigure = 11.0;
/// Text sizes of a section over that of the page: the largest at which a few lines do not take a
/// page of their own, nor a third of its pages is spent on nothing else than larger text.
constexpr auto kTextShares = std::to_array<double>({1.0, 0.94, 0.88, 0.82});
/// A last page filled less than this is a few lines.
constexpr double kFewLines = 0.4;
constexpr double kBetweenColumns = 2.5;  ///< Text sizes, where a table goes on beside itself.

/// A tag for the time of a scope.
class Tagged {
public:
    Tagged(Paper& paper, const char* name) : m_paper(paper), m_name(name) {
        m_paper.begin_tag(name);
    }
    ~Tagged() { m_paper.end_tag(m_name); }
    Tagged(const Tagged&) = delete;
    Tagged& operator=(const Tagged&) = delete;
    Tagged(Tagged&&) = delete;
    Tagged& operator=(Tagged&&) = delete;

private:
    Paper& m_paper;
    const char* m_name;
};

class PageFlow {
public:
    PageFlow(const Document& document, const Charter& charter, const PageFormat& format,
             const carto::TextMeasure& measure, const PageNumbers& known, Paper& paper)
        : m_document(document),
          m_charter(charter),
          m_format(format),
          m_measure(measure),
          m_known(known),
          m_paper(paper) {}

    PageNumbers run() && {
        cover();
        for (const auto& one : m_document.sections) {
            const auto at = m_made.section.size();
            m_made.section.push_back(m_made.pages + 1);
            m_made.text_share.push_back(at < m_known.text_share.size() ? m_known.text_share[at]
                                                                       : fitting_share(one));
            lay_out(one, m_made.text_share.back());
        }
        return std::move(m_made);
    }

private:
    void lay_out(const Section& section, double text_share) {
        m_section = &section;
        m_body = text_share * m_format.text_size;
        m_continued = false;
        begin_page();
        for (const auto& block : section.blocks) {
            std::visit([this](const auto& b) { add(b); }, block);
        }
        end_page();
    }
    double fitting_share(const Section& section) const {
        std::size_t pages = 0;
        bool few_lines = false;
        for (const double share : kTextShares) {
            NoPaper nothing;
            PageFlow trial(m_document, m_charter, m_format, m_measure, {}, nothing);
            trial.lay_out(section, share);
            const auto made = trial.m_made.pages;
            if (pages == 0) {
                pages = made;
                few_lines = trial.m_y - trial.m_top < kFewLines * (trial.m_bottom - trial.m_top);
                if (pages == 1) {
                    break;
                }
            } else if ((few_lines && made < pages) || 3 * made <= 2 * pages) {
                return share;
            }
        }
        return kTextShares.front();
    }

    double small() const { return 0.8 * m_format.text_size; }
    double width() const { return m_format.width - 2 * m_format.margin; }
    double left() const { return m_format.margin; }

    void text(const std::string& words, double x, double base, double size, carto::Color color,
              bool bold = false, carto::Align align = carto::Align::kLeft) {
        carto::Text one;
        one.text = words;
        one.size = static_cast<float>(size);
        one.bold = bold;
        one.align = align;
        one.color = color;
        m_paper.canvas().text(one, {x, base});
    }
    void rule(const carto::Rect& line, carto::Color color) {
        m_paper.canvas().fill(rectangle(line, 0.0), color);
    }
    /// Lines from m_y on, which ends below them; goes on on the next page where one is full.
    void lines(std::string_view words, double size, carto::Color color, bool bold,
               double indent = 0.0) {
        for (const auto& line : lines_of(words, size, bold, width() - indent, m_measure)) {
            need(kLeading * size);
            text(line, left() + indent, m_y + size, size, color, bold);
            m_y += kLeading * size;
        }
    }

    /// A new sheet in the colour of the charter.
    void new_sheet() {
        m_paper.begin_page();
        ++m_made.pages;
        if (m_charter.ground != kWhite) {
            m_paper.canvas().fill(rectangle({0.0, 0.0, m_format.width, m_format.height}, 0.0),
                                  m_charter.ground);
        }
    }

    void begin_page() {
        new_sheet();
        m_y = m_format.margin;
        // Sources above the footer, wherever the section ends.
        const auto note = lines_of(m_section->note, small(), false, width(), m_measure);
        m_bottom = m_format.height - m_format.margin - 1.4 * small();
        for (auto line = note.rbegin(); line != note.rend(); ++line) {
            text(*line, left(), m_bottom, small(), m_charter.quiet);
            m_bottom -= 1.3 * small();
        }
        m_bottom -= 0.6 * small();
        footer();
        heading();
    }

    void heading() {
        const auto title = m_continued
                               ? render({pack::kContinued, {m_section->title}}, m_document.language)
                               : m_section->title;
        const double size = 1.7 * m_format.text_size;
        {
            const Tagged tag(m_paper, "H1");
            for (const auto& line : lines_of(title, size, true, width(), m_measure)) {
                text(line, left(), m_y + size, size, m_charter.ink, true);
                m_y += 1.25 * size;
            }
        }
        {
            const Tagged tag(m_paper, "P");
            text(m_section->subject, left(), m_y + m_format.text_size, m_format.text_size,
                 m_charter.quiet);
        }
        m_y += 2.2 * m_format.text_size;
        if (!m_continued) {
            m_paper.outline(m_section->subject);
        }
        m_continued = true;
        m_top = m_y;
    }

    void footer() {
        const double base = m_format.height - m_format.margin + 1.2 * small();
        rule({left(), m_format.height - m_format.margin - 0.4 * small(), width(), 1.0},
             m_charter.rule);
        text(m_document.mode, left(), base, small(), m_charter.target, true);
        const double mode = m_measure.measure(m_document.mode, small(), true).width;
        const auto page = render(
            {pack::kPageOf,
             {static_cast<std::int64_t>(m_made.pages), static_cast<std::int64_t>(m_known.pages)}},
            m_document.language);
        text(page, left() + width(), base, small(), m_charter.quiet, false, carto::Align::kRight);
        // Beside the mode where there is room, else below it; the charter's words below both.
        const double start = left() + mode + 2 * small();
        const double end =
            left() + width() - m_measure.measure(page, small(), false).width - small();
        const bool beside =
            start + m_measure.measure(m_document.footer, small(), false).width <= end;
        if (beside) {
            text(m_document.footer, start, base, small(), m_charter.quiet);
        }
        double y = base;
        for (const auto& words : {beside ? std::string() : m_document.footer, m_charter.footer}) {
            for (const auto& line : lines_of(words, small(), false, width(), m_measure)) {
                y += 1.3 * small();
                text(line, left(), y, small(), m_charter.quiet);
            }
        }
    }

    void end_page() { m_paper.end_page(); }

    /// A new page where \p height does not fit on this one, unless nothing stands on it yet.
    void need(double height) {
        if (m_y + height > m_bottom && m_y > m_top) {
            end_page();
            begin_page();
        }
    }
    void gap() { m_y += 0.7 * m_body; }

    void cover() {
        new_sheet();
        const double size = m_format.text_size;
        m_paper.canvas().fill(rectangle({0.0, 0.0, 0.4 * m_format.margin, m_format.height}, 0.0),
                              m_charter.primary);
        m_y = m_format.height * 0.2;
        service();
        {
            const Tagged tag(m_paper, "H1");
            for (const auto& line :
                 lines_of(m_document.title, 3 * size, true, width(), m_measure)) {
                text(line, left(), m_y + 3 * size, 3 * size, m_charter.primary, true);
                m_y += 3.6 * size;
            }
        }
        m_y += size;
        for (const auto& line :
             lines_of(m_document.subtitle, 1.3 * size, false, width(), m_measure)) {
            text(line, left(), m_y + 1.3 * size, 1.3 * size, m_charter.quiet);
            m_y += 1.9 * size;
        }
        m_y += 0.6 * size;
        text(m_document.mode, left(), m_y + 1.1 * size, 1.1 * size, m_charter.target, true);
        m_y += 4 * size;
        contents();
        footer();
        m_paper.end_page();
    }

    /// Whose document it is: logo and name, above the title.
    void service() {
        const double size = m_format.text_size;
        const double above = m_y - 0.8 * size;
        if (!m_charter.service.empty()) {
            const Tagged tag(m_paper, "P");
            text(m_charter.service, left(), above, 1.1 * size, m_charter.ink, true);
        }
        if (const auto* logo = m_charter.logo.get()) {
            const double room = above - 1.6 * size - 0.5 * m_format.margin;
            const double shrink = std::min({1.0, room / logo->height, 0.5 * width() / logo->width});
            const carto::Rect box{logo->right ? left() + width() - shrink * logo->width : left(),
                                  above - 1.6 * size - shrink * logo->height, shrink * logo->width,
                                  shrink * logo->height};
            const Tagged tag(m_paper, "Figure");
            m_paper.logo(*logo, box);
        }
    }

    /// One line for each section; closer together, and then in two columns, where they would reach
    /// the footer.
    void contents() {
        const double size = m_format.text_size;
        const auto all = m_document.sections.size();
        const double end = m_format.height - m_format.margin - 1.2 * small();
        const auto leading = [&](std::size_t rows) {
            return std::min(1.7 * size, (end - m_y) / static_cast<double>(rows));
        };
        const bool in_two = leading(std::max<std::size_t>(1, all)) < kLeading * size;
        const auto rows = std::max<std::size_t>(1, in_two ? (all + 1) / 2 : all);
        const double apart = 3 * size;
        const double room = in_two ? (width() - apart) / 2 : std::min(width(), 46 * size);
        for (std::size_t i = 0; i < all; ++i) {
            const Tagged tag(m_paper, "P");
            const auto column = i / rows;
            const double x = left() + static_cast<double>(column) * (room + apart);
            const double base = m_y + static_cast<double>(i % rows) * leading(rows) + size;
            text(m_document.sections[i].subject, x, base, size, m_charter.ink);
            if (i < m_known.section.size()) {
                text(std::to_string(m_known.section[i]), x + room, base, size, m_charter.quiet,
                     false, carto::Align::kRight);
            }
        }
    }

    void add(const Paragraph& block) {
        const Tagged tag(m_paper, "P");
        lines(block.text, m_body, m_charter.ink, false);
        gap();
    }

    void add(const BulletList& block) {
        const double size = m_body;
        for (const auto& item : block.items) {
            need(kLeading * size);
            text("\u2022", left() + 0.2 * size, m_y + size, size, m_charter.primary, true);
            const Tagged tag(m_paper, "P");
            lines(item, size, m_charter.ink, false, 1.2 * size);
            m_y += 0.25 * size;
        }
        gap();
    }

    /// Columns as wide as their figures need, then all a little wider.
    std::vector<double> figure_widths(const KeyFigures& block, double large) const {
        std::vector<double> widths;
        for (const auto& one : block.figures) {
            const double value = m_measure.measure(one.value, large, true).width;
            const double label = m_measure.measure(one.label, small(), false).width;
            widths.push_back(std::max({value, label, 7.5 * m_body}) + 2.0 * m_body);
        }
        return widths;
    }
    void add(const KeyFigures& block) {
        const double size = m_body;
        double large = 2.6 * size;
        auto widths = figure_widths(block, large);
        const auto whole = [&] { return std::accumulate(widths.begin(), widths.end(), 0.0); };
        for (; whole() > width() && large > 1.3 * size; large -= 0.1 * size) {
            widths = figure_widths(block, large);
        }
        const double spare = std::max(0.0, width() - whole()) /
                             static_cast<double>(std::max<std::size_t>(1, widths.size()));
        const double height = 2 * kLeading * size + 1.25 * large + 2 * kLeading * small();
        need(height);
        double x = left();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto& one = block.figures[i];
            const Tagged tag(m_paper, "P");
            text(one.label, x, m_y + size, small(), m_charter.quiet);
            text(one.value, x, m_y + kLeading * size + large, large, m_charter.primary, true);
            double y = m_y + kLeading * size + 1.25 * large + small();
            const double room = widths[i] + spare - size;
            for (const auto& line : lines_of(one.detail, small(), false, room, m_measure)) {
                text(line, x, y, small(), m_charter.quiet);
                y += kLeading * small();
            }
            x += widths[i] + spare;
        }
        m_y += height;
    }

    /// A figure of at least \p least pixels, as high as \p wanted where the page has the room.
    template <typename Draw>
    void figure(double wanted, double least, const Draw& draw) {
        need(least);
        const double height = std::clamp(m_bottom - m_y, least, wanted);
        {
            const Tagged tag(m_paper, "Figure");
            draw(FigureArea{{left(), m_y, width(), height}, m_body});
        }
        m_y += height;
        gap();
    }
    void add(const Gauge& block) {
        figure(gauge_height(m_body), gauge_height(m_body), [&](const FigureArea& area) {
            draw_gauge(m_paper.canvas(), block, area, m_charter);
        });
    }
    void add(const Curve& block) {
        figure(curve_height(width(), m_body), kLeastFigure * m_body, [&](const FigureArea& area) {
            draw_curve(m_paper.canvas(), block, area, m_charter, m_measure, m_document.language);
        });
    }
    void add(const FrontierCurve& block) {
        figure(curve_height(width(), m_body), kLeastFigure * m_body, [&](const FigureArea& area) {
            draw_frontier(m_paper.canvas(), block, area, m_charter, m_document.language);
        });
    }
    void add(const MapBlock& block) {
        need(block.scene->height);
        {
            const Tagged tag(m_paper, "Figure");
            m_paper.map(*block.scene, {left(), m_y});
        }
        m_y += block.scene->height;
        gap();
    }

    void add(const TableBlock& block) {
        if (block.table.rows.empty()) {
            add(Paragraph{block.empty});
            return;
        }
        const TableLayout layout(block.table, 0.9 * m_body, width(), m_measure,
                                 m_document.language);
        need(kLeading * m_body + layout.head_height() + layout.row_height(0));
        {
            const Tagged tag(m_paper, "P");
            lines(block.caption, m_body, m_charter.ink, true);
        }
        const auto rows = block.table.rows.size();
        for (std::size_t row = 0; row < rows;) {
            if (row > 0) {
                end_page();
                begin_page();
            }
            // Beside itself where it is narrow.
            const double top = m_y;
            const auto most = rows_of_column(layout, row);
            double lowest = top;
            for (std::size_t column = 0; row < rows && column < columns_of(layout); ++column) {
                const double x =
                    left() + static_cast<double>(column) * (layout.width() + between_columns());
                m_y = top;
                table_head(layout, x);
                const auto first = row;
                do {
                    table_row(layout, layout.cells(row), x, "TD", m_charter.ink, false);
                    m_y += layout.row_height(row++);
                    rule({x, m_y - 1.0, layout.width(), 0.7}, m_charter.rule);
                } while (row < rows && row - first < most &&
                         m_y + layout.row_height(row) <= m_bottom);
                lowest = std::max(lowest, m_y);
            }
            m_y = lowest;
        }
        gap();
    }
    double between_columns() const { return kBetweenColumns * m_body; }
    std::size_t columns_of(const TableLayout& layout) const {
        const double all = (width() + between_columns()) / (layout.width() + between_columns());
        return static_cast<std::size_t>(std::max(1.0, std::floor(all)));
    }
    /// As many rows in each column as in the next, of the fewest columns in which all that are left
    /// stand on the page; all where they do not.
    std::size_t rows_of_column(const TableLayout& layout, std::size_t from) const {
        const auto left_over = layout.rows() - from;
        for (std::size_t used = 1; used <= columns_of(layout); ++used) {
            const auto most = (left_over + used - 1) / used;
            double highest = 0.0;
            for (std::size_t first = from; first < layout.rows(); first += most) {
                double height = layout.head_height();
                for (auto row = first; row < std::min(first + most, layout.rows()); ++row) {
                    height += layout.row_height(row);
                }
                highest = std::max(highest, height);
            }
            if (m_y + highest <= m_bottom) {
                return most;
            }
        }
        return left_over;
    }
    void table_head(const TableLayout& layout, double x) {
        m_paper.canvas().fill(rectangle({x, m_y, layout.width(), layout.head_height()}, 0.0),
                              m_charter.tint);
        table_row(layout, layout.head(), x, "TH", m_charter.quiet, true);
        m_y += layout.head_height();
        rule({x, m_y - 1.0, layout.width(), 1.0}, m_charter.quiet);
    }
    void table_row(const TableLayout& layout, const std::vector<TableLayout::Cell>& cells, double x,
                   const char* name, carto::Color color, bool bold) {
        for (const auto& cell : cells) {
            const Tagged tag(m_paper, name);
            double base = m_y + layout.padding() + layout.size();
            for (const auto& line : cell.lines) {
                text(line, x + cell.x, base, layout.size(), color, bold,
                     cell.right ? carto::Align::kRight : carto::Align::kLeft);
                base += kLeading * layout.size();
            }
        }
    }

    const Document& m_document;
    const Charter& m_charter;
    const PageFormat& m_format;
    const carto::TextMeasure& m_measure;
    const PageNumbers& m_known;
    Paper& m_paper;
    PageNumbers m_made;
    const Section* m_section = nullptr;
    bool m_continued = false;            ///< The section has a page already.
    double m_body = m_format.text_size;  ///< Text size of the blocks of the section.
    double m_y = 0.0;
    double m_top = 0.0;     ///< Below the heading.
    double m_bottom = 0.0;  ///< Above the sources.
};

}  // namespace

PageNumbers flow(const Document& document, const Charter& charter, const PageFormat& format,
                 const carto::TextMeasure& measure, const PageNumbers& known, Paper& paper) {
    return PageFlow(document, charter, format, measure, known, paper).run();
}

}  // namespace maillage::report
