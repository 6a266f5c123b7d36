// SPDX-License-Identifier: Apache-2.0
#include "report/document.hpp"

#include "base/text.hpp"
#include "io/read.hpp"
#include "report/figures.hpp"
#include "report/html_document.hpp"
#include "report/page_flow.hpp"
#include "report/pdf_document.hpp"
#include "report/table_layout.hpp"
#include "report/workbook.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/grid_map.hpp"

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace maillage::report {
namespace {

/// A document with a block of every kind.
Document sample() {
    Document document;
    document.title = "Couverture : l’Ain & <autres>";
    document.subtitle = "Situation au 31 décembre 2024";
    document.mode = "Document interne";
    document.footer = "Maillage 1.0 · COG 2024";
    Section first;
    first.title = "Un signataire sur deux vit sous un contrat";
    first.subject = "Chiffres clés";
    first.note = "Sources : cir.csv.";
    first.blocks.emplace_back(KeyFigures{{{"50,0 %", "taux", "exact"}, {"12", "signataires", ""}}});
    first.blocks.emplace_back(Gauge{0.4, 0.6, 0.5, "cible : 50 %", "Taux : entre 40 et 60 %."});
    first.blocks.emplace_back(Paragraph{"Une phrase."});
    first.blocks.emplace_back(BulletList{{"un point", "un autre"}});
    document.sections.push_back(first);

    Section second;
    second.title = "Deux contrats";
    second.subject = "Contrats";
    second.note = "Sources : contrats.csv.";
    io::OutputTable table;
    table.name = "contrats";
    table.columns = {"nom", "signataires"};
    table.align_right = {false, true};
    table.rows = {{std::string("=1+1"), std::int64_t{12'345}},
                  {std::string("Bourg"), std::string("7 – 9")}};
    second.blocks.emplace_back(TableBlock{"Contrats / du [territoire]", table, "aucun"});
    second.blocks.emplace_back(TableBlock{"Rien", {}, "Rien à dire ici."});
    const auto scene = std::make_shared<carto::MapScene>(support::grid_scene());
    const MapTips tips{{0, geo::kOutside, 0, 1}, {"Ain & co", "Bourg"}};
    second.blocks.emplace_back(MapBlock{scene, "carte", scene, tips});
    second.blocks.emplace_back(MapBlock{scene, "carte-2", scene, {}});
    document.sections.push_back(second);

    Section third;
    third.title = "La cible est loin";
    third.subject = "Trajectoire";
    third.note = "Sources : cibles.csv.";
    Curve curve;
    curve.points = {{make_date(2019, 1, 1), 0.0, 0.0, ""},
                    {make_date(2022, 3, 15), 0.2, 0.3, "A commence"}};
    curve.until = make_date(2024, 12, 31);
    curve.targets = {{2026, 0.8, "cible 80 %"}};
    curve.words = "De 0 à 20 %.";
    third.blocks.emplace_back(curve);
    third.blocks.emplace_back(
        FrontierCurve{{{0, 0.2}, {1, 0.5}, {3, 0.7}}, 0.8, "contrats", "De 20 à 70 %."});
    document.sections.push_back(third);
    return document;
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t number = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++number;
    }
    return number;
}

const test::FixedTextMeasure kMeasure;

TEST(Lines, BreakAtOrdinarySpacesOnly) {
    const double wide = kMeasure.measure("un deux", 10.0, false).width;
    EXPECT_EQ(lines_of("un deux trois", 10.0, false, wide, kMeasure),
              (std::vector<std::string>{"un deux", "trois"}));
    // 12 345 € stays together, and a long word has a line of its own.
    EXPECT_EQ(lines_of("de 12\u00A0345\u00A0€ environ", 10.0, false, wide, kMeasure),
              (std::vector<std::string>{"de", "12\u00A0345\u00A0€", "environ"}));
    EXPECT_TRUE(lines_of("", 10.0, false, wide, kMeasure).empty());
}

TEST(TableLayout, NumbersKeepTheirWidthAndTextsGiveWay) {
    io::OutputTable table;
    table.columns = {"territoire", "signataires"};
    table.align_right = {false, true};
    table.rows = {{std::string("Communauté de communes des Quatre Vallées et du Plateau"),
                   std::string("1 234 – 5 678")},
                  {std::string("Gien"), std::string("7")}};
    const double width = 300.0;
    const TableLayout layout(table, 10.0, width, kMeasure, Language::kFrench);
    const auto cells = layout.cells(0);
    EXPECT_GT(cells[0].lines.size(), 1U);
    EXPECT_EQ(cells[1].lines.size(), 1U);
    EXPECT_LE(cells[1].x, width + 0.01);
    EXPECT_NEAR(cells[1].x, width, 1.0);
    for (const auto& line : cells[0].lines) {
        EXPECT_LE(kMeasure.measure(line, 10.0, false).width,
                  cells[1].x - kMeasure.measure("1 234 – 5 678", 10.0, false).width);
    }
    EXPECT_GT(layout.row_height(0), layout.row_height(1));
}

TEST(TableLayout, ANarrowPageNeverLosesAColumn) {
    io::OutputTable table;
    for (int c = 0; c < 9; ++c) {
        table.columns.push_back("colonne " + std::to_string(c));
        table.align_right.push_back(c % 2 == 1);
    }
    table.rows.emplace_back(9, std::string("une valeur assez longue"));
    const TableLayout layout(table, 12.0, 400.0, kMeasure, Language::kFrench);
    double last = -1.0;
    for (const auto& cell : layout.cells(0)) {
        EXPECT_GE(cell.x, last);
        EXPECT_LE(cell.x, 400.5);
        last = cell.x - (cell.right ? 400.0 : 0.0);
    }
}

TEST(RateAxis, HoldsTheHighestRateInRoundSteps) {
    for (const double highest : {0.0, 0.08, 0.1, 0.15, 0.31, 0.5, 0.74, 1.0}) {
        const auto axis = rate_axis(highest);
        EXPECT_GE(axis.top, highest);
        const double steps = axis.top / axis.step;
        EXPECT_NEAR(steps, std::round(steps), 1e-9);
        EXPECT_LE(steps, 5.0 + 1e-9);
    }
}

TEST(HtmlDocument, IsWholeEscapedAndAloneInItsFile) {
    const auto html = to_html(sample(), {}, kMeasure);
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
    EXPECT_NE(html.find("<html lang=\"fr\">"), std::string::npos);
    EXPECT_NE(html.find("Couverture : l’Ain &amp; &lt;autres&gt;"), std::string::npos);
    EXPECT_EQ(html.find("<autres>"), std::string::npos);
    // Nothing is fetched: the only addresses are names of XML dialects and places in the page.
    const std::regex address("(src|href|xlink:href)=\"([^\"]*)\"");
    for (std::sregex_iterator it(html.begin(), html.end(), address), end; it != end; ++it) {
        EXPECT_TRUE((*it)[2].str().starts_with("#")) << (*it)[0];
    }
    EXPECT_EQ(count_of(html, "<h1>"), 1U);
    EXPECT_EQ(count_of(html, "<h2 "), 3U);
    EXPECT_EQ(count_of(html, "<section "), count_of(html, "</section>"));
    EXPECT_NE(html.find("Rien à dire ici."), std::string::npos);
    for (const auto* note :
         {"Sources : cir.csv.", "Sources : contrats.csv.", "Sources : cibles.csv."}) {
        EXPECT_NE(html.find(note), std::string::npos);
    }
}

TEST(HtmlDocument, FiguresHaveWordsAndIdsStandOnce) {
    const auto html = to_html(sample(), {}, kMeasure);
    EXPECT_EQ(count_of(html, "<svg "), 5U);
    EXPECT_EQ(count_of(html, "role=\"img\""), 5U);
    EXPECT_NE(html.find("Taux : entre 40 et 60 %."), std::string::npos);
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]*)\"");
    for (std::sregex_iterator it(html.begin(), html.end(), id), end; it != end; ++it) {
        EXPECT_TRUE(ids.insert((*it)[1]).second) << (*it)[1];
    }
    const std::regex target("aria-labelledby=\"([^\"]*)\"");
    for (std::sregex_iterator it(html.begin(), html.end(), target), end; it != end; ++it) {
        std::istringstream words((*it)[1].str());
        for (std::string word; words >> word;) {
            EXPECT_TRUE(ids.contains(word)) << word;
        }
    }
}

