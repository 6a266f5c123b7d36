// SPDX-License-Identifier: Apache-2.0
#include "cli/map_arguments.hpp"

#include "base/pack_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "cli/option_words.hpp"

#include <CLI/CLI.hpp>

#include <string_view>
#include <utility>

namespace maillage::cli {
namespace {

/// A word and what it stands for.
template <typename Value>
using Word = std::pair<std::string_view, Value>;

constexpr auto kMapViews =
    std::to_array<Word<carto::View>>({{"coverage", carto::View::kCoverage},
                                      {"signatories", carto::View::kSignatories},
                                      {"contracts", carto::View::kContracts},
                                      {"population", carto::View::kPopulation},
                                      {"access", carto::View::kAccess},
                                      {"access_gaps", carto::View::kAccessGaps},
                                      {"access_coverage", carto::View::kAccessCoverage}});
constexpr auto kMapLevels =
    std::to_array<Word<carto::MapLevel>>({{"commune", carto::MapLevel::kCommune},
                                          {"epci", carto::MapLevel::kEpci},
                                          {"departement", carto::MapLevel::kDepartment},
                                          {"region", carto::MapLevel::kRegion}});
constexpr auto kThemes =
    std::to_array<Word<carto::Theme>>({{"light", carto::Theme::kLight},
                                       {"dark", carto::Theme::kDark},
                                       {"projector", carto::Theme::kProjector}});

constexpr auto kPages =
    std::to_array<Word<report::PageFormat>>({{"a4", report::kA4Landscape},
                                             {"a4-portrait", report::kA4Portrait},
                                             {"a3", report::kA3Landscape},
                                             {"16:9", report::kScreen16by9}});
constexpr auto kReportEach = std::to_array<Word<bool>>({{"departement", true}});

std::optional<Error> understand_size(const std::string& text, workspace::MapOrder& order) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto cross = text.find_first_of("xX");
    const auto width = parse_integer(text.substr(0, cross));
    const auto height = parse_integer(cross == std::string::npos ? "" : text.substr(cross + 1));
    if (!width || !height || *width < 320 || *width > 8000 || *height < 200 || *height > 8000) {
        return usage_error(screen::kWrongSize, {text});
    }
    order.width = static_cast<double>(*width);
    order.height = static_cast<double>(*height);
    return std::nullopt;
}

std::optional<Error> understand_scale(const std::string& text, workspace::MapOrder& order) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto scale = parse_number(text);
    if (!scale || !(*scale >= 0.5 && *scale <= 4.0)) {
        return usage_error(screen::kWrongScale, {text});
    }
    order.scale = *scale;
    return std::nullopt;
}

}  // namespace

void add_look_options(CLI::App& app, WrittenMap& written) {
    app.add_option("--view", written.view);
    app.add_option("--size", written.size);
    app.add_option("--scale", written.scale);
    app.add_option("--theme", written.theme);
}

std::optional<Error> understand_look(const WrittenMap& written, const std::string& level,
                                     workspace::MapOrder& order) {
    auto chosen = carto::MapLevel::kDepartment;
    for (const auto& error :
         {choose("--view", written.view, kMapViews, order.map.view),
          choose("--level", level, kMapLevels, chosen),
          choose("--theme", written.theme, kThemes, order.map.theme),
          understand_size(written.size, order), understand_scale(written.scale, order)}) {
        if (error) {
            return error;
        }
    }
    if (!level.empty()) {
        order.level = chosen;
    }
    return std::nullopt;
}

void add_report_options(CLI::App& app, WrittenReport& written) {
    app.add_option("--each", written.each);
    app.add_option("--page", written.page);
}

std::optional<Error> understand_pages(const WrittenReport& written, workspace::CopilOrder& order) {
    for (const auto& error : {choose("--page", written.page, kPages, order.request.page),
                              choose("--each", written.each, kReportEach, order.each_department)}) {
        if (error) {
            return error;
        }
    }
    return std::nullopt;
}

}  // namespace maillage::cli
