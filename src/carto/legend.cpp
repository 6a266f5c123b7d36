// SPDX-License-Identifier: Apache-2.0
#include "carto/legend.hpp"

#include "base/access_screen_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/isochrones.hpp"
#include "carto/outlines.hpp"
#include "carto/round_numbers.hpp"
#include "carto/titles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace maillage::carto {
namespace {

constexpr double kPadding = 12.0;
constexpr double kRow = 19.0;
constexpr double kSwatchWidth = 20.0;
constexpr double kSwatchHeight = 13.0;
constexpr double kTextLeft = 30.0;
constexpr double kEntryWidth = 150.0;

class LegendWriter {
public:
    LegendWriter(const Pen& pen, Block& block) : m_pen(pen), m_block(block) {
        m_y = pen.px(kPadding);
    }

    void heading(const std::string& words) {
        if (m_y > m_pen.px(kPadding)) {
            m_y += m_pen.px(9.0);
        }
        const TextLook look{12.0, true, Align::kLeft, m_pen.colors.ink, TextRole::kLegendTitle};
        for (const auto& line :
             wrap(m_pen, words, look.size, true, m_pen.px(kEntryWidth + kTextLeft))) {
            text_line(line, m_pen.px(kPadding), look);
        }
        m_y += m_pen.px(3.0);
    }

    void swatch(const AreaStyle& style, const std::string& words, const LineStyle& line = {}) {
        Decoration mark;
        mark.kind = Decoration::Kind::kRect;
        mark.box = {m_pen.px(kPadding), m_y + m_pen.px((kRow - kSwatchHeight) / 2),
                    m_pen.px(kSwatchWidth), m_pen.px(kSwatchHeight)};
        mark.area = style;
        mark.corner = static_cast<float>(m_pen.px(2.0));
        mark.line = line;
        // White on white: paper-coloured samples need an edge.
        if (line.width <= 0.0F && contrast(style.fill, m_pen.colors.panel) < 1.25) {
            mark.line = m_pen.line(m_pen.colors.rule, 1.0);
        }
        m_block.decorations.push_back(mark);
        entry(words, kTextLeft);
    }

    void stroke(const LineStyle& style, const std::string& words) {
        Decoration mark;
        mark.kind = Decoration::Kind::kLine;
        mark.box = {m_pen.px(kPadding), m_y + m_pen.px(kRow / 2), m_pen.px(kSwatchWidth), 0.0};
        mark.line = style;
        m_block.decorations.push_back(mark);
        entry(words, kTextLeft);
    }

    void marker(const LayerLook& look, const std::string& words) {
        const double size = m_pen.px(kMarkerSize);
        Decoration mark;
        mark.kind = Decoration::Kind::kMarker;
        mark.box = {m_pen.px(kPadding + kSwatchWidth / 2) - size / 2,
                    m_y + (m_pen.px(kRow) - size) / 2, size, size};
        mark.area.fill = look.color;
        mark.line = m_pen.line(m_pen.colors.circle_edge, kMarkerEdge);
        mark.shape = look.shape;
        m_block.decorations.push_back(mark);
        entry(words, kTextLeft);
    }

    /// 3 × 3 cells on their corners: rows go up to the left, columns to the right, as said below.
    void diamond(std::span<const AreaStyle> cells, const std::string& left,
                 const std::string& right) {
        constexpr double kSide = 3.0;
        const double cell = m_pen.px(46.0);
        const double middle = m_pen.px(kPadding + (kEntryWidth + kTextLeft) / 2);
        const double top = m_y + m_pen.px(4.0);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<double>(i % 3);
            const auto row = (static_cast<double>(i) - column) / kSide;
            Decoration mark;
            mark.kind = Decoration::Kind::kMarker;
            mark.shape = MarkerShape::kDiamond;
            mark.box = {middle + (column - row - 1) * cell / 2,
                        top + (kSide * 2 - 2 - row - column) * cell / 2, cell, cell};
            mark.area = cells[i];
            mark.line = contrast(cells[i].fill, m_pen.colors.panel) < 1.25
                            ? m_pen.line(m_pen.colors.rule, 1.5)
                            : m_pen.line(m_pen.colors.panel, 1.5);
            m_block.decorations.push_back(mark);
        }
        const TextLook look{11.5, true, Align::kLeft, m_pen.colors.secondary,
                            TextRole::kLegendEntry};
        const double base = top + kSide * cell + m_pen.px(12.0);
        const auto extent = m_pen.measure.measure(right, m_pen.px(look.size), true);
        add(set_text(m_pen, left, {m_pen.px(kPadding), base}, look));
        add(set_text(m_pen, right,
                     {m_pen.px(kPadding + kEntryWidth + kTextLeft) - extent.width, base}, look));
        m_y = base + m_pen.px(9.0);
    }

