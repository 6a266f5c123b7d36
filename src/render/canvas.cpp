// SPDX-License-Identifier: Apache-2.0
#include "render/canvas.hpp"

#include "base/screen_messages.hpp"

namespace maillage::gl {

Result<Done> Canvas::resize(int width, int height, bool stencil) {
    const bool same_size = m_texture && width == m_width && height == m_height;
    if (same_size && (m_stencil || !stencil)) {
        return Done{};
    }
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (width > largest || height > largest) {
        return Error{Error::Code::kRefused,
                     {screen::kCanvasTooLarge,
                      {std::int64_t{width}, std::int64_t{height}, std::int64_t{largest}}},
                     {}};
    }
    GLint before = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &before);
    if (!same_size) {
        m_texture = Texture::make();
        m_framebuffer = Framebuffer::make();
        m_stencil = Renderbuffer();
        glBindTexture(GL_TEXTURE_2D, m_texture.get());
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
        // The order of bytes that windows have: software OpenGL then copies without converting.
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_BGRA, GL_UNSIGNED_BYTE,
                     nullptr);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.get());
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_texture.get(),
                               0);
        m_width = width;
        m_height = height;
    }
    if (stencil) {
        m_stencil = Renderbuffer::make();
        glBindRenderbuffer(GL_RENDERBUFFER, m_stencil.get());
        glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.get());
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER,
                                  m_stencil.get());
    }
    const bool usable = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before));
    if (!usable) {
        return Error{Error::Code::kRefused,
                     {screen::kGlFailed, {std::string("GL_FRAMEBUFFER_UNSUPPORTED")}},
                     {}};
    }
    return Done{};
}

}  // namespace maillage::gl
