// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Pixels of a Cairo surface.

#include "report/image.hpp"

#include <cairo.h>

namespace maillage::report {

/// A copy, not premultiplied. \pre an image surface of 32 bits a pixel; without alpha it is opaque.
Image straight_image(cairo_surface_t* surface);

}  // namespace maillage::report
