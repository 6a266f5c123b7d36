// SPDX-License-Identifier: Apache-2.0
#include "render/kept_window.hpp"

#include "render/gl_name.hpp"

#include <cmath>

namespace maillage::gl {

struct KeptWindow::State {
    Texture texture;
    Framebuffer framebuffer;
    int width = 0;
    int height = 0;
};

KeptWindow::KeptWindow() : m_state(std::make_unique<State>()) {}
KeptWindow::~KeptWindow() = default;

unsigned KeptWindow::framebuffer() const { return m_state->framebuffer.get(); }

bool KeptWindow::resize(int width, int height) {
    auto& state = *m_state;
    if (state.framebuffer && width == state.width && height == state.height) {
        return false;
    }
    state.texture = Texture::make();
    state.framebuffer = Framebuffer::make();
    state.width = width;
    state.height = height;
    glBindTexture(GL_TEXTURE_2D, state.texture.get());
    // The order of bytes of a window, so that showing it is a plain copy.
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                 nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, state.framebuffer.get());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, state.texture.get(),
                           0);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    return true;
}

void KeptWindow::begin(const carto::Rect& part, carto::Color ground) {
    constexpr float kFull = 255.0F;
    const auto& state = *m_state;
    const auto x = static_cast<int>(std::floor(part.x));
    const auto top = static_cast<int>(std::floor(part.y));
    const auto right = static_cast<int>(std::ceil(part.right()));
    const auto bottom = static_cast<int>(std::ceil(part.bottom()));
    glBindFramebuffer(GL_FRAMEBUFFER, state.framebuffer.get());
    glViewport(0, 0, state.width, state.height);
    glEnable(GL_SCISSOR_TEST);
    glScissor(x, state.height - bottom, right - x, bottom - top);
    glClearColor(static_cast<float>(ground.r) / kFull, static_cast<float>(ground.g) / kFull,
                 static_cast<float>(ground.b) / kFull, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
}

void KeptWindow::show() {
    const auto& state = *m_state;
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, state.framebuffer.get());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(0, 0, state.width, state.height, 0, 0, state.width, state.height,
                      GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

}  // namespace maillage::gl
