// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The whole window as it was drawn: for screenshots.

#include "render/map_renderer.hpp"

namespace maillage::gl {

/// Its pixels, rows from the top. \pre a context is current; nothing was swapped since drawing.
Image read_window(int width, int height);

/// Waits until everything handed over is drawn: for measuring.
void finish();

}  // namespace maillage::gl
