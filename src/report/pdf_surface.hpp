// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The bytes of a PDF: the same for the same drawing.

#include "base/result.hpp"
#include "carto/camera.hpp"

#include <cairo.h>

#include <functional>
#include <string>

namespace maillage::report {

inline constexpr double kPixelsPerInch = 96.0;
inline constexpr double kPointsPerPixel = 72.0 / kPixelsPerInch;

struct PdfTexts {
    std::string title;
    std::string author;  ///< Empty: none.
    std::string subject;
};
struct PageSize {
    double width = 0.0;  ///< Layout pixels.
    double height = 0.0;
};

/// \p draw shows each of its pages. \returns kWrite where Cairo cannot draw it.
Result<std::string> pdf_of(const PageSize& size, const PdfTexts& texts,
                           const std::function<void(cairo_surface_t*)>& draw);

/// kWrite with Cairo's words.
Error not_drawn(cairo_status_t status);

}  // namespace maillage::report
