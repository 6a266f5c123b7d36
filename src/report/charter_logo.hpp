// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The logo of a charter, PNG or SVG. What is given to readers is what was drawn here: pixels, or
/// shapes in a PDF; never the file itself, so nothing that hides in it travels on.

#include "base/result.hpp"
#include "carto/camera.hpp"
#include "io/charter_file.hpp"
#include "report/document.hpp"

#include <cairo.h>

#include <memory>

namespace maillage::report {

/// An SVG is drawn without scripts and without files or addresses it names (librsvg loads neither).
/// \returns kRefused where it is no such picture, has more than 4000 pixels a side, or is more than
/// twelve times as wide as high.
Result<std::shared_ptr<const Logo>> load_logo(const io::CharterLogo& logo);

/// Into \p box, in layout pixels of \p scale units of the surface each: an SVG as shapes.
void draw_logo(cairo_surface_t* surface, double scale, const Logo& logo, const carto::Rect& box);

}  // namespace maillage::report
