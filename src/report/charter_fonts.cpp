// SPDX-License-Identifier: Apache-2.0
#include "report/charter_fonts.hpp"

#include "base/exports_messages.hpp"
#include "base/text.hpp"

#include <fontconfig/fontconfig.h>
// Not whole without the one above.
#include <fontconfig/fcfreetype.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

namespace maillage::report {
namespace {

struct DestroyPattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};

Error refused(Message message) {
    return {Error::Code::kRefused, std::move(message), "charte.toml"};
}

std::string text_of(const FcPattern* pattern, const char* what) {
    FcChar8* text = nullptr;
    return FcPatternGetString(pattern, what, 0, &text) == FcResultMatch
               ? std::string(reinterpret_cast<const char*>(text))
               : std::string();
}

int number_of(const FcPattern* pattern, const char* what) {
    int number = 0;
    return FcPatternGetInteger(pattern, what, 0, &number) == FcResultMatch ? number : 0;
}

/// What stands in a style sheet and in Pango's list of families without meaning more than a name.
bool plain_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c == ' ' || c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

bool font_bytes(std::string_view bytes) {
    return bytes.starts_with(std::string_view("\0\1\0\0", 4)) || bytes.starts_with("OTTO") ||
           bytes.starts_with("true");
}

}  // namespace

Result<std::vector<FontFace>> load_fonts(const io::CharterSpec& spec) {
    std::vector<FontFace> faces;
    std::set<std::string> families;
    FcConfigAppFontClear(nullptr);
    for (const auto& file : spec.fonts) {
        const auto* path = reinterpret_cast<const FcChar8*>(file.path.c_str());
        int count = 0;
        const std::unique_ptr<FcPattern, DestroyPattern> pattern(
            font_bytes(file.bytes) ? FcFreeTypeQuery(path, 0, nullptr, &count) : nullptr);
        if (!pattern || FcConfigAppFontAddFile(nullptr, path) == FcFalse) {
            return refused({exports::kCharterFontKind, {file.line, quote_excerpt(file.name)}});
        }
        families.insert(text_of(pattern.get(), FC_FAMILY));
        faces.push_back({file.bytes, file.bytes.starts_with("OTTO"),
                         number_of(pattern.get(), FC_WEIGHT) >= FC_WEIGHT_DEMIBOLD,
                         number_of(pattern.get(), FC_SLANT) != FC_SLANT_ROMAN});
    }
    if (spec.family.empty() && faces.empty()) {
        return faces;
    }
    if (!plain_name(spec.family) || !families.contains(spec.family)) {
        std::string found;
        for (const auto& one : families) {
            found += (found.empty() ? "" : ", ") + one;
        }
        return refused({exports::kCharterFontFamily,
                        {spec.family_line > 0 ? spec.family_line
                         : spec.fonts.empty() ? std::int64_t{0}
                                              : spec.fonts.front().line,
                         quote_excerpt(spec.family), quote_excerpt(found.empty() ? "0" : found)}});
    }
    return faces;
}

}  // namespace maillage::report
