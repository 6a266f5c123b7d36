// SPDX-License-Identifier: Apache-2.0
#include "report/draw_scene.hpp"
#include "support/image_compare.hpp"
#include "unit/io/io_test_files.hpp"
#include "unit/report/map_of_everything.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>  // NOLINT(modernize-deprecated-headers): popen is POSIX

#include <array>
#include <memory>
#include <regex>

namespace maillage::report {
namespace {

namespace fs = std::filesystem;
using io::TestFolder;
using testing::HasSubstr;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string written(const carto::MapScene& scene, const fs::path& path, double scale = 1.0) {
    const auto done = write_map(scene, path, {scale, "", "Préfecture du Loiret"});
    EXPECT_TRUE(done.has_value());
    return content_of(path);
}

/// What a program prints; empty when it is not installed or fails.
std::string output_of(const std::string& command) {
    std::string text;
    // NOLINTNEXTLINE(cert-env33-c): a fixed command of this test
    FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    std::array<char, 4096> part{};
    for (std::size_t got = 0; (got = fread(part.data(), 1, part.size(), pipe)) > 0;) {
        text.append(part.data(), got);
    }
    pclose(pipe);
    return text;
}

std::size_t count(const std::string& text, const std::string& pattern) {
    const std::regex regex(pattern);
    return static_cast<std::size_t>(
        std::distance(std::sregex_iterator(text.begin(), text.end(), regex), {}));
}

TEST(WriteMap, SameBytesForTheSameScene) {
    const TestFolder folder;
    const auto scene = map_of_everything();
    for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
        const auto first = written(scene, folder.path() / name);
        EXPECT_FALSE(first.empty());
        EXPECT_EQ(first, written(scene, folder.path() / name)) << name;
    }
}

TEST(WriteMap, PngHoldsThePixelsTheirSizeAndTheWords) {
    const TestFolder folder;
    const auto scene = map_of_everything();
    const auto png = written(scene, folder.path() / "a.PNG", 2.0);
    const auto read = support::read_png(folder.path() / "a.PNG");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->rgba, draw_image(scene, 2.0)->rgba);
    // 192 pixels an inch are 7559 a metre.
    EXPECT_THAT(png, HasSubstr(std::string("pHYs\x00\x00\x1D\x87\x00\x00\x1D\x87\x01", 13)));
    EXPECT_THAT(png, HasSubstr("Un signataire sur trois vit sous un contrat"));
    EXPECT_THAT(png, HasSubstr("Carte d’essai"));
}

TEST(WriteMap, AClearGroundStaysClear) {
    const TestFolder folder;
    auto scene = support::grid_scene();
    scene.ground.a = 0;
    scene.frames[0].ground.fill.a = 0;
    scene.styles[0].fill.a = 128;
    written(scene, folder.path() / "a.png");
    const auto read = support::read_png(folder.path() / "a.png");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->rgba[3], 128);
    EXPECT_NEAR(read->rgba[0], 0xEF, 1);
}

TEST(WriteMap, LinesOfALayerStandOverTheBorders) {
    auto scene = map_of_everything();
    const auto& frame = scene.frames.front();
    auto road = std::make_shared<geo::LineSet>();
    const auto middle = frame.viewport.centre();
    for (const double x : {frame.viewport.x + 5.0, middle.x, frame.viewport.right() - 5.0}) {
        road->add_point(carto::to_map(frame.camera, frame.viewport, {x, middle.y}));
    }
    road->close_line();
    road->close_feature();
    carto::Overlay overlay;
    overlay.lines = road;
    overlay.line = {carto::rgb(0x123456), 3.0F};
    scene.overlays.push_back(overlay);
    const TestFolder folder;
    const auto svg = written(scene, folder.path() / "a.svg");
    const auto borders = svg.find("<g id=\"borders-1\">");
    const auto line = svg.find("#123456");
    ASSERT_NE(borders, std::string::npos);
    ASSERT_NE(line, std::string::npos);
    EXPECT_GT(line, svg.find("</g>", borders)) << "borders would cut it into dashes";
}

