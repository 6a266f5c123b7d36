// SPDX-License-Identifier: Apache-2.0
#include "ui/theme.hpp"

#include "ui/draw.hpp"
#include "ui/slide_layout.hpp"

#include <ft2build.h>
#include <imgui/imgui_freetype.h>

#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace maillage::ui {
namespace {

using carto::rgb;

constexpr double kTextSize = 13.0;
constexpr double kSmallSize = 11.0;
constexpr double kBlockTitleSize = 12.0;
constexpr double kTitleSize = 18.0;
constexpr double kFigureSize = 38.0;

constexpr double kLegendSize = 12.0;

// ImGui's own ranges lack Œ, U+202F, − and ≠. Pairs of first and last, ended by 0.
constexpr std::array<ImWchar, 27> kGlyphs = {0x0020, 0x017F, 0x02C6, 0x02DC, 0x2009, 0x200A, 0x2010,
                                             0x2026, 0x202F, 0x2030, 0x2032, 0x203A, 0x20AC, 0x20AC,
                                             0x2190, 0x2193, 0x21E7, 0x21E7, 0x2212, 0x2212, 0x2248,
                                             0x2265, 0x25A0, 0x25CF, 0x2713, 0x2717, 0};
// The large figure only shows numbers.
constexpr std::array<ImWchar, 9> kFigureGlyphs = {0x0020, 0x007E, 0x00A0, 0x00FF, 0x2010,
                                                  0x202F, 0x2212, 0x2212, 0};

// The figure of a slide: a large glyph is a large part of the texture.
constexpr std::array<ImWchar, 13> kLargeGlyphs = {0x0020, 0x0020, 0x0025, 0x0025, 0x002C,
                                                  0x0039, 0x00A0, 0x00A0, 0x2013, 0x2014,
                                                  0x202F, 0x202F, 0};

struct Typeface {
    std::string lato;
    std::string dejavu;
};

bool is_there(const std::string& path) {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error);
}

/// What ImGui's size of a font (its ascent plus descent, as FreeType understands them) is to the em
/// square that Cairo and the designer mean. Lato's depends on which of its two tables is followed.
double height_of_em(const std::string& path) {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    double height = 1.0;
    if (FT_Init_FreeType(&library) != 0) {
        return height;
    }
    if (FT_New_Face(library, path.c_str(), 0, &face) == 0) {
        if (face->units_per_EM > 0 && face->ascender > face->descender) {
            height = static_cast<double>(face->ascender - face->descender) /
                     static_cast<double>(face->units_per_EM);
        }
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    return height;
}

ImFont* add_font(const Typeface& face, double em, const ImWchar* glyphs) {
    auto& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = 1;
    config.GlyphRanges = glyphs;
    ImFont* font = nullptr;
    const auto add = [&](const std::string& path) {
        if (!is_there(path)) {
            return;
        }
        config.MergeMode = font != nullptr;
        ImFont* added = atlas.AddFontFromFileTTF(
            path.c_str(), static_cast<float>(em * height_of_em(path)), &config, glyphs);
        font = font == nullptr ? added : font;
    };
    add(face.lato);
    add(face.dejavu);
    if (font == nullptr) {
        ImFontConfig plain;
        plain.SizePixels = static_cast<float>(std::round(em));
        font = atlas.AddFontDefault(&plain);
    }
    return font;
}

Colors light() {
    return {.ink = rgb(0x1B1F2A),
            .secondary = rgb(0x5B6274),
            .rule = rgb(0xD9DCE5),
            .ground = rgb(0xF4F5F8),
            .panel = rgb(0xFFFFFF),
            .primary = rgb(0x1F3A6E),
            .primary_light = rgb(0xEAF0FA),
            .on_primary = rgb(0xFFFFFF),
            .target = rgb(0xB34000),
            .warning = rgb(0x7A4A00),
            .warning_light = rgb(0xFDF0DC),
            .covered = rgb(0x8FB0DD),
            .hover = rgb(0xF0F2F7),
            .selected = rgb(0xEAF0FA)};
}

Colors dark() {
    return {.ink = rgb(0xE9ECF3),
            .secondary = rgb(0xA6AEC0),
            .rule = rgb(0x363D4C),
            .ground = rgb(0x151920),
            .panel = rgb(0x1C212B),
            .primary = rgb(0x9DBBEA),
            .primary_light = rgb(0x27344D),
            .on_primary = rgb(0x10151F),
            .target = rgb(0xFF9A5C),
            .warning = rgb(0xF2C27A),
            .warning_light = rgb(0x3D3222),
            .covered = rgb(0x6D94CC),
            .hover = rgb(0x262C38),
            .selected = rgb(0x27344D)};
}

/// A projector washes out greys: ink black, rules and secondary text darker.
Colors projector() {
    auto colors = light();
    colors.ink = rgb(0x000000);
    colors.secondary = rgb(0x3A4152);
    colors.rule = rgb(0xA9AFBD);
    colors.ground = rgb(0xFFFFFF);
    colors.target = rgb(0x9C3700);
    return colors;
}

}  // namespace

Colors colors(carto::Theme theme) {
    switch (theme) {
        case carto::Theme::kDark:
            return dark();
        case carto::Theme::kProjector:
            return projector();
        case carto::Theme::kLight:
            break;
    }
    return light();
}

