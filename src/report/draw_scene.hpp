// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// MapScene → PNG, SVG, PDF, without a display. The same bytes for the same scene.

#include "base/result.hpp"
#include "carto/scene.hpp"
#include "report/font_families.hpp"
#include "report/image.hpp"
#include "report/map_tips.hpp"

#include <filesystem>
#include <string>

namespace maillage::report {

struct PageOptions {
    /// Pixels of a PNG for each layout pixel, which is 1/96 inch on paper whatever the scale: a PNG
    /// of scale 2 has twice the pixels at the same size. SVG and PDF keep the size of the scene and
    /// take the outlines that suit this scale.
    double scale = 1.0;
    std::string title;   ///< Of the document; empty: the title on the map.
    std::string author;  ///< Empty: none.
    std::string families = kFontFamilies;
};

/// Writes the map in the format of the ending: .png, .svg or .pdf (one page). The file is replaced
/// when the new one is whole on disk. \returns kRefused for another ending or an image beyond
/// kLargestSide pixels a side; kWrite.
Result<Done> write_map(const carto::MapScene& scene, const std::filesystem::path& path,
                       const PageOptions& options);

/// The map as an SVG document. \param prefix Of its ids: several maps may stand in one page.
/// \param tips What it says when it is pointed at; null: nothing.
std::string map_svg(const carto::MapScene& scene, const PageOptions& options,
                    const std::string& prefix = {}, const MapTips* tips = nullptr);

/// Whether write_map() knows the ending.
bool is_map_ending(const std::filesystem::path& path);

inline constexpr int kLargestSide = 32000;  ///< Cairo's limit is 32 767.

/// The pixels of the PNG. \returns kRefused for an empty or too large image.
Result<Image> draw_image(const carto::MapScene& scene, double scale,
                         const std::string& families = kFontFamilies);

}  // namespace maillage::report
