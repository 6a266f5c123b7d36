// SPDX-License-Identifier: Apache-2.0
/// \file
/// Nothing on a slide covers anything else, whatever the names are.

#include "ui/slide_layout.hpp"

#include "carto/department_words.hpp"
#include "report/text_metrics.hpp"
#include "support/built_in_france.hpp"
#include "support/fixed_text_measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace maillage::ui {
namespace {

constexpr double kLegendWidth = 215.0;
constexpr double kLegendHeight = 190.0;

SlideText loiret() {
    SlideText text;
    text.title = "Deux signataires sur trois vivent sous un contrat";
    text.place = "Loiret, au 31 décembre 2024";
    text.figure = "67,0\u00A0%";
    text.sentence = "des 1\u202F020 signataires du CIR de 2023 sont couverts par un CTAI.";
    text.note = "Entre 66,2\u00A0% et 67,5\u00A0%, selon ce que valent les effectifs masqués.";
    text.gauge = true;
    text.target =
        "Cible 2024\u00A0: 75\u00A0%. Il reste 82 signataires à couvrir. 2 contrats suffisent.";
    text.foot =
        "Sources\u00A0: signataires 2023, cir-45-2023.xlsx\u00A0; contrats au 31 décembre 2024, "
        "contrats.csv\u00A0; communes au 1er janvier 2024, INSEE COG, IGN.\n"
        "Les effectifs inférieurs à 5 ne sont pas représentés.";
    text.number = "COPIL intégration · 3";
    return text;
}

std::vector<std::pair<std::string, carto::Rect>> boxes(const SlideLayout& slide) {
    std::vector<std::pair<std::string, carto::Rect>> all;
    for (const auto& line : slide.lines) {
        all.emplace_back(line.text, line.box);
    }
    all.emplace_back("gauge", slide.gauge);
    all.emplace_back("legend", slide.legend);
    all.emplace_back("map", slide.map);
    all.emplace_back("mode", slide.mode);
    std::erase_if(all, [](const auto& one) { return one.second.width <= 0.0; });
    return all;
}

void expect_clear(const SlideLayout& slide, double width, double height, const std::string& what) {
    const auto all = boxes(slide);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& [name, box] = all[i];
        EXPECT_GE(box.x, 0.0) << what << ": " << name;
        EXPECT_GE(box.y, 0.0) << what << ": " << name;
        EXPECT_LE(box.right(), width + 0.01) << what << ": " << name;
        EXPECT_LE(box.bottom(), height + 0.01) << what << ": " << name;
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_FALSE(box.meets(all[j].second))
                << what << ": " << name << " on " << all[j].first;
        }
    }
}

TEST(SlideLayout, IsTheDrawingsAt1280By720) {
    const report::PangoTextMeasure measure;
    const auto slide = lay_out_slide(loiret(), kLegendWidth, kLegendHeight, 1280, 720, measure);
    expect_clear(slide, 1280, 720, "Loiret");
    const auto line = [&](double size) {
        return *std::find_if(slide.lines.begin(), slide.lines.end(),
                             [&](const SlideLine& one) { return one.size == size; });
    };
    EXPECT_EQ(line(38).box.x, 56.0);
    EXPECT_EQ(line(104).text, "67,0\u00A0%");
    EXPECT_LT(line(104).box.right(), 430.0);
    EXPECT_GT(slide.map.width, 800.0);
    EXPECT_GT(slide.map.height, 500.0);
    EXPECT_LE(slide.map.x, 440.0);
    EXPECT_EQ(slide.gauge.width, 360.0);
    EXPECT_GE(slide.legend_scale, 0.6);
    EXPECT_GT(slide.legend.y, slide.gauge.bottom());
    EXPECT_EQ(slide.lines.back().text.find("Sources"), std::string::npos);
}

TEST(SlideLayout, ALargerWindowIsLargerInEveryPart) {
    EXPECT_DOUBLE_EQ(slide_scale(1280, 720), 1.0);
    EXPECT_DOUBLE_EQ(slide_scale(1920, 1080), 1.5);
    EXPECT_DOUBLE_EQ(slide_scale(3840, 2160), 3.0);
    EXPECT_DOUBLE_EQ(slide_scale(1024, 768), 768.0 / 720) << "4:3 keeps its height";
    EXPECT_DOUBLE_EQ(slide_scale(720, 1280), 0.75) << "an upright window: by its width";
}