TEST(HtmlDocument, MapsSayWhatIsPointedAt) {
    const auto html = to_html(sample(), {}, kMeasure);
    EXPECT_EQ(count_of(html, "fill-opacity=\"0\""), 2U);
    EXPECT_NE(html.find("<title>Ain &amp; co</title></path>"), std::string::npos);
    EXPECT_NE(html.find("<title>Bourg</title></path>"), std::string::npos);
}

TEST(HtmlDocument, TablesHaveHeadersAndSortByTheirNumbers) {
    const auto html = to_html(sample(), {}, kMeasure);
    EXPECT_EQ(count_of(html, "<caption>"), 1U);
    EXPECT_EQ(count_of(html, "<th scope=\"col\""), 2U);
    EXPECT_NE(html.find("data-v=\"12345\">12\u202F345<"), std::string::npos);
    EXPECT_NE(html.find("data-v=\"7\">7 – 9<"), std::string::npos);
}

/// What is written on each page.
class NotingPaper final : public Paper {
public:
    void begin_page() override { pages.emplace_back(); }
    void end_page() override {}
    Canvas& canvas() override { return m_canvas; }
    void map(const carto::MapScene&, carto::Pixel origin) override { maps.push_back(origin); }
    void logo(const Logo&, const carto::Rect& box) override { logos.push_back(box); }
    void begin_tag(const char* name) override {
        open.emplace_back(name);
        ++tags[name];
    }
    void end_tag(const char* name) override {
        ASSERT_FALSE(open.empty());
        EXPECT_EQ(open.back(), name);
        open.pop_back();
    }
    void outline(const std::string& title) override { outlines.push_back(title); }

