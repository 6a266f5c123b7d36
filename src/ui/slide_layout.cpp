// SPDX-License-Identifier: Apache-2.0
#include "ui/slide_layout.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace maillage::ui {
namespace {

constexpr double kHeight = 720.0;
/// A window narrower than 4:3 makes everything smaller rather than the map vanish.
constexpr double kLeastWidth = 960.0;

constexpr double kMargin = 56.0;
constexpr double kTop = 36.0;
constexpr double kColumn = 372.0;
constexpr double kAboveFigure = 20.0;
constexpr double kGauge = 360.0;
constexpr double kGaugeHeight = 26.0;  ///< With the tick of the target.
constexpr double kMapGap = 8.0;        ///< Between the left column and the map, which fades there.
constexpr double kFootEdge = 22.0;     ///< Below the last line of the foot.
constexpr double kBadge = 150.0;
constexpr double kNumber = 320.0;
constexpr double kStripEdges = 28.0;  ///< Of the notes, above and below.
constexpr double kNoteLeading = 26.0;
constexpr double kSmallestLegend = 0.6;
/// The figure where the legend would have no room beside a large one.
constexpr double kLittleFigure = 0.6;
constexpr std::size_t kMostFootLines = 6;
constexpr std::size_t kMostNoteLines = 4;

/// Of a line; digits have nothing below them.
double height_of(double size) { return size * (size > kSlideTitleSize ? 1.1 : 1.25); }

class Slide {
public:
    Slide(const SlideText& text, double width, double height, const carto::TextMeasure& measure)
        : m_text(text), m_width(width), m_height(height), m_measure(measure) {}

    SlideLayout run(double legend_width, double legend_height) {
        notes();
        const double foot = foot_lines();
        const double below_title = head();
        const auto head_lines = m_layout.lines.size();
        left_column(below_title, foot, 1.0);
        if (legend_height > 0.0 && legend_room(foot - 14.0) < kSmallestLegend * legend_height) {
            m_layout.lines.resize(head_lines);
            m_layout.gauge = {};
            left_column(below_title, foot, kLittleFigure);
        }
        legend(legend_width, legend_height, foot - 14.0);
        const double left = kMargin + kColumn + kMapGap;
        m_layout.map = {left, below_title, std::max(1.0, m_width - left),
                        std::max(1.0, foot - 6.0 - below_title)};
        m_layout.mode = {m_width - kMargin - kBadge, kTop - 18.0, kBadge, 24.0};
        m_layout.timer = {m_width - kMargin - kBadge, foot - 12.0 - height_of(kSlideTitleSize),
                          kBadge, height_of(kSlideTitleSize)};
        return std::move(m_layout);
    }

private:
    double width_of(std::string_view text, double size, bool bold) const {
        return m_measure.measure(text, size, bold).width;
    }

    /// Lines of at most \p width, broken at ordinary spaces; the last of \p most ends with "…"
    /// where there is more.
    std::vector<std::string> wrap(std::string_view text, double size, bool bold, double width,
                                  std::size_t most) const {
        std::vector<std::string> lines;
        std::size_t at = 0;
        while (most > 0 && at < text.size()) {
            auto end = text.find_first_of(" \n", at);
            end = end == std::string_view::npos ? text.size() : end;
            const auto word = text.substr(at, end - at);
            const bool breaks = at > 0 && text[at - 1] == '\n';
            const auto longer =
                lines.empty() ? std::string(word) : lines.back() + ' ' + std::string(word);
            if (!lines.empty() && !breaks && width_of(longer, size, bold) <= width) {
                lines.back() = longer;
            } else {
                lines.emplace_back(word);
            }
            at = end + 1;
        }
        if (lines.size() > most) {
            lines.resize(most);
            lines.back() += " …";
        }
        for (auto& line : lines) {
            shorten(line, size, bold, width);
        }
        return lines;
    }

    void shorten(std::string& line, double size, bool bold, double width) const {
        static constexpr std::string_view kDots = "…";
        if (width_of(line, size, bold) <= width) {
            return;
        }
        while (!line.empty() && width_of(line + std::string(kDots), size, bold) > width) {
            auto last = line.size() - 1;
            while (last > 0 && (static_cast<unsigned char>(line[last]) & 0xC0U) == 0x80U) {
                --last;  // All bytes of a letter.
            }
            line.resize(last);
        }
        line += kDots;
    }

    /// \returns Where the next line begins.
    double put(const std::vector<std::string>& lines, double x, double y, double size, bool bold,
               SlideInk ink, double leading) {
        for (const auto& line : lines) {
            const double width = width_of(line, size, bold);
            m_layout.lines.push_back({line, size, bold, ink, {x, y, width, height_of(size)}});
            y += leading;
        }
        return y;
    }