Fonts load_fonts(double scale, bool slides, std::string_view file_folder) {
    const std::string folder(file_folder.empty() ? "/usr/share/fonts/truetype" : file_folder);
    const Typeface regular{folder + "/lato/Lato-Regular.ttf", folder + "/dejavu/DejaVuSans.ttf"};
    const Typeface bold{folder + "/lato/Lato-Bold.ttf", folder + "/dejavu/DejaVuSans-Bold.ttf"};
    auto& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    Fonts fonts;
    fonts.text = add_font(regular, kTextSize * scale, kGlyphs.data());
    fonts.text_bold = add_font(bold, kTextSize * scale, kGlyphs.data());
    fonts.small = add_font(regular, kSmallSize * scale, kGlyphs.data());
    fonts.block_title = add_font(bold, kBlockTitleSize * scale, kGlyphs.data());
    fonts.title = add_font(bold, kTitleSize * scale, kGlyphs.data());
    fonts.figure = add_font(bold, kFigureSize * scale, kFigureGlyphs.data());
    fonts.legend = add_font(regular, kLegendSize * scale, kGlyphs.data());
    if (slides) {
        fonts.slide_title = add_font(bold, kSlideTitleSize * scale, kGlyphs.data());
        fonts.slide_text = add_font(regular, kSlideTextSize * scale, kGlyphs.data());
        fonts.slide_small = add_font(regular, kSlideSmallSize * scale, kGlyphs.data());
        fonts.slide_label = add_font(bold, kSlideLabelSize * scale, kGlyphs.data());
        fonts.slide_figure = add_font(bold, kSlideFigureSize * scale, kLargeGlyphs.data());
    }
    fonts.height_of_em = height_of_em(is_there(regular.lato) ? regular.lato : regular.dejavu);
    atlas.Build();
    return fonts;
}

void apply_style(carto::Theme theme, double scale) {
    const auto c = colors(theme);
    ImGuiStyle style;
    style.WindowPadding = {16, 16};
    style.FramePadding = {10, 7};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {8, 4};
    style.CellPadding = {4, 5};
    style.WindowRounding = 6;
    style.ChildRounding = 0;
    style.FrameRounding = 4;
    style.PopupRounding = 6;
    style.GrabRounding = 4;
    style.ScrollbarSize = 10;
    style.ScrollbarRounding = 5;
    style.WindowBorderSize = 1;
    style.ChildBorderSize = 0;
    style.FrameBorderSize = 1;
    style.PopupBorderSize = 1;
    style.DisabledAlpha = 0.5F;
    style.ScaleAllSizes(static_cast<float>(scale));
    style.WindowBorderSize = style.PopupBorderSize = style.FrameBorderSize =
        std::max(1.0F, std::floor(static_cast<float>(scale)));
    auto* color = style.Colors;
    std::fill_n(color, static_cast<int>(ImGuiCol_COUNT), im4(c.panel));
    const auto set = [&](std::initializer_list<ImGuiCol_> which, carto::Color value) {
        for (const auto one : which) {
            color[one] = im4(value);
        }
    };
    set({ImGuiCol_Text}, c.ink);
    set({ImGuiCol_TextDisabled}, c.secondary);
    set({ImGuiCol_Border, ImGuiCol_Separator, ImGuiCol_TableBorderLight,
         ImGuiCol_TableBorderStrong},
        c.rule);
    set({ImGuiCol_BorderShadow, ImGuiCol_TableRowBg, ImGuiCol_TableRowBgAlt, ImGuiCol_ChildBg,
         ImGuiCol_ScrollbarBg, ImGuiCol_Header, ImGuiCol_TableHeaderBg},
        carto::with_alpha(c.panel, 0));
    set({ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered}, c.hover);
    set({ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_HeaderActive,
         ImGuiCol_TextSelectedBg},
        c.primary_light);
    set({ImGuiCol_TextSelectedBg}, mix(c.panel, c.covered, 0.6));
    set({ImGuiCol_Header}, c.selected);
    set({ImGuiCol_CheckMark, ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_NavHighlight,
         ImGuiCol_SeparatorHovered, ImGuiCol_SeparatorActive, ImGuiCol_PlotLines,
         ImGuiCol_PlotHistogram, ImGuiCol_DragDropTarget, ImGuiCol_ResizeGripHovered,
         ImGuiCol_ResizeGripActive},
        c.primary);
    set({ImGuiCol_ResizeGrip}, c.rule);
    set({ImGuiCol_ScrollbarGrab}, c.rule);
    set({ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}, c.secondary);
    color[ImGuiCol_ModalWindowDimBg] = ImVec4(0.08F, 0.1F, 0.15F, 0.35F);
    color[ImGuiCol_NavWindowingDimBg] = color[ImGuiCol_ModalWindowDimBg];
    color[ImGuiCol_NavWindowingHighlight] = im4(c.primary);
    ImGui::GetStyle() = style;
}

const ItemLog::Item* ItemLog::find(std::string_view id) const {
    const auto found = std::find_if(items.rbegin(), items.rend(),
                                    [id](const Item& item) { return item.id == id; });
    return found == items.rend() ? nullptr : &*found;
}

}  // namespace maillage::ui