    std::vector<std::vector<carto::Text>> pages;
    std::vector<carto::Pixel> lowest;
    std::vector<carto::Pixel> maps;
    std::vector<carto::Rect> logos;
    std::vector<std::string> open;
    std::vector<std::string> outlines;
    std::map<std::string, int> tags;

private:
    class Notes final : public Canvas {
    public:
        explicit Notes(NotingPaper& paper) : m_paper(paper) {}
        void begin_group(std::string_view) override {}
        void end_group() override {}
        void begin_clip(const Path&) override {}
        void end_clip() override {}
        void fill(const Path&, carto::Color) override {}
        void stroke(const Path&, const carto::LineStyle&, bool) override {}
        void circle(carto::Pixel, double, carto::Color, const carto::LineStyle&) override {}
        void text(const carto::Text& text, carto::Pixel anchor) override {
            auto noted = text;
            noted.place = anchor;
            m_paper.pages.back().push_back(noted);
        }

    private:
        NotingPaper& m_paper;
    };
    Notes m_canvas{*this};
};

bool says(const std::vector<carto::Text>& page, std::string_view words) {
    return std::any_of(page.begin(), page.end(), [&](const carto::Text& text) {
        return text.text.find(words) != std::string::npos;
    });
}

TEST(PageFlow, EveryPageSaysModeNumberAndSources) {
    const auto document = sample();
    for (const auto& format : {kA4Landscape, kA4Portrait, kA3Landscape, kScreen16by9}) {
        NotingPaper first;
        const auto numbers = flow(document, {}, format, kMeasure, {}, first);
        NotingPaper paper;
        flow(document, {}, format, kMeasure, numbers, paper);
        ASSERT_EQ(paper.pages.size(), numbers.pages);
        EXPECT_EQ(paper.pages.size(), first.pages.size());
        EXPECT_TRUE(paper.open.empty());
        EXPECT_EQ(paper.outlines,
                  (std::vector<std::string>{"Chiffres clés", "Contrats", "Trajectoire"}));
        for (std::size_t p = 0; p < paper.pages.size(); ++p) {
            EXPECT_TRUE(says(paper.pages[p], "Document interne"));
            EXPECT_TRUE(says(paper.pages[p], "page " + std::to_string(p + 1) + " sur " +
                                                 std::to_string(numbers.pages)));
            EXPECT_EQ(says(paper.pages[p], "Sources"), p > 0);
            for (const auto& text : paper.pages[p]) {
                EXPECT_GE(text.place.x, format.margin - 1.0) << text.text;
                EXPECT_LE(text.place.y, format.height - 0.3 * format.margin) << text.text;
                EXPECT_GE(text.place.y, format.margin * 0.9) << text.text;
            }
        }
        for (std::size_t s = 0; s < document.sections.size(); ++s) {
            EXPECT_TRUE(says(paper.pages[numbers.section[s] - 1], document.sections[s].title));
        }
    }
}