    void note(const std::string& words) { entry(words, kTextLeft); }

    void small(const std::string& words) {
        const TextLook look{11.0, false, Align::kLeft, m_pen.colors.secondary,
                            TextRole::kLegendEntry};
        m_y += m_pen.px(2.0);
        for (const auto& line :
             wrap(m_pen, words, look.size, false, m_pen.px(kEntryWidth + kTextLeft))) {
            const auto extent = m_pen.measure.measure(line, m_pen.px(look.size), false);
            const double row = m_pen.px(15.0);
            add(set_text(m_pen, line,
                         {m_pen.px(kPadding), m_y + (row + extent.ascent - extent.descent) / 2},
                         look));
            m_y += row;
        }
    }

    /// Sample circles below each other, each with its count.
    void circle(double radius, const Color& color, const LineStyle& edge, double widest,
                const std::string& words) {
        const double row = std::max(m_pen.px(kRow), 2 * radius + m_pen.px(5.0));
        const double middle = m_pen.px(kPadding) + std::max(widest, m_pen.px(kSwatchWidth) / 2);
        Decoration mark;
        mark.kind = Decoration::Kind::kCircle;
        mark.box = {middle - radius, m_y + row / 2 - radius, 2 * radius, 2 * radius};
        mark.area.fill = color;
        mark.line = edge;
        m_block.decorations.push_back(mark);
        const double left =
            std::max(m_pen.px(kTextLeft), middle - m_pen.px(kPadding) + widest + m_pen.px(9.0));
        const TextLook look = entry_look();
        const auto extent = m_pen.measure.measure(words, m_pen.px(look.size), false);
        add(set_text(m_pen, words,
                     {m_pen.px(kPadding) + left, m_y + (row + extent.ascent - extent.descent) / 2},
                     look));
        m_y += row;
    }

    void finish() {
        m_block.height = m_y + m_pen.px(kPadding);
        m_block.width = m_right + m_pen.px(kPadding);
        Decoration panel;
        panel.box = {0.0, 0.0, m_block.width, m_block.height};
        panel.area.fill = m_pen.colors.panel;
        panel.line = m_pen.line(m_pen.colors.rule, 1.0);
        panel.corner = static_cast<float>(m_pen.px(6.0));
        m_block.decorations.insert(m_block.decorations.begin(), panel);
    }

private:
    TextLook entry_look() const {
        return {12.5, false, Align::kLeft, m_pen.colors.ink, TextRole::kLegendEntry};
    }

    void entry(const std::string& words, double left) {
        for (const auto& line :
             wrap(m_pen, words, entry_look().size, false, m_pen.px(kEntryWidth))) {
            text_line(line, m_pen.px(kPadding + left), entry_look());
        }
    }

    void text_line(const std::string& line, double x, const TextLook& look) {
        const auto extent = m_pen.measure.measure(line, m_pen.px(look.size), look.bold);
        const double row = m_pen.px(kRow);
        add(set_text(m_pen, line, {x, m_y + (row + extent.ascent - extent.descent) / 2}, look));
        m_y += row;
    }

    void add(Text text) {
        m_right = std::max(m_right, text.box.right());
        m_block.texts.push_back(std::move(text));
    }

    const Pen& m_pen;
    Block& m_block;
    double m_y = 0.0;
    double m_right = 0.0;
};