    /// Takes the strip of notes off the slide's height.
    void notes() {
        if (!m_text.with_notes) {
            return;
        }
        const auto lines =
            wrap(m_text.notes, kSlideSmallSize, false, m_width - 2 * kMargin, kMostNoteLines);
        const double strip = kStripEdges + static_cast<double>(lines.size()) * kNoteLeading;
        m_height -= strip;
        m_layout.strip = {0.0, m_height, m_width, strip};
        put(lines, kMargin, m_height + 16.0, kSlideSmallSize, false, SlideInk::kInk, kNoteLeading);
    }

    /// Sources, and after a line break the notices, which are never cut for them.
    /// \returns The top of the foot.
    double foot_lines() {
        const double leading = 17.0;
        const double room = m_width - 2 * kMargin - kNumber - 24.0;
        const std::string_view foot = m_text.foot;
        const auto end = std::min(foot.find('\n'), foot.size());
        const auto notices = wrap(foot.substr(std::min(end + 1, foot.size())), kSlideFootSize,
                                  false, room, kMostFootLines - 1);
        auto lines =
            wrap(foot.substr(0, end), kSlideFootSize, false, room, kMostFootLines - notices.size());
        lines.insert(lines.end(), notices.begin(), notices.end());
        const double rows = std::max(1.0, static_cast<double>(lines.size()));
        const double top = m_height - kFootEdge - rows * leading;
        put(lines, kMargin, top, kSlideFootSize, false, SlideInk::kSecondary, leading);
        auto number = m_text.number;
        shorten(number, kSlideFootSize, false, kNumber);
        const double width = width_of(number, kSlideFootSize, false);
        put({number}, m_width - kMargin - width, m_height - kFootEdge - leading, kSlideFootSize,
            false, SlideInk::kSecondary, leading);
        return top;
    }

    /// \returns Where what stands below begins.
    double head() {
        const double width = m_width - 2 * kMargin - kBadge - 20.0;
        double y = put(wrap(m_text.title, kSlideTitleSize, true, width, 2), kMargin, kTop,
                       kSlideTitleSize, true, SlideInk::kInk, 48.0);
        y = put(wrap(m_text.place, kSlideTextSize, false, width, 1), kMargin, y + 6.0,
                kSlideTextSize, false, SlideInk::kSecondary, 28.0);
        y = put(wrap(m_text.trying, kSlideSmallSize, true, m_width - 2 * kMargin, 1), kMargin, y,
                kSlideSmallSize, true, SlideInk::kTarget, 24.0);
        return y + 2.0;
    }

    void left_column(double top, double foot, double share_of_figure) {
        m_column_end = top;
        if (!m_text.figure.empty()) {
            // A whole interval is wider than a rate.
            const double whole = width_of(m_text.figure, kSlideFigureSize, true);
            const double size =
                kSlideFigureSize * std::min(share_of_figure, kColumn / std::max(whole, 1.0));
            m_column_end = put({m_text.figure}, kMargin, top + kAboveFigure, size, true,
                               SlideInk::kPrimary, height_of(size) + 2.0);
        }
        column(m_text.sentence, kSlideTextSize, SlideInk::kInk, 28.0, 4, foot);
        m_column_end += 4.0;
        column(m_text.note, kSlideSmallSize, SlideInk::kSecondary, 24.0, 3, foot);
        if (m_text.gauge && m_column_end + 12.0 + kGaugeHeight < foot) {
            m_layout.gauge = {kMargin, m_column_end + 12.0, kGauge, kGaugeHeight};
            m_column_end = m_layout.gauge.bottom() + 8.0;
        }
        column(m_text.target, kSlideSmallSize, SlideInk::kSecondary, 25.0, 3, foot);
    }

    /// A paragraph of the left column, where there is room for it.
    void column(const std::string& text, double size, SlideInk ink, double leading,
                std::size_t most, double foot) {
        const double room = foot - m_column_end;
        const auto fits = static_cast<std::size_t>(std::max(0.0, room / leading));
        m_column_end = put(wrap(text, size, false, kColumn, std::min(most, fits)), kMargin,
                           m_column_end, size, false, ink, leading);
    }

    double legend_room(double bottom) const { return bottom - (m_column_end + 18.0); }

    void legend(double width, double height, double bottom) {
        if (width <= 0.0 || height <= 0.0) {
            return;
        }
        const double scale = std::min({1.0, kColumn / width, legend_room(bottom) / height});
        if (scale < kSmallestLegend) {
            return;
        }
        m_layout.legend_scale = scale;
        m_layout.legend = {kMargin, bottom - scale * height, scale * width, scale * height};
    }

    const SlideText& m_text;
    double m_width;
    double m_height;
    const carto::TextMeasure& m_measure;
    SlideLayout m_layout;
    double m_column_end = 0.0;
};

}  // namespace

double slide_scale(double width, double height) {
    return std::max(0.25, std::min(height / kHeight, width / kLeastWidth));
}

SlideLayout lay_out_slide(const SlideText& text, double legend_width, double legend_height,
                          double width, double height, const carto::TextMeasure& measure) {
    return Slide(text, width, height, measure).run(legend_width, legend_height);
}

}  // namespace maillage::ui