// Fourteen sections below a title of two lines: the last one stands above the footer.
TEST(PageFlow, TheContentsOfALongDocumentStayAboveTheFooter) {
    Document document;
    document.mode = "Document interne";
    document.footer = "Maillage";
    document.title = "Couverture par les CTAI : Saint-Germain-en-Laye et ses environs, tout autour";
    document.subtitle = "Situation au 31 décembre 2024";
    for (int i = 10; i < 24; ++i) {
        Section section;
        section.title = "Titre";
        section.subject = "Section " + std::to_string(i);
        section.note = "Sources";
        document.sections.push_back(std::move(section));
    }
    for (const auto& format : {kA4Landscape, kA4Portrait, kA3Landscape, kScreen16by9}) {
        NotingPaper paper;
        flow(document, {}, format, kMeasure, {}, paper);
        double footer = format.height;
        std::vector<double> bases;
        for (const auto& text : paper.pages.front()) {
            if (text.text == document.footer) {
                footer = text.place.y;
            }
            if (text.text.starts_with("Section ")) {
                bases.push_back(text.place.y);
                EXPECT_LE(text.place.x, format.width - format.margin - 10.0);
            }
        }
        ASSERT_EQ(bases.size(), 14U);
        for (std::size_t i = 0; i < bases.size(); ++i) {
            EXPECT_LT(bases[i], footer - format.text_size) << format.width;
            EXPECT_EQ(std::count_if(
                          bases.begin(), bases.end(),
                          [&](double one) { return std::abs(one - bases[i]) < format.text_size; }),
                      std::count(bases.begin(), bases.end(), bases[i]))
                << "lines on each other";
        }
    }
}

// A cause under its line where the words of a target stand above theirs: one of both gives way.
TEST(Figures, WordsOfACurveStandOnNoOthers) {
    Curve curve;
    curve.points = {{make_date(2019, 1, 1), 0.0, 0.0, ""},
                    {make_date(2019, 11, 12), 0.36, 0.36, "CTAI de la ville d’Orléans commence"},
                    {make_date(2021, 10, 31), 0.41, 0.41, "CTAI de Montargis commence"},
                    {make_date(2022, 3, 15), 0.69, 0.73, "CTAI d’Orléans Métropole commence"},
                    {make_date(2024, 3, 29), 0.72, 0.77, "Contrat de ville du Giennois commence"}};
    curve.until = make_date(2024, 12, 31);
    curve.targets = {{2024, 0.62, "cible 62,0 %"}, {2025, 0.725, "cible 72,5 %"}};
    NotingPaper paper;
    paper.begin_page();
    draw_curve(paper.canvas(), curve, {{56.0, 100.0, 1000.0, 240.0}, 14.0}, {}, kMeasure,
               Language::kFrench);
    const auto& words = paper.pages.front();
    for (const auto* one : {"cible 62,0 %", "cible 72,5 %", "CTAI de la ville d’Orléans commence",
                            "CTAI d’Orléans Métropole commence"}) {
        EXPECT_TRUE(says(words, one)) << one;
    }
    const auto box = [](const carto::Text& text) {
        return carto::Rect{text.place.x, text.place.y - 0.8 * text.size,
                           kMeasure.measure(text.text, text.size, false).width, text.size};
    };
    for (const auto& a : words) {
        for (const auto& b : words) {
            if (&a != &b && a.align == carto::Align::kLeft && b.align == carto::Align::kLeft) {
                EXPECT_FALSE(box(a).meets(box(b))) << a.text << " on " << b.text;
            }
        }
    }
}