std::string say(const Pen& pen, const Message& message) { return render(message, pen.language); }

/// Values of the units in focus.
template <typename Visit>
void each_value(const MapContent& content, const Visit& visit) {
    if (content.by_commune) {
        for (const auto commune : content.focus.communes) {
            visit(content.values[commune.value]);
        }
    } else {
        std::for_each(content.values.begin(), content.values.end(), visit);
    }
}

/// That no timetable tells is not that nothing runs.
MessageId unknown_words(const MapContent& content) {
    return content.access && content.access->way == reach::kByTransit ? reach::kNoData
                                                                      : reach::kTimeUnknown;
}

void write_classes(const Pen& pen, const Dataset& dataset, const MapContent& content,
                   const std::vector<AreaStyle>& styles, LegendWriter& writer) {
    bool unknown = false;
    bool none = false;
    std::optional<std::uint8_t> between;
    each_value(content, [&](const UnitValue& value) {
        unknown = unknown || value.state == UnitValue::State::kUnknown;
        none = none || value.state == UnitValue::State::kNone;
        if (!between && value.state == UnitValue::State::kValue && !content.scale.class_of(value)) {
            between = style_of(content.scale, value);
        }
    });
    for (std::size_t id = content.scale.zero ? 0 : 1; id < content.scale.count(); ++id) {
        const auto words = id > 0 ? class_words(content.scale, id, pen.language)
                                  : say(pen, dataset.partial_contracts ? screen::kMapNoKnownContract
                                                                       : screen::kMapNobodyCovered);
        writer.swatch(styles[kFirstClassStyle + id], words);
    }
    if (between) {
        writer.swatch(styles[*between], say(pen, screen::kMapBetweenClasses));
    }
    const auto of = content.scale.of;
    if (none) {
        writer.swatch(
            styles[kNoneStyle],
            say(pen, of == ClassScale::Of::kTimes ? reach::kNoneReached : screen::kMapNoSignatory));
    }
    if (unknown) {
        writer.swatch(styles[kUnknownStyle],
                      say(pen, of == ClassScale::Of::kTimes  ? unknown_words(content)
                               : of == ClassScale::Of::kGaps ? reach::kNoDataWithoutCar
                                                             : screen::kMapUnknownValue));
    }
}

/// The diamond of contracts and times; its corners are the lists of `--typology`.
void write_crossed(const Pen& pen, const MapContent& content, const std::vector<AreaStyle>& styles,
                   LegendWriter& writer) {
    const auto cells = std::span(styles).subspan(kFirstClassStyle + 1, content.scale.colors.size());
    writer.diamond(cells, say(pen, reach::kAxisCovered), say(pen, reach::kAxisFar));
    for (const auto& [cell, words] :
         {std::pair(8, reach::kListCoveredFar), std::pair(2, reach::kListNeither),
          std::pair(0, reach::kListNearUncovered), std::pair(6, reach::kListBoth)}) {
        writer.swatch(cells[static_cast<std::size_t>(cell)], say(pen, words));
    }
    bool unknown = false;
    each_value(content, [&](const UnitValue& value) {
        unknown = unknown || value.state == UnitValue::State::kUnknown;
    });
    if (unknown) {
        writer.swatch(styles[kUnknownStyle], say(pen, unknown_words(content)));
    }
    const auto times = three_times(content.scale.threshold, pen.language);
    writer.small(say(pen, {reach::kAxisTimes, {times[0], times[1], times[2]}}));
    writer.small(say(pen, reach::kAxisContracts));
}

/// Areas in reach, in the colours of the classes.
void write_bands(const Pen& pen, const MapRequest& request, const MapContent& content,
                 LegendWriter& writer) {
    if (!has_bands(content)) {
        return;
    }
    writer.heading(say(pen, bands_heading(content, request.language)));
    for (const auto& sign : band_signs(pen, request, content)) {
        if (sign.filled) {
            writer.swatch(sign.area, sign.words, sign.line);
        } else {
            writer.stroke(sign.line, sign.words);
        }
    }
}

