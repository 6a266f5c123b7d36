// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The window's picture, kept between frames: a frame draws only the part that changed, which is
/// what makes a tooltip cheap where OpenGL is software.

#include "carto/scene.hpp"

#include <memory>

namespace maillage::gl {

class KeptWindow {
public:
    KeptWindow();
    ~KeptWindow();
    KeptWindow(const KeptWindow&) = delete;
    KeptWindow& operator=(const KeptWindow&) = delete;

    /// \returns Whether the picture is new, so that all of it must be drawn.
    bool resize(int width, int height);
    /// Drawing goes to the picture from now on, nowhere but within \p part (pixels from the top
    /// left), which is filled with \p ground.
    void begin(const carto::Rect& part, carto::Color ground);
    /// Copies the picture into the window, where drawing goes again.
    void show();
    unsigned framebuffer() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace maillage::gl