Document with_table(int rows, std::size_t columns) {
    Document document;
    Section section;
    section.title = "Titre";
    section.subject = "Sujet";
    section.note = "Sources";
    TableBlock block;
    block.caption = "Tableau";
    for (std::size_t column = 0; column < columns; ++column) {
        block.table.columns.push_back("colonne assez large " + std::to_string(column));
    }
    for (int row = 0; row < rows; ++row) {
        block.table.rows.emplace_back(columns, io::Value{"ligne " + std::to_string(row)});
    }
    section.blocks.emplace_back(std::move(block));
    section.blocks.emplace_back(Paragraph{"Une phrase pour finir."});
    document.sections.push_back(std::move(section));
    return document;
}
std::size_t pages_of(const Document& document) {
    NotingPaper paper;
    return flow(document, {}, kScreen16by9, kMeasure, {}, paper).pages;
}

// A sentence alone on a page: the text before it gives it its room.
TEST(PageFlow, AFewLinesDoNotTakeAPageOfTheirOwn) {
    int full = 1;
    while (pages_of(with_table(full + 1, 5)) == 2) {
        ++full;
    }
    NotingPaper paper;
    const auto most = with_table(full, 5);
    const auto numbers = flow(most, {}, kScreen16by9, kMeasure, {}, paper);
    EXPECT_LT(numbers.text_share.front(), 1.0);
    EXPECT_TRUE(says(paper.pages.at(1), "Une phrase pour finir."));
    for (const auto& text : paper.pages.at(1)) {
        EXPECT_GT(text.size, 0.6 * kScreen16by9.text_size) << text.text;
    }
    // Many more lines have a page of their own, and the text its size.
    EXPECT_EQ(flow(with_table(full + 8, 5), {}, kScreen16by9, kMeasure, {}, paper).text_share,
              std::vector<double>{1.0});
}

TEST(PageFlow, ALongNarrowTableGoesOnBesideItself) {
    NotingPaper paper;
    flow(with_table(25, 1), {}, kScreen16by9, kMeasure, {}, paper);
    ASSERT_EQ(paper.pages.size(), 2U);
    std::map<double, int> columns;
    for (const auto& text : paper.pages.back()) {
        if (text.text.starts_with("ligne")) {
            ++columns[text.place.x];
        }
        EXPECT_LE(text.place.y, kScreen16by9.height);
    }
    EXPECT_EQ(columns.size(), 2U);
    EXPECT_EQ(paper.tags["TH"], 2);
    EXPECT_EQ(paper.tags["TD"], 25);
}

TEST(PageFlow, ALongTableGoesOnWithItsHeader) {
    Document document;
    document.mode = "Document interne";
    Section section;
    section.title = "Beaucoup";
    section.subject = "Tableau";
    section.note = "Sources : liste.csv.";
    io::OutputTable table;
    table.columns = {"code", "nom"};
    for (int i = 0; i < 400; ++i) {
        table.rows.push_back({"c" + std::to_string(1000 + i), std::string("commune")});
    }
    section.blocks.emplace_back(TableBlock{"Communes", table, ""});
    document.sections.push_back(section);
    NotingPaper paper;
    const auto numbers = flow(document, {}, kA4Landscape, kMeasure, {}, paper);
    ASSERT_GE(numbers.pages, 3U);
    std::size_t rows = 0;
    for (std::size_t p = 1; p < paper.pages.size(); ++p) {
        EXPECT_TRUE(says(paper.pages[p], "nom"));
        EXPECT_EQ(says(paper.pages[p], "(suite)"), p > 1);
        for (const auto& text : paper.pages[p]) {
            rows += text.text.starts_with("c1") && text.text.size() == 5 ? 1U : 0U;
        }
    }
    EXPECT_EQ(rows, 400U);
    EXPECT_EQ(paper.outlines.size(), 1U);
}