/// The point that is tried and whom it brings nearer; the way that is drawn.
void write_access_marks(const Pen& pen, const MapContent& content, LegendWriter& writer) {
    if (content.access != nullptr && content.access->tried != nullptr) {
        writer.marker(tried_look(pen), say(pen, reach::kPointTried));
        if (!content.access->gaining.empty()) {
            writer.stroke(gaining_line(pen), say(pen, reach::kGaining));
        }
    }
    if (content.route) {
        writer.stroke(route_line(pen), say(pen, reach::kRouteShown));
    }
}

/// Entries that only an edit of a scenario may add.
enum class Extras : std::uint8_t { kIfThere, kAlways };

void write_covers(const Pen& pen, const MapContent& content, const std::vector<AreaStyle>& styles,
                  Extras extras, LegendWriter& writer) {
    std::array<bool, kCoverKinds> seen{};
    for (const auto commune : content.focus.communes) {
        seen[static_cast<std::size_t>(content.cover[commune.value])] = true;
    }
    const auto entry = [&](Cover cover, const Message& words, bool always) {
        const auto place = static_cast<std::size_t>(cover);
        if (always || seen[place]) {
            writer.swatch(styles[kOpenStyle + place], render(words, pen.language));
        }
    };
    const bool beside = !content.compared.empty();
    entry(Cover::kCovered, {screen::kMapCoveredByContract}, true);
    entry(Cover::kSupposed,
          beside ? Message(planning::kMapOnlyIn, {content.scenario})
                 : Message(planning::kMapSupposed),
          extras == Extras::kAlways);
    entry(Cover::kLost, {planning::kMapOnlyIn, {content.compared}},
          beside && extras == Extras::kAlways);
    entry(Cover::kPlanned, {screen::kMapInNegotiation}, false);
    entry(Cover::kOther, {screen::kMapOtherLevelContract}, false);
    entry(Cover::kOpen, {screen::kMapNotCovered}, true);
}

void write_circles(const Pen& pen, const MapContent& content, const CircleMarks& circles,
                   LegendWriter& writer) {
    if (circles.marks.empty()) {
        return;
    }
    writer.heading(say(pen, screen::kMapSignatoriesHeading));
    const bool several = !content.choropleth && !content.cover.empty();
    const auto color =
        several ? with_alpha(pen.colors.panel, 0) : circle_color(pen.colors, content, Cover::kOpen);
    const auto edge =
        several ? pen.line(pen.colors.secondary, 1.0) : pen.line(pen.colors.circle_edge, 1.0);
    double widest = 0.0;
    double before = 0.0;
    const double least = round_up(circles.scale.smallest);
    for (const double divisor : {1.0, 4.0, 20.0}) {
        if (circles.scale.largest < divisor) {
            continue;
        }
        // No sample is smaller than every circle: where small counts are not published, none stands
        // in the legend either.
        const double count = std::min(std::max(round_down(circles.scale.largest / divisor), least),
                                      std::floor(circles.scale.largest));
        const double radius = circles.scale.radius(count);
        if (count == before || radius < pen.px(1.4)) {
            continue;
        }
        before = count;
        widest = std::max(widest, radius);
        writer.circle(radius, color, edge, widest,
                      group_digits(static_cast<std::int64_t>(count), pen.language));
    }
    if (circles.intervals) {
        writer.circle(pen.px(5.0), with_alpha(pen.colors.panel, 0),
                      pen.line(pen.colors.circle_open, 1.0, 3.0), widest,
                      say(pen, screen::kMapAtMost));
    }
    if (circles.masked_shown > 0) {
        writer.circle(pen.px(2.6), with_alpha(pen.colors.panel, 0),
                      pen.line(pen.colors.secondary, 1.1), widest,
                      say(pen, screen::kMapMaskedCount));
    }
}

