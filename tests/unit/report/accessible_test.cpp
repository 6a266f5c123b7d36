// SPDX-License-Identifier: Apache-2.0
/// \file
/// The HTML page and the maps for those who listen, use a keyboard or need contrast (RGAA,
/// WCAG 2.1).

#include "base/text.hpp"
#include "carto/theme_colors.hpp"
#include "report/draw_scene.hpp"
#include "report/html_document.hpp"
#include "report/text_metrics.hpp"
#include "support/square_france.hpp"
#include "workspace/copil.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace maillage::report {
namespace {

/// All matches of \p pattern, whole or their first group.
std::vector<std::string> all(const std::string& text, const char* pattern, std::size_t group = 0) {
    const std::regex regex(pattern);
    std::vector<std::string> found;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), regex);
         it != std::sregex_iterator(); ++it) {
        found.push_back((*it)[group]);
    }
    return found;
}

workspace::CopilSource source() {
    test::DatasetBuilder b;
    b.department("45", "24").department("41", "24").department("77", "11");
    b.department("974", "04");
    b.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    b.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    b.commune("97401");
    b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
    b.contract({"signed", {"45001"}}).contract({"again", {"45001"}});
    b.target("45", 2024, {80, 100});
    auto dataset = std::make_shared<Dataset>(*b.build());
    dataset->outlines = test::square_france().outlines;
    return workspace::CopilSource::make(dataset, std::make_shared<const std::vector<RuleSet>>(), {})
        .value();
}

const Document& document() {
    static const Document made = [] {
        static const auto from = source();
        workspace::CopilRequest request;
        request.coverage.date = make_date(2024, 12, 31);
        request.focus = *DepartmentCode::parse("45");
        request.map_files = true;
        return workspace::copil(from, request, make_date(2025, 1, 15), {}).value();
    }();
    return made;
}

const std::string& page() {
    static const std::string made = to_html(document(), {}, PangoTextMeasure());
    return made;
}

TEST(AccessiblePage, SaysItsLanguageAndTitleAndHasOneMainPart) {
    EXPECT_EQ(all(page(), "<html lang=\"fr\">").size(), 1U);
    EXPECT_EQ(all(page(), "<title>[^<]+</title>\n<style>").size(), 1U);
    EXPECT_EQ(all(page(), "<main id=\"contenu\">").size(), 1U);
    EXPECT_EQ(all(page(), "<a class=\"skip\" href=\"#contenu\">[^<]+</a>").size(), 1U);
}

TEST(AccessiblePage, HeadingsStandInOrder) {
    const auto levels = all(page(), "<h([1-6])", 1);
    ASSERT_GT(levels.size(), 5U);
    EXPECT_EQ(levels.front(), "1");
    EXPECT_EQ(std::count(levels.begin(), levels.end(), "1"), 1);
    for (std::size_t i = 1; i < levels.size(); ++i) {
        EXPECT_LE(std::stoi(levels[i]), std::stoi(levels[i - 1]) + 1) << "heading " << i;
    }
    EXPECT_TRUE(all(page(), "<h[1-6][^>]*></h").empty()) << "a heading without words";
}

TEST(AccessiblePage, EveryLinkAndReferenceLeadsSomewhere) {
    const auto ids = all(page(), " id=\"([^\"]+)\"", 1);
    const std::set<std::string> there(ids.begin(), ids.end());
    EXPECT_EQ(there.size(), ids.size()) << "an id stands twice";
    for (const char* pattern : {"href=\"#([^\"]+)\"", "aria-labelledby=\"([^\"]+)\""}) {
        const auto targets = all(page(), pattern, 1);
        EXPECT_FALSE(targets.empty()) << pattern;
        for (const auto& list : targets) {
            for (const auto& id : all(list, "[^ ]+")) {
                EXPECT_TRUE(there.contains(id)) << id;
            }
        }
    }
}

