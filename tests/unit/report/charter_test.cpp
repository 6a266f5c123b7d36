// SPDX-License-Identifier: Apache-2.0
#include "report/charter.hpp"

#include "base/exports_messages.hpp"
#include "base/format.hpp"
#include "carto/theme_colors.hpp"
#include "io/read.hpp"
#include "report/base64.hpp"
#include "report/draw_scene.hpp"
#include "report/html_document.hpp"
#include "report/image.hpp"
#include "report/page_flow.hpp"
#include "report/pdf_document.hpp"
#include "report/text_metrics.hpp"
#include "report/workbook.hpp"
#include "support/charter_folder.hpp"
#include "support/grid_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace maillage::report {
namespace {

namespace fs = std::filesystem;
using test::CharterFolder;

Result<CharterPtr> read(const CharterFolder& folder) {
    const auto spec = io::read_charter(folder.path());
    return spec ? make_charter(*spec) : Result<CharterPtr>(spec.error());
}

std::string said(const Result<CharterPtr>& result) {
    EXPECT_FALSE(result.has_value());
    if (result) {
        return "";
    }
    EXPECT_EQ(result.error().where, "charte.toml");
    return render(result.error().message, Language::kEnglish);
}

std::string refusal(const std::string& toml) {
    const CharterFolder folder("refusal");
    folder.toml(toml);
    return said(read(folder));
}

std::string square_png(int side, std::uint8_t red) {
    Image image{side, side, {}};
    for (int i = 0; i < side * side; ++i) {
        for (const std::uint8_t byte : {red, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{255}}) {
            image.rgba.push_back(byte);
        }
    }
    return to_png(image, 4000.0, {});
}

Document one_table() {
    Document document;
    document.title = "Couverture";
    document.subtitle = "Situation au 31 décembre 2024";
    document.mode = "Document interne";
    document.footer = "Maillage";
    Section section;
    section.title = "Deux contrats";
    section.subject = "Contrats";
    section.note = "Sources : contrats.csv.";
    io::OutputTable table;
    table.columns = {"nom", "signataires"};
    table.rows = {{std::string("Bourg"), std::int64_t{12}}};
    section.blocks.emplace_back(TableBlock{"Contrats", table, ""});
    auto scene = std::make_shared<carto::MapScene>(support::grid_scene());
    scene->texts.emplace_back().text = "Bourg";
    section.blocks.emplace_back(MapBlock{scene, "carte", scene});
    document.sections.push_back(section);
    return document;
}

TEST(Charter, AllThatAFolderSaysIsRead) {
    const CharterFolder folder("whole");
    folder.strong();
    const auto charter = read(folder);
    ASSERT_TRUE(charter.has_value()) << render(charter.error().message, Language::kFrench);
    const auto& look = **charter;
    EXPECT_EQ(look.primary, carto::rgb(0x7A0019));
    EXPECT_EQ(look.tint, carto::rgb(0xFBE9D0));
    EXPECT_EQ(look.target, carto::rgb(0x00602B));
    EXPECT_EQ(look.service, "Préfecture de l’Essai");
    EXPECT_EQ(look.footer, "Préfecture de l’Essai · Cité administrative, 45000 Orléans");
    EXPECT_EQ(families_of(look), "Charte Serif, Lato, DejaVu Sans");
    ASSERT_NE(look.logo, nullptr);
    EXPECT_NEAR(look.logo->height, 18 / 25.4 * 96.0, 0.01);
    EXPECT_NEAR(look.logo->width, 2 * look.logo->height, 0.01);
    EXPECT_TRUE(look.logo->right);
    ASSERT_EQ(look.fonts.size(), 2U);
    EXPECT_FALSE(look.fonts[0].bold);
    EXPECT_TRUE(look.fonts[1].bold);
    // The typeface is there for this process: serifs are wider than Lato.
    const PangoTextMeasure with(families_of(look));
    const PangoTextMeasure without;
    EXPECT_GT(with.measure("signataires", 20.0, false).width,
              1.05 * without.measure("signataires", 20.0, false).width);
}

TEST(Charter, WhatIsNotSaidIsNeutral) {
    const CharterFolder folder("little");
    folder.toml("[colors]\nprimary = \"#4B0082\"\n");
    const auto charter = read(folder);
    ASSERT_TRUE(charter.has_value());
    EXPECT_EQ((*charter)->ink, Charter{}.ink);
    EXPECT_EQ(families_of(**charter), "Lato, DejaVu Sans");
    EXPECT_EQ((*charter)->logo, nullptr);
    EXPECT_EQ((*charter)->footer, "");
}

TEST(Charter, TheKeyFollowsEveryFile) {
    const CharterFolder folder("key");
    folder.strong();
    const auto key = read(folder).value()->key;
    EXPECT_EQ(read(folder).value()->key, key);
    folder.add("logo.svg", std::string(test::kLogoSvg) + "<!-- -->");
    EXPECT_NE(read(folder).value()->key, key);
}

TEST(Charter, ColoursOfTextsThatCannotBeReadAreRefusedWithTheRatio) {
    // 2.32:1 on white.
    EXPECT_NE(refusal("[colors]\nsecondary = \"#AAAAAA\"\n").find("line 2"), std::string::npos);
    EXPECT_NE(refusal("[colors]\nsecondary = \"#AAAAAA\"\n").find("2.3:1"), std::string::npos);
    // Just below and just above: #777777 has 4.48:1 on white, #707070 4.95:1.
    EXPECT_NE(
        refusal("[colors]\nprimary_light = \"#FFFFFF\"\nsecondary = \"#777777\"\n").find("4.4:1"),
        std::string::npos);
    const CharterFolder folder("enough");
    folder.toml("[colors]\nprimary_light = \"#FFFFFF\"\nsecondary = \"#707070\"\n");
    EXPECT_TRUE(read(folder).has_value());
    // A ground is to blame where no text colour was written.
    const auto dark = refusal("\n[colors]\nground = \"#203040\"\n");
    EXPECT_NE(dark.find("line 3"), std::string::npos) << dark;
    EXPECT_NE(dark.find("a lighter colour"), std::string::npos) << dark;
    EXPECT_NE(refusal("[colors]\nsecondary = \"#AAAAAA\"\n").find("a darker colour"),
              std::string::npos);
}

TEST(Charter, EachErrorSaysItsLineAndWhatToDo) {
    EXPECT_NE(refusal("service = \"S\"\n[colors]\nink = \"bleu\"\n").find("line 3"),
              std::string::npos);
    EXPECT_NE(refusal("[colours]\n").find("line 1"), std::string::npos);
    EXPECT_NE(refusal("[colors]\nprimary = \"#1F3A6E\"\nprimery = \"#1F3A6E\"\n").find("line 3"),
              std::string::npos);
    EXPECT_NE(refusal("footer = \"" + std::string(300, 'x') + "\"\n").find("200"),
              std::string::npos);
    EXPECT_NE(refusal("[logo]\nfile = \"absent.png\"\n").find("absent.png"), std::string::npos);
    EXPECT_NE(refusal("[logo]\nfile = \"a.png\"\nheight = 90\n").find("line 3"), std::string::npos);
    EXPECT_NE(refusal("[logo]\nfile = \"a.png\"\nplace = \"middle\"\n").find("left, right"),
              std::string::npos);
    EXPECT_NE(refusal("[font]\nfamily = \"Marianne\"\n").find("Marianne"), std::string::npos);
    EXPECT_NE(refusal("service = \n").find("1"), std::string::npos);
    const CharterFolder empty("empty");
    EXPECT_EQ(io::read_charter(empty.path()).error().message.id, exports::kCharterMissing);
}

TEST(Charter, FilesStayInTheFolder) {
    const CharterFolder folder("inside");
    const CharterFolder other("outside");
    other.add("logo.png", square_png(8, 200));
    const auto relative = "../" + other.path().filename().string() + "/logo.png";
    for (const auto& name : {(other.path() / "logo.png").string(), relative,
                             std::string("http://example.org/logo.png")}) {
        folder.toml("[logo]\nfile = \"" + name + "\"\n");
        EXPECT_NE(said(read(folder)).find("outside"), std::string::npos) << name;
    }
    fs::create_symlink(other.path() / "logo.png", folder.path() / "link.png");
    folder.toml("[logo]\nfile = \"link.png\"\n");
    EXPECT_NE(said(read(folder)).find("outside"), std::string::npos);
}

TEST(Charter, HostilePicturesAndTypefacesAreRefused) {
    const CharterFolder folder("hostile");
    folder.toml("[logo]\nfile = \"logo\"\n");
    for (const auto& bytes :
         {std::string("no picture"), std::string("\x89PNG\r\n\x1A\n cut"),
          square_png(8, 1).substr(0, 40),
          std::string("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
          std::string("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4000 1\"/>"),
          std::string(
              "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>")}) {
        folder.add("logo", bytes);
        EXPECT_NE(said(read(folder)).find("line 2"), std::string::npos) << bytes;
    }
    // A head that promises 65,535 pixels a side: refused before anything is unpacked.
    auto huge = square_png(8, 1);
    huge[18] = huge[19] = huge[22] = huge[23] = '\xFF';
    folder.add("logo", huge);
    EXPECT_NE(said(read(folder)).find("65,535"), std::string::npos);
    folder.add("logo", square_png(8, 1) + std::string(std::size_t{3} << 20U, 'x'));
    EXPECT_NE(said(read(folder)).find("2 MB"), std::string::npos);
    folder.toml("[font]\nfamily = \"X\"\nfiles = [\"logo\"]\n");
    EXPECT_NE(said(read(folder)).find("typeface"), std::string::npos);
    // A name that would end the rule of a style sheet.
    folder.add("a.ttf", test::renamed_font("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"));
    folder.toml("[font]\nfamily = \"Charte\\\"} body{display:none\"\nfiles = [\"a.ttf\"]\n");
    EXPECT_NE(said(read(folder)).find("Charte Serif"), std::string::npos);
}

TEST(Charter, AnSvgLogoBringsNothingFromElsewhere) {
    const CharterFolder folder("script");
    folder.add("secret.png", square_png(16, 255));
    const std::string frame =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        "viewBox=\"0 0 20 20\"><rect width=\"20\" height=\"20\" fill=\"#0000FF\"/>";
    folder.toml("[logo]\nfile = \"logo.svg\"\n");
    folder.add("logo.svg", frame + "</svg>");
    const auto plain = read(folder).value()->logo->png;
    const auto secret = (folder.path() / "secret.png").string();
    folder.add("logo.svg",
               frame + "<script>document.querySelector('rect').remove()</script>" +
                   "<image xlink:href=\"file://" + secret + "\" width=\"20\" height=\"20\"/>" +
                   "<image xlink:href=\"secret.png\" width=\"20\" height=\"20\"/></svg>");
    const auto charter = read(folder);
    ASSERT_TRUE(charter.has_value());
    EXPECT_EQ((*charter)->logo->png, plain);
    const auto html = to_html(one_table(), **charter, PangoTextMeasure());
    EXPECT_EQ(html.find("secret"), std::string::npos);
    EXPECT_EQ(html.find("querySelector('rect')"), std::string::npos);
    EXPECT_NE(html.find(base64(plain)), std::string::npos);
}

TEST(Charter, DocumentsFollowIt) {
    const CharterFolder folder("follow");
    folder.strong();
    const auto charter = read(folder).value();
    const PangoTextMeasure measure(families_of(*charter));
    const auto document = one_table();
    const auto html = to_html(document, *charter, measure);
    EXPECT_NE(html.find("--primary:#7a0019"), std::string::npos);
    EXPECT_NE(html.find("--ground:#fffbf2"), std::string::npos);
    EXPECT_NE(html.find("@font-face{font-family:\"Charte Serif\";font-weight:bold"),
              std::string::npos);
    EXPECT_NE(html.find("alt=\"Trois bandes\""), std::string::npos);
    EXPECT_NE(html.find("font-family=\"Charte Serif, Lato, DejaVu Sans, sans-serif\""),
              std::string::npos);
    EXPECT_NE(html.find("Cité administrative"), std::string::npos);
    const auto pdf = to_pdf(document, *charter, kA4Landscape, measure).value();
    EXPECT_EQ(pdf, to_pdf(document, *charter, kA4Landscape, measure).value());
    EXPECT_NE(pdf.find("DejaVuSerif"), std::string::npos) << "the charter's typeface is embedded";
    EXPECT_EQ(to_pdf(document, {}, kA4Landscape, measure).value().find("DejaVuSerif"),
              std::string::npos);
    const auto book = to_xlsx(document, *charter).value();
    EXPECT_NE(book.find("xl/media/image1.png"), std::string::npos);
    EXPECT_EQ(to_xlsx(document).value().find("xl/media"), std::string::npos);
}

/// Where the logo of a first page stands, and what is written there.
class Cover final : public Paper {
public:
    void begin_page() override { ++pages; }
    void end_page() override {}
    Canvas& canvas() override { return m_canvas; }
    void map(const carto::MapScene&, carto::Pixel) override {}
    void logo(const Logo&, const carto::Rect& box) override { boxes.push_back(box); }
    void begin_tag(const char*) override {}
    void end_tag(const char*) override {}
    void outline(const std::string&) override {}

    int pages = 0;
    std::vector<carto::Rect> boxes;
    std::vector<std::pair<std::string, double>> words;  ///< Of the first page, with their top.

private:
    class Words final : public Canvas {
    public:
        explicit Words(Cover& cover) : m_cover(cover) {}
        void begin_group(std::string_view) override {}
        void end_group() override {}
        void begin_clip(const Path&) override {}
        void end_clip() override {}
        void fill(const Path&, carto::Color) override {}
        void stroke(const Path&, const carto::LineStyle&, bool) override {}
        void circle(carto::Pixel, double, carto::Color, const carto::LineStyle&) override {}
        void text(const carto::Text& text, carto::Pixel anchor) override {
            if (m_cover.pages == 1) {
                m_cover.words.emplace_back(text.text, anchor.y - static_cast<double>(text.size));
            }
        }

    private:
        Cover& m_cover;
    };
    Words m_canvas{*this};
};

TEST(Charter, TheLogoStandsOnTheCoverAboveTheServiceOnEveryFormat) {
    const CharterFolder folder("cover");
    folder.strong();
    for (const char* svg : {test::kLogoSvg,
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 110 10\">"
                            "<rect width=\"110\" height=\"10\"/></svg>",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 110\">"
                            "<rect width=\"10\" height=\"110\"/></svg>"}) {
        folder.add("logo.svg", svg);
        const auto charter = read(folder).value();
        const PangoTextMeasure measure(families_of(*charter));
        for (const auto& format : {kA4Landscape, kA4Portrait, kA3Landscape, kScreen16by9}) {
            Cover cover;
            flow(one_table(), *charter, format, measure, {}, cover);
            ASSERT_EQ(cover.boxes.size(), 1U);
            const auto& box = cover.boxes.front();
            EXPECT_GT(box.height, 5.0);
            EXPECT_GE(box.y, 0.0);
            EXPECT_GE(box.x, format.margin);
            EXPECT_NEAR(box.right(), format.width - format.margin, 0.01);
            EXPECT_NEAR(box.width / box.height, charter->logo->width / charter->logo->height, 0.01);
            EXPECT_EQ(cover.words.front().first, "Préfecture de l’Essai");
            for (const auto& [text, top] : cover.words) {
                EXPECT_LE(box.bottom(), top) << text;
            }
        }
    }
}

TEST(Charter, APngLogoIsInThePdfToo) {
    const CharterFolder folder("png");
    folder.add("logo.png", square_png(40, 200));
    folder.toml("[logo]\nfile = \"logo.png\"\nheight = 10\n");
    const auto charter = read(folder).value();
    EXPECT_NEAR(charter->logo->width, charter->logo->height, 1e-9);
    const PangoTextMeasure measure;
    EXPECT_NE(to_pdf(one_table(), *charter, kA4Landscape, measure)->find("/Subtype /Image"),
              std::string::npos);
    EXPECT_EQ(to_pdf(one_table(), {}, kA4Landscape, measure)->find("/Subtype /Image"),
              std::string::npos);
}

TEST(Charter, MapsKeepTheColoursThatMeanSomething) {
    const CharterFolder folder("map");
    folder.strong();
    const auto charter = read(folder).value();
    const auto& theme = carto::theme_colors(carto::Theme::kLight);
    auto scene = support::grid_scene();
    carto::Text title;
    title.text = "Titre";
    title.role = carto::TextRole::kTitle;
    title.color = theme.ink;
    auto source = title;
    source.role = carto::TextRole::kSource;
    source.color = theme.secondary;
    scene.texts = {title, source};
    const auto worn = dressed(scene, *charter);
    EXPECT_EQ(worn.texts[0].color, charter->primary);
    EXPECT_EQ(worn.texts[1].color, charter->quiet);
    EXPECT_EQ(worn.styles, scene.styles);
    EXPECT_EQ(dressed(scene, {}).texts[0].color, theme.ink);
}

TEST(Base64, IsThatOfTheStandard) {
    // RFC 4648, § 10.
    for (const auto& [plain, coded] :
         {std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="),
          std::pair("foo", "Zm9v"), std::pair("foob", "Zm9vYg=="), std::pair("fooba", "Zm9vYmE="),
          std::pair("foobar", "Zm9vYmFy")}) {
        EXPECT_EQ(base64(plain), coded);
    }
    EXPECT_EQ(base64(std::string("\xFF\xFE\x00", 3)), "//4A");
}

}  // namespace
}  // namespace maillage::report
