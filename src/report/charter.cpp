// SPDX-License-Identifier: Apache-2.0
#include "report/charter.hpp"

#include "base/exports_messages.hpp"
#include "carto/theme_colors.hpp"
#include "report/charter_fonts.hpp"
#include "report/charter_logo.hpp"
#include "report/pango_fonts.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace maillage::report {
namespace {

constexpr carto::Color kWhite = carto::rgb(0xFFFFFF);

/// 3.97 → 39: rounded down, so that what is refused never reads as enough.
std::int64_t tenths_of(double ratio) {
    return static_cast<std::int64_t>(std::floor(ratio * 10.0 + 1e-9));
}

struct Pair {
    const char* text;
    carto::Color color;
    const char* below;
    carto::Color ground;
};

/// Of the two colours the one that the user wrote is pointed at; the neutral pairs all pass.
std::optional<Error> unreadable(const io::CharterSpec& spec, const Pair& pair) {
    const double ratio = carto::contrast(pair.color, pair.ground);
    if (ratio >= kLeastContrast) {
        return std::nullopt;
    }
    const auto line = [&](const char* key) {
        const auto found = spec.colors.find(std::string_view(key));
        return found == spec.colors.end() ? std::int64_t{0} : found->second.line;
    };
    const auto own = line(pair.text);
    // Of the colour at that line.
    const bool below_text = carto::luminance(pair.color) < carto::luminance(pair.ground);
    const bool darker = own > 0 ? below_text : !below_text;
    return Error{Error::Code::kRefused,
                 {exports::kCharterContrast,
                  {own > 0 ? own : line(pair.below), std::string(pair.text),
                   std::string(pair.below), tenths_of(ratio) / 10, tenths_of(ratio) % 10,
                   darker ? exports::kCharterDarker : exports::kCharterLighter}},
                 "charte.toml"};
}

std::optional<Error> unreadable(const io::CharterSpec& spec, const Charter& charter) {
    const Pair texts[] = {{"ink", charter.ink, "", {}},
                          {"secondary", charter.quiet, "", {}},
                          {"primary", charter.primary, "", {}},
                          {"accent", charter.target, "", {}}};
    for (const auto& text : texts) {
        for (const auto& [name, ground] :
             {std::pair("ground", charter.ground), std::pair("#FFFFFF", kWhite),
              std::pair("primary_light", charter.tint)}) {
            if (auto wrong = unreadable(spec, {text.text, text.color, name, ground})) {
                return wrong;
            }
        }
    }
    return std::nullopt;
}

void set_colors(const io::CharterSpec& spec, Charter& charter) {
    const auto set = [&](const char* key, carto::Color& color) {
        if (const auto found = spec.colors.find(std::string_view(key));
            found != spec.colors.end()) {
            color = carto::rgb(found->second.rgb);
        }
    };
    set("ink", charter.ink);
    set("secondary", charter.quiet);
    set("primary", charter.primary);
    set("primary_light", charter.tint);
    set("ground", charter.ground);
    set("accent", charter.target);
    constexpr std::uint8_t kFaint = 38;  // 15 % of the ink.
    charter.rule = carto::over(carto::with_alpha(charter.ink, kFaint), charter.ground);
}

}  // namespace

Result<CharterPtr> make_charter(const io::CharterSpec& spec) {
    auto charter = std::make_shared<Charter>();
    set_colors(spec, *charter);
    if (auto wrong = unreadable(spec, *charter)) {
        return *wrong;
    }
    charter->service = spec.service;
    charter->footer = spec.service;
    if (!spec.footer.empty()) {
        charter->footer += (charter->footer.empty() ? "" : " \u00B7 ") + spec.footer;
    }
    auto fonts = load_fonts(spec);
    if (!fonts) {
        return fonts.error();
    }
    charter->fonts = std::move(fonts).value();
    if (!spec.family.empty()) {
        charter->family = spec.family;
    }
    if (spec.logo) {
        auto logo = load_logo(*spec.logo);
        if (!logo) {
            return logo.error();
        }
        charter->logo = std::move(logo).value();
    }
    charter->key = spec.sha256;
    return CharterPtr(std::move(charter));
}

carto::MapScene dressed(carto::MapScene scene, const Charter& charter) {
    if (charter.key.empty()) {
        return scene;
    }
    const auto& theme = carto::theme_colors(carto::Theme::kLight);
    for (auto& text : scene.texts) {
        if (text.color == theme.ink) {
            text.color = text.role == carto::TextRole::kTitle ? charter.primary : charter.ink;
        } else if (text.color == theme.secondary) {
            text.color = charter.quiet;
        }
    }
    if (scene.ground == theme.ground && charter.ground != kWhite) {
        scene.ground = charter.ground;
    }
    return scene;
}

}  // namespace maillage::report
