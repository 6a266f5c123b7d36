// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Title and subtitle, sources and notices, scale bar, north.

#include "carto/circles.hpp"
#include "carto/content.hpp"
#include "carto/layer_marks.hpp"
#include "carto/text_block.hpp"
#include "indicators/coverage_state.hpp"

#include <span>
#include <string>

namespace maillage::carto {

/// In place, top left of the canvas.
Block make_title(const Pen& pen, const Canvas& canvas, const std::string& title,
                 const std::string& subtitle);

/// What the map is made from, and what must be said of it.
struct SourceWords {
    std::string sources;
    std::string notices;
};
SourceWords source_words(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const CircleMarks& marks,
                         std::span<const LayerEntry> layers);

/// Sources and notices, in place, bottom left; \p right pixels are left free beside them.
Block make_sources(const Pen& pen, const SceneInput& input, const MapRequest& request,
                   const MapContent& content, const CircleMarks& marks,
                   std::span<const LayerEntry> layers, const Canvas& canvas, double right);

/// "Sources : signataires 2023, cir-45.xlsx ; contrats au…": the files of counts, contracts and
/// outlines behind a coverage.
std::string data_sources(const indicators::CoverageState& coverage, Language language);

/// The length a scale bar stands for: 1, 2 or 5 times a power of ten, at most \p metres.
double round_length(double metres);
/// Room a scale bar (and north) may take at the bottom right.
double scale_bar_room(const Pen& pen, const Furniture& furniture);
/// In place, bottom right, level with the last line of the sources.
Block make_scale_bar(const Pen& pen, const Furniture& furniture, const Canvas& canvas,
                     double metres_per_pixel);

}  // namespace maillage::carto