TEST(WriteMap, SvgIsTextWithNamesAndVectors) {
    const TestFolder folder;
    const auto svg = written(map_of_everything(), folder.path() / "a.svg");
    EXPECT_THAT(svg, HasSubstr("width=\"640\" height=\"440\" viewBox=\"0 0 640 440\""));
    EXPECT_THAT(
        svg, HasSubstr("<title id=\"title\">Un signataire sur trois vit sous un contrat</title>"));
    EXPECT_THAT(svg, HasSubstr("3 couvertes &amp; 1 en négociation.</desc>"));
    EXPECT_THAT(svg, HasSubstr(">Sources &amp; dates : « OFII » &lt; 2023</text>"));
    EXPECT_EQ(count(svg, ">Orléans</text>"), 2U) << "its halo and itself";
    EXPECT_EQ(count(svg, "<g[ >]"), count(svg, "</g>"));
    EXPECT_EQ(count(svg, "<clipPath "), count(svg, "clip-path=\"url"));
    EXPECT_EQ(count(svg, "NaN|nan|inf"), 0U);
    // Three styles beside the ground, one of them below the others; 12 communes make no 12 areas.
    EXPECT_EQ(count(svg, "<g id=\"areas-1\">\n(<path fill-rule[^>]*>\n){4}<clipPath"), 1U);
    EXPECT_THAT(svg, HasSubstr("<circle cx=\"176\" cy=\"174\" r=\"36\" fill=\"#1f3a6e\""));
    // Around a square of four communes the outline is one line.
    EXPECT_EQ(count(svg, "stroke=\"#1b1f2a\" stroke-width=\"1.8\"[^>]* d=\"M[^M]*\""), 2U);
}

TEST(WriteMap, PdfHasTextFontsAndMetadata) {
    const TestFolder folder;
    const auto path = folder.path() / "a.pdf";
    EXPECT_THAT(written(map_of_everything(), path), testing::StartsWith("%PDF-1."));
    const auto text = output_of("pdftotext -layout " + path.string() + " -");
    if (text.empty()) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    EXPECT_THAT(text, HasSubstr("Un signataire sur trois vit sous un contrat"));
    EXPECT_THAT(text, HasSubstr("Orléans"));
    EXPECT_THAT(text, HasSubstr("Sources & dates"));
    const auto fonts = output_of("pdffonts " + path.string());
    EXPECT_THAT(fonts, HasSubstr("Lato-Regular"));
    EXPECT_THAT(fonts, HasSubstr("Lato-Bold"));
    EXPECT_EQ(count(fonts, "yes +yes +yes"), count(fonts, "Lato")) << "embedded, cut, readable";
    const auto about = output_of("pdfinfo " + path.string());
    EXPECT_THAT(about, HasSubstr("Un signataire sur trois"));
    EXPECT_THAT(about, HasSubstr("Préfecture du Loiret"));
    EXPECT_THAT(about, HasSubstr("Carte d’essai"));
    EXPECT_THAT(about, HasSubstr("480 x 330 pts")) << "96 pixels an inch";
}

TEST(WriteMap, SaysWhatIsWrong) {
    const TestFolder folder;
    const auto scene = support::grid_scene();
    const auto unknown = write_map(scene, folder.path() / "a.jpg", {});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Error::Code::kRefused);
    EXPECT_EQ(unknown.error().message.id, MessageId::kUnknownMapEnding);
    const auto missing = write_map(scene, folder.path() / "no/a.svg", {});
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().message,
              Message(MessageId::kWriteNoFolder, {(folder.path() / "no/a.svg").string()}));
    // A folder nobody can write to, not even root.
    for (const char* name : {"/proc/map.png", "/proc/map.svg", "/proc/map.pdf"}) {
        const auto refused = write_map(scene, name, {});
        ASSERT_FALSE(refused.has_value()) << name;
        EXPECT_EQ(refused.error().code, Error::Code::kWrite);
        EXPECT_THAT(render(refused.error().message, Language::kFrench), HasSubstr(name));
    }
    EXPECT_TRUE(is_map_ending("carte.Svg"));
    EXPECT_FALSE(is_map_ending("svg"));
}

}  // namespace
}  // namespace maillage::report