// All departments, regions and France, with the longest words a slide may have.
TEST(SlideLayout, NothingCoversAnythingForAnyTerritory) {
    const auto france = test::built_in_france();
    ASSERT_NE(france, nullptr);
    const auto& all = france->territories;
    std::vector<std::string> names = all.departments.name;
    ASSERT_EQ(names.size(), 101U);
    names.insert(names.end(), all.regions.name.begin(), all.regions.name.end());
    names.emplace_back("France");
    names.emplace_back(
        "Communauté d’agglomération du Grand Angoulême et de la vallée de la "
        "Charente inférieure réunies");
    const report::PangoTextMeasure measure;
    for (const auto& name : names) {
        auto text = loiret();
        text.place = carto::typographic(name) + ", au 30 septembre 2024";
        expect_clear(lay_out_slide(text, kLegendWidth, kLegendHeight, 1280, 720, measure), 1280,
                     720, name);
        text.title = "De l’ordre de la moitié des signataires qui vivent dans le territoire " +
                     name + " sont sous un contrat connu, dont la plupart depuis moins d’un an";
        text.trying = "Hypothèse, pas la situation actuelle\u00A0: si " + name + " signe";
        text.figure = "12\u202F345 – 123\u202F456";
        text.note += "\nscénario\u00A0: entre +12,6 pt et +14,8 pt";
        text.foot = std::string(600, 'x') + " " + text.foot + " " + text.foot;
        text.with_notes = true;
        text.notes = loiret().foot + "\n" + loiret().foot;
        for (const auto& [width, height] : {std::pair(1280.0, 720.0), {960.0, 720.0}}) {
            const auto slide = lay_out_slide(text, kLegendWidth, 330.0, width, height, measure);
            expect_clear(slide, width, height, name);
            EXPECT_GT(slide.map.height, 250.0) << name;
            EXPECT_TRUE(std::any_of(slide.lines.begin(), slide.lines.end(),
                                    [](const SlideLine& one) {
                                        return one.text.starts_with("Les effectifs inférieurs");
                                    }))
                << "the notice is said however long the sources are";
        }
    }
}

TEST(SlideLayout, WhatIsTooLongEndsWithDots) {
    const test::FixedTextMeasure measure;
    auto text = loiret();
    text.title = std::string(300, 'm');
    text.number = std::string(300, 'n');
    text.sentence = std::string(100, 'o') + " " + std::string(100, 'p');
    const auto slide = lay_out_slide(text, 0, 0, 1280, 720, measure);
    expect_clear(slide, 1280, 720, "long words");
    EXPECT_EQ(slide.legend.width, 0.0) << "there is none";
    for (const char letter : {'m', 'n', 'o', 'p'}) {
        const auto line = std::find_if(
            slide.lines.begin(), slide.lines.end(),
            [&](const SlideLine& one) { return !one.text.empty() && one.text.front() == letter; });
        ASSERT_NE(line, slide.lines.end()) << letter;
        EXPECT_TRUE(line->text.ends_with("…")) << line->text;
    }
}

TEST(SlideLayout, NotesTakeTheirRoomBelowTheSlide) {
    const test::FixedTextMeasure measure;
    auto text = loiret();
    text.notes = "Saluer\nle préfet";
    EXPECT_EQ(lay_out_slide(text, 0, 0, 1280, 720, measure).strip.height, 0.0);
    text.with_notes = true;
    const auto slide = lay_out_slide(text, 0, 0, 1280, 720, measure);
    EXPECT_EQ(slide.strip.bottom(), 720.0);
    EXPECT_LE(slide.map.bottom(), slide.strip.y);
    std::vector<std::string> below;
    for (const auto& line : slide.lines) {
        if (line.box.y >= slide.strip.y) {
            below.push_back(line.text);
        }
    }
    EXPECT_EQ(below, (std::vector<std::string>{"Saluer", "le préfet"}));
}

// The legend of France is high: a few notes take no more room than they need, and the figure is
// smaller rather than the classes of the map be left unsaid.
TEST(SlideLayout, FewNotesLeaveTheLegendItsRoom) {
    const report::PangoTextMeasure measure;
    auto text = loiret();
    text.target = "Aucune cible n’est renseignée pour 2024.";
    text.with_notes = true;
    text.notes = "Saluer le préfet";
    const auto slide = lay_out_slide(text, kLegendWidth, kLegendHeight, 1280, 720, measure);
    expect_clear(slide, 1280, 720, "with notes");
    EXPECT_LT(slide.strip.height, 60.0);
    EXPECT_GE(slide.legend_scale, 0.6);
    text.with_notes = false;
    const auto alone = lay_out_slide(text, kLegendWidth, 260.0, 1280, 720, measure);
    EXPECT_GT(alone.legend.width, 0.0);
}

// Nine files with long names: all are said.
TEST(SlideLayout, TheSourcesOfManyFilesAreNotCut) {
    const report::PangoTextMeasure measure;
    auto text = loiret();
    text.foot = "Sources : signataires 2023";
    for (int i = 1; i <= 9; ++i) {
        text.foot += ", effectifs-signataires-departement-" + std::to_string(i) + ".xlsx";
    }
    text.foot += "\nLes effectifs inférieurs à 5 ne sont pas représentés.";
    const auto slide = lay_out_slide(text, kLegendWidth, kLegendHeight, 1280, 720, measure);
    expect_clear(slide, 1280, 720, "many files");
    EXPECT_TRUE(std::any_of(slide.lines.begin(), slide.lines.end(), [](const SlideLine& one) {
        return one.text.ends_with("departement-9.xlsx");
    }));
}

}  // namespace
}  // namespace maillage::ui
