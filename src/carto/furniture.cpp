// SPDX-License-Identifier: Apache-2.0
#include "carto/furniture.hpp"

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/disclosure_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/legend.hpp"
#include "carto/round_numbers.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::carto {
namespace {

constexpr double kMargin = 18.0;
constexpr double kTitleSize = 18.0;
constexpr double kSubtitleSize = 13.0;
constexpr double kSourceSize = 11.0;
constexpr double kBarRoom = 130.0;
constexpr double kBarLength = 90.0;
constexpr std::size_t kMostTitleLines = 2;
constexpr std::size_t kMostSourceLines = 4;

/// The last line that is kept says that there is more.
void cut_lines(const Pen& pen, std::vector<std::string>& lines, std::size_t most, double size,
               bool bold, double width) {
    if (lines.size() > most) {
        lines.resize(most);
        lines.back() = shorten(pen, lines.back() + " …", size, bold, width);
    }
    for (auto& line : lines) {
        line = shorten(pen, line, size, bold, width);
    }
}

/// Files of one maker that nobody wants to read the names of one by one.
constexpr std::size_t kMostFilesNamed = 3;

/// Who made the files of a role, each once: "OFII", or the names of the files.
std::string makers(const Ledger& ledger, std::initializer_list<Role> roles, Language language) {
    std::vector<std::string> names;
    std::vector<std::string> files;
    for (const auto& source : ledger.sources) {
        if (std::find(roles.begin(), roles.end(), source.role) == roles.end()) {
            continue;
        }
        auto& list = source.attribution.empty() ? files : names;
        const auto& name = source.attribution.empty() ? source.path : source.attribution;
        if (std::find(list.begin(), list.end(), name) == list.end()) {
            list.push_back(name);
        }
    }
    if (files.size() > kMostFilesNamed) {
        const auto others = static_cast<std::int64_t>(files.size()) - 1;
        files = {render({screen::kMapFilesMore, {files.front(), others}}, language)};
    }
    names.insert(names.end(), files.begin(), files.end());
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::string years_text(const std::vector<int>& years) {
    std::string text;
    for (const int year : years) {
        text += (text.empty() ? "" : ", ") + std::to_string(year);
    }
    return text;
}

/// What the sources of a map or a table are, one after the other.
class SourceList {
public:
    SourceList(const indicators::CoverageState& coverage, Language language)
        : m_coverage(coverage), m_language(language) {}

    void counts() {
        const auto who = made_by({Role::kCir, Role::kCirTotals});
        if (!who.empty()) {
            add({screen::kMapSourceCounts, {years_text(m_coverage.years()), who}});
        }
    }
    void contracts() {
        const auto who = made_by({Role::kContracts});
        if (!who.empty()) {
            add({screen::kMapSourceContracts,
                 {long_date(m_coverage.query().date, m_language), who}});
        }
    }
    void networks() {
        const auto who = made_by({Role::kRoads, Role::kTransit});
        if (!who.empty()) {
            add({reach::kSourceNetworks, {who}});
        }
    }
    void population() {
        const auto who = made_by({Role::kTerritories});
        if (!who.empty()) {
            add({screen::kMapSourcePopulation, {who}});
        }
    }
    void outlines() {
        const auto who = made_by({Role::kCommunes});
        if (!who.empty()) {
            add({screen::kMapSourceOutlines,
                 {std::to_string(m_coverage.dataset().territories.vintage.year), who}});
        }
    }
    void add(const Message& message) {
        m_list += (m_list.empty()                    ? ""
                   : m_language == Language::kFrench ? "\u00A0; "
                                                     : "; ") +
                  render(message, m_language);
    }
    std::string text() const {
        return m_list.empty() ? m_list : render({screen::kMapSources, {m_list}}, m_language);
    }

private:
    std::string made_by(std::initializer_list<Role> roles) const {
        return makers(m_coverage.dataset().ledger, roles, m_language);
    }
    const indicators::CoverageState& m_coverage;
    Language m_language;
    std::string m_list;
};

std::string sources_text(const SceneInput& input, const MapRequest& request,
                         std::span<const LayerEntry> layers) {
    const auto& data = *input.dataset;
    SourceList list(*input.coverage, request.language);
    if (request.view == View::kCoverage || request.view == View::kSignatories) {
        list.counts();
    }
    if (request.view == View::kCoverage || request.view == View::kContracts) {
        list.contracts();
    }
    const bool travelled = is_access(request.view) && input.access && !input.access->estimate;
    if (travelled) {
        list.networks();
    }
    if (request.view == View::kPopulation) {
        list.population();
    }
    list.outlines();
    std::vector<std::uint32_t> named;
    for (const auto& entry : layers) {
        if (std::find(named.begin(), named.end(), entry.layer) == named.end()) {
            named.push_back(entry.layer);
            const auto& layer = data.layers[entry.layer];
            const auto& source = data.ledger.sources[layer.source];
            list.add({screen::kMapSourceLayer,
                      {layer_words(layer, request.language),
                       source.attribution.empty() ? source.path : source.attribution}});
        }
    }
    return list.text();
}

std::string notices_text(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const CircleMarks& marks) {
    std::string text;
    const auto add = [&](const Message& message) {
        text += (text.empty() ? "" : " ") + render(message, request.language);
    };
    if (input.geometry->schematic) {
        add({screen::kMapNoticeSchematic});
    }
    const bool counts = request.view == View::kCoverage || request.view == View::kSignatories ||
                        is_access(request.view);
    if (input.dataset->modelled_counts && counts) {
        add({screen::kMapNoticeModelled});
    }
    for (const auto& notice : input.dataset->notices) {
        if (notice.id == disclosure::kPublishableNotice) {
            add(notice);
        }
    }
    if (input.dataset->partial_contracts && !content.cover.empty()) {
        add({screen::kMapNoticePartial});
    }
    if (is_access(request.view) && input.access) {
        for (const auto& notice : input.access->notices) {
            // Timetables may have been read for the gaps alone.
            if (notice.id != access::kTimetableDay || request.view == View::kAccessGaps ||
                input.access->way == reach::kByTransit) {
                add(notice);
            }
        }
    }
    if (!input.mode.empty()) {
        text += (text.empty() ? "" : " ") + input.mode;
    }
    if (marks.masked_hidden > 0) {
        add(marks.masked_high > 0 ? Message(screen::kMapNoticeMasked, {marks.masked_high + 1})
                                  : Message(screen::kMapNoticeNotPublished));
    }
    return text;
}

/// A halo keeps words readable where a moved map runs below them.
void add_halo(const Pen& pen, Block& block) {
    for (auto& text : block.texts) {
        text.halo = pen.colors.ground;
        text.halo_width = static_cast<float>(pen.px(3.0));
    }
}

}  // namespace

std::string data_sources(const indicators::CoverageState& coverage, Language language) {
    SourceList list(coverage, language);
    list.counts();
    list.contracts();
    list.outlines();
    return list.text();
}

Block make_title(const Pen& pen, const Canvas& canvas, const std::string& title,
                 const std::string& subtitle) {
    Block block;
    const double width = canvas.width - 2 * pen.px(kMargin);
    auto lines = wrap(pen, title, kTitleSize, true, width);
    cut_lines(pen, lines, kMostTitleLines, kTitleSize, true, width);
    block.add_lines(pen, lines, {kTitleSize, true, Align::kLeft, pen.colors.ink, TextRole::kTitle},
                    24.0);
    auto below = wrap(pen, subtitle, kSubtitleSize, false, width);
    cut_lines(pen, below, kMostTitleLines, kSubtitleSize, false, width);
    block.add_lines(pen, below,
                    {kSubtitleSize, false, Align::kLeft, pen.colors.secondary, TextRole::kSubtitle},
                    18.0);
    add_halo(pen, block);
    block.move({pen.px(kMargin), pen.px(kMargin - 4.0)});
    return block;
}

SourceWords source_words(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const CircleMarks& marks,
                         std::span<const LayerEntry> layers) {
    return {
        request.texts.source.empty() ? sources_text(input, request, layers) : request.texts.source,
        notices_text(input, request, content, marks)};
}

Block make_sources(const Pen& pen, const SceneInput& input, const MapRequest& request,
                   const MapContent& content, const CircleMarks& marks,
                   std::span<const LayerEntry> layers, const Canvas& canvas, double right) {
    Block block;
    if (!request.furniture.sources) {
        return block;
    }
    const double width = std::max(pen.px(120.0), canvas.width - 2 * pen.px(kMargin) - right);
    const auto [sources, notices] = source_words(input, request, content, marks, layers);
    auto lines = wrap(pen, sources, kSourceSize, false, width);
    cut_lines(pen, lines, kMostSourceLines, kSourceSize, false, width);
    block.add_lines(pen, lines,
                    {kSourceSize, false, Align::kLeft, pen.colors.secondary, TextRole::kSource},
                    15.0);
    block.add_lines(pen, wrap(pen, notices, kSourceSize, false, width),
                    {kSourceSize, false, Align::kLeft, pen.colors.secondary, TextRole::kNotice},
                    15.0);
    add_halo(pen, block);
    block.move({pen.px(kMargin), canvas.height - pen.px(kMargin - 4.0) - block.height});
    return block;
}

double round_length(double metres) { return round_down(metres); }

double scale_bar_room(const Pen& pen, const Furniture& furniture) {
    return (furniture.scale_bar ? pen.px(kBarRoom) : 0.0) + (furniture.north ? pen.px(24.0) : 0.0);
}

Block make_scale_bar(const Pen& pen, const Furniture& furniture, const Canvas& canvas,
                     double metres_per_pixel) {
    Block block;
    double right = canvas.width - pen.px(kMargin);
    const double bottom = canvas.height - pen.px(kMargin);
    const auto line = [&](double x0, double y0, double x1, double y1) {
        Decoration one;
        one.kind = Decoration::Kind::kLine;
        one.box = {x0, y0, x1 - x0, y1 - y0};
        one.line = pen.line(pen.colors.secondary, 1.2);
        block.decorations.push_back(one);
    };
    const TextLook look{kSourceSize, false, Align::kRight, pen.colors.secondary, TextRole::kScale};
    if (furniture.north) {
        const double x = right - pen.px(7.0);
        line(x, bottom - pen.px(12.0), x, bottom);
        line(x, bottom - pen.px(12.0), x - pen.px(3.5), bottom - pen.px(7.0));
        line(x, bottom - pen.px(12.0), x + pen.px(3.5), bottom - pen.px(7.0));
        block.texts.push_back(
            set_text(pen, render({screen::kMapNorth}, pen.language), {x, bottom - pen.px(15.0)},
                     {kSourceSize, true, Align::kCentre, pen.colors.secondary, TextRole::kScale}));
        right -= pen.px(24.0);
    }
    if (furniture.scale_bar) {
        const double metres = round_length(metres_per_pixel * pen.px(kBarLength));
        const double length = metres / metres_per_pixel;
        const double tick = pen.px(5.0);
        line(right - length, bottom, right, bottom);
        line(right - length, bottom - tick, right - length, bottom);
        line(right, bottom - tick, right, bottom);
        const bool kilometres = metres >= 1000.0;
        const auto number = static_cast<std::int64_t>(kilometres ? metres / 1000.0 : metres);
        auto words = render({kilometres ? screen::kMapKilometres : screen::kMapMetres,
                             {group_digits(number, pen.language)}},
                            pen.language);
        block.texts.push_back(
            set_text(pen, std::move(words), {right - length - pen.px(6.0), bottom}, look));
    }
    add_halo(pen, block);
    return block;
}

}  // namespace maillage::carto