TEST(AccessiblePage, TablesHaveCaptionsAndHeadersAKeyboardCanSortBy) {
    const auto tables = all(page(), "<table>[\\s\\S]*?</thead>");
    ASSERT_GT(tables.size(), 2U);
    for (const auto& table : tables) {
        EXPECT_EQ(all(table, "<caption>[^<]+</caption>").size(), 1U);
        const auto heads = all(table, "<th [^>]*>").size();
        EXPECT_GT(heads, 0U);
        EXPECT_EQ(all(table, "<th[ >]").size(), heads);
        // A real button takes the focus and answers to Enter and the space bar by itself.
        EXPECT_EQ(all(table,
                      "<th scope=\"col\" aria-sort=\"none\"[^>]*><button type=\"button\">[^<]+"
                      "</button></th>")
                      .size(),
                  heads);
    }
    EXPECT_TRUE(all(page(), "tabindex|outline:0|outline:none").empty());
    EXPECT_FALSE(all(page(), "button:focus-visible\\{outline:3px").empty());
}

TEST(AccessiblePage, EveryPictureHasANameAndADescription) {
    const auto pictures =
        all(page(), "<svg [^>]*>\\s*<title[^>]*>[^<]*</title>\\s*<desc[^>]*>[^<]*");
    EXPECT_EQ(pictures.size(), all(page(), "<svg ").size());
    std::size_t maps = 0;
    for (const auto& picture : pictures) {
        EXPECT_NE(picture.find("role=\"img\""), std::string::npos);
        EXPECT_EQ(all(picture, "<title[^>]*>[^<]+</title>").size(), 1U) << picture;
        maps += all(picture, "<desc[^>]*>[^<]+").size();
    }
    EXPECT_GE(maps, 2U) << "maps are described";
}

TEST(AccessibleMap, AFileOfItsOwnHasThemToo) {
    for (const auto& section : document().sections) {
        for (const auto& block : section.blocks) {
            if (const auto* map = std::get_if<MapBlock>(&block)) {
                const auto svg = map_svg(*map->alone, {});
                EXPECT_EQ(all(svg, "<svg [^>]*role=\"img\" aria-labelledby=\"title desc\"").size(),
                          1U);
                EXPECT_EQ(all(svg, "<title id=\"title\">[^<]+</title>").size(), 1U);
                EXPECT_EQ(all(svg, "<desc id=\"desc\">[^<]+</desc>").size(), 1U);
            }
        }
    }
}

carto::Color color_of(const std::string& hex) {
    return carto::rgb(static_cast<std::uint32_t>(std::stoul(hex.substr(1), nullptr, 16)));
}

TEST(AccessiblePage, EveryColourOfATextCanBeReadOnItsGround) {
    std::map<std::string, std::string> variables;
    for (const auto& one : all(page(), "--[a-z]+:#[0-9a-f]{6}")) {
        variables[one.substr(0, one.find(':'))] = one.substr(one.find(':') + 1);
    }
    const std::vector<std::string> grounds{variables["--ground"], variables["--tint"]};
    const auto style = all(page(), "<style>[\\s\\S]*?</style>").at(0);
    const auto colors = all(style, "[{;]color:var\\((--[a-z]+)\\)", 1);
    const std::set<std::string> used(colors.begin(), colors.end());
    ASSERT_GE(used.size(), 4U);
    EXPECT_TRUE(all(style, "[{;]color:#").empty()) << "a colour that this test would not see";
    for (const auto& name : used) {
        for (const auto& ground : grounds) {
            EXPECT_GE(carto::contrast(color_of(variables.at(name)), color_of(ground)), 4.5)
                << name << " on " << ground;
        }
    }
}

TEST(AccessibleMap, TextsWithoutAHaloCanBeReadOnWhiteAndOnTheGround) {
    std::size_t texts = 0;
    for (const auto& section : document().sections) {
        for (const auto& block : section.blocks) {
            const auto* map = std::get_if<MapBlock>(&block);
            for (const auto& text :
                 map == nullptr ? std::vector<carto::Text>() : map->alone->texts) {
                const auto below = text.halo_width > 0.0F ? text.halo : map->alone->ground;
                EXPECT_GE(carto::contrast(text.color, carto::over(below, carto::rgb(0xFFFFFF))),
                          4.5)
                    << text.text;
                ++texts;
            }
        }
    }
    EXPECT_GT(texts, 10U);
}

}  // namespace
}  // namespace maillage::report
