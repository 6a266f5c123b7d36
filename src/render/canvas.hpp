// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The texture that the map is drawn into.

#include "base/result.hpp"
#include "render/gl_name.hpp"

namespace maillage::gl {

class Canvas {
public:
    /// Makes it this large, with a stencil if asked for. Errors: larger than allowed.
    Result<Done> resize(int width, int height, bool stencil);

    int width() const noexcept { return m_width; }
    int height() const noexcept { return m_height; }
    GLuint texture() const noexcept { return m_texture.get(); }
    GLuint framebuffer() const noexcept { return m_framebuffer.get(); }

private:
    Texture m_texture;
    Renderbuffer m_stencil;
    Framebuffer m_framebuffer;
    int m_width = 0;
    int m_height = 0;
};

}  // namespace maillage::gl