TEST(PdfDocument, IsTheSameTwiceAndHasItsPages) {
    const auto document = sample();
    const auto first = to_pdf(document, {}, kA4Landscape, kMeasure).value();
    EXPECT_EQ(first, to_pdf(document, {}, kA4Landscape, kMeasure).value());
    EXPECT_TRUE(first.starts_with("%PDF-"));
    EXPECT_EQ(page_count(document, {}, kA4Landscape, kMeasure),
              count_of(first, "/Type /Page\n") + count_of(first, "/Type /Page "));
    EXPECT_NE(first.find("/StructTreeRoot"), std::string::npos);
}

TEST(Workbook, SheetNamesAreTakenByAnySpreadsheet) {
    const auto names =
        sheet_names({"Contrats / du [territoire]", "contrats   du  territoire ",
                     "Ce que demande chaque cible, avec les contrats signés", "a'b"});
    std::set<std::string> different;
    for (const auto& name : names) {
        EXPECT_LE(display_width(name), 31U) << name;
        EXPECT_EQ(name.find_first_of("[]:*?/\\'"), std::string::npos) << name;
        EXPECT_TRUE(different.insert(fold(name)).second) << name;
    }
}

TEST(Workbook, HoldsTypesAndNoFormula) {
    const auto document = sample();
    const auto bytes = to_xlsx(document).value();
    EXPECT_EQ(bytes, to_xlsx(document).value());
    const auto path = std::filesystem::temp_directory_path() / "maillage-document-test.xlsx";
    std::ofstream(path, std::ios::binary) << bytes;
    const auto file = io::read_file(path, {}, {});
    std::filesystem::remove(path);
    ASSERT_TRUE(file.has_value()) << render(file.error().message, Language::kFrench);
    // A sheet of sentences, then one for each table.
    ASSERT_EQ(file->layers.size(), 3U);
    const auto& table = file->layers[1];
    const auto cell = [&](std::size_t row, std::size_t column) {
        return std::string(table.table.cell(row, column));
    };
    EXPECT_EQ(cell(1, 0), "=1+1");
    EXPECT_EQ(cell(1, 1), "12345");
    EXPECT_EQ(cell(2, 1), "7 – 9");
}

// The first sheet's long sentence breaks into lines that its row has room for; sources below a
// table go over its columns. Looked at in LibreOffice, which makes no such room by itself.
TEST(Workbook, LeavesRoomForLongSentences) {
    auto document = sample();
    document.sections.front().note = "Sources" + std::string(300, ' ') + "longues";
    const auto path = std::filesystem::temp_directory_path() / "maillage-room-test.xlsx";
    std::ofstream(path, std::ios::binary) << to_xlsx(document).value();
    const auto sheet = [&](int number) {
        const auto inside =
            "/vsizip/" + path.string() + "/xl/worksheets/sheet" + std::to_string(number) + ".xml";
        std::string text(1'000'000, '\0');
        auto* file = VSIFOpenL(inside.c_str(), "rb");
        text.resize(file == nullptr ? 0 : VSIFReadL(text.data(), 1, text.size(), file));
        if (file != nullptr) {
            VSIFCloseL(file);
        }
        return text;
    };
    EXPECT_NE(sheet(1).find("customHeight=\"1\""), std::string::npos);
    EXPECT_EQ(sheet(1).find("<mergeCell "), std::string::npos);
    EXPECT_NE(sheet(2).find("<mergeCell ref=\"A"), std::string::npos);
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace maillage::report