void write_layers(const Pen& pen, std::span<const LayerEntry> layers, LegendWriter& writer) {
    constexpr std::size_t kMostEntries = 10;
    // Points of several layers may be of one type: said once.
    std::vector<LayerEntry> entries;
    for (const auto& entry : layers) {
        if (std::none_of(entries.begin(), entries.end(), [&](const LayerEntry& other) {
                return other.part == entry.part && other.words == entry.words;
            })) {
            entries.push_back(entry);
        }
    }
    if (entries.empty()) {
        return;
    }
    writer.heading(say(pen, {screen::kMapLayersHeading}));
    const auto shown = entries.size() > kMostEntries ? kMostEntries - 1 : entries.size();
    for (const auto& entry : std::span(entries).first(shown)) {
        switch (entry.part) {
            case LayerEntry::Part::kPoints:
                writer.marker(entry.look, entry.words);
                break;
            case LayerEntry::Part::kLines:
                writer.stroke(stroke_of(pen, entry.look), entry.words);
                break;
            case LayerEntry::Part::kPolygons:
                writer.swatch(area_of(entry.look), entry.words, line_of(pen, entry.look));
                break;
        }
    }
    if (shown < entries.size()) {
        writer.note(say(
            pen, {screen::kMapMoreLayers, {static_cast<std::int64_t>(entries.size() - shown)}}));
    }
}

Block write_legend(const Pen& pen, const MapRequest& request, const Dataset& dataset,
                   const MapContent& content, const CircleMarks& circles,
                   const std::vector<AreaStyle>& styles, std::span<const LayerEntry> layers,
                   Extras extras) {
    Block block;
    const bool areas = content.choropleth || !content.cover.empty();
    if (!request.furniture.legend || (!areas && circles.marks.empty() && layers.empty())) {
        return block;
    }
    LegendWriter writer(pen, block);
    if (areas) {
        writer.heading(request.texts.legend.empty()
                           ? say(pen, legend_heading(request, dataset.territories, content))
                           : request.texts.legend);
    }
    if (content.scale.of == ClassScale::Of::kCoverageAndTime) {
        write_crossed(pen, content, styles, writer);
    } else if (content.choropleth) {
        write_classes(pen, dataset, content, styles, writer);
    } else if (!content.cover.empty()) {
        write_covers(pen, content, styles, extras, writer);
    }
    write_circles(pen, content, circles, writer);
    write_bands(pen, request, content, writer);
    write_layers(pen, layers, writer);
    write_access_marks(pen, content, writer);
    writer.finish();
    return block;
}

}  // namespace

Block make_legend(const Pen& pen, const MapRequest& request, const Dataset& dataset,
                  const MapContent& content, const CircleMarks& circles,
                  const std::vector<AreaStyle>& styles, std::span<const LayerEntry> layers) {
    return write_legend(pen, request, dataset, content, circles, styles, layers, Extras::kIfThere);
}

Rect legend_room(const Pen& pen, const MapRequest& request, const Dataset& dataset,
                 const MapContent& content, const CircleMarks& circles,
                 const std::vector<AreaStyle>& styles, std::span<const LayerEntry> layers) {
    const auto block =
        write_legend(pen, request, dataset, content, circles, styles, layers, Extras::kAlways);
    return {0.0, 0.0, block.width, block.height};
}

std::vector<LegendClass> legend_classes(const MapContent& content) {
    std::vector<LegendClass> classes;
    if (!content.choropleth) {
        return classes;
    }
    const auto& scale = content.scale;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    std::vector<std::int64_t> units(scale.count());
    const auto count = [&](const UnitValue& value) {
        if (value.state == UnitValue::State::kValue) {
            low = std::min(low, value.low);
            high = std::max(high, value.high);
        }
        if (const auto id = scale.class_of(value)) {
            ++units[*id];
        }
    };
    each_value(content, count);
    const bool any = low <= high;
    for (std::size_t id = scale.zero ? 0 : 1; id < scale.count(); ++id) {
        LegendClass one;
        one.zero = id == 0;
        one.color = scale.color(id);
        one.units = units[id];
        if (id > 0) {
            one.low = id > 1 ? scale.inner[id - 2] : (any ? std::min(low, 0.0) : 0.0);
            one.high = id - 1 < scale.inner.size() ? scale.inner[id - 1] : (any ? high : 1.0);
        }
        classes.push_back(one);
    }
    return classes;
}

}  // namespace maillage::carto
