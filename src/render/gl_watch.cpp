// SPDX-License-Identifier: Apache-2.0
#include "render/gl_watch.hpp"

#include "base/screen_messages.hpp"
#include "render/gl_name.hpp"

#include <array>

namespace maillage::gl {
namespace {

constexpr int kNeededVersion = 33;  // epoxy counts 10 × major + minor

void GLAPIENTRY keep_error(GLenum /*source*/, GLenum type, GLuint /*id*/, GLenum /*severity*/,
                           GLsizei length, const GLchar* text, const void* user) {
    if (type != GL_DEBUG_TYPE_ERROR) {
        return;
    }
    // The C interface hands our own pointer back as const.
    auto* kept = static_cast<std::string*>(const_cast<void*>(user));
    if (kept->empty()) {
        kept->assign(text, length < 0 ? std::char_traits<char>::length(text)
                                      : static_cast<std::size_t>(length));
    }
}

std::string error_name(GLenum error) {
    switch (error) {
        case GL_INVALID_ENUM:
            return "GL_INVALID_ENUM";
        case GL_INVALID_VALUE:
            return "GL_INVALID_VALUE";
        case GL_INVALID_OPERATION:
            return "GL_INVALID_OPERATION";
        case GL_OUT_OF_MEMORY:
            return "GL_OUT_OF_MEMORY";
        case GL_INVALID_FRAMEBUFFER_OPERATION:
            return "GL_INVALID_FRAMEBUFFER_OPERATION";
        default:
            return std::to_string(error);
    }
}

}  // namespace

Result<Done> check_context() {
    if (glGetString(GL_VERSION) == nullptr) {
        return Error{Error::Code::kNotFound, {screen::kGlMissing}, {}};
    }
    const int version = epoxy_gl_version();
    if (!epoxy_is_desktop_gl() || version < kNeededVersion) {
        return Error{Error::Code::kNotFound,
                     {screen::kGlTooOld,
                      {std::to_string(version / 10) + "." + std::to_string(version % 10)}},
                     {}};
    }
    return Done{};
}

GlWatch::GlWatch() : m_message(std::make_unique<std::string>()) {
    const int version = epoxy_gl_version();
    m_listens = version >= 43 || epoxy_has_gl_extension("GL_KHR_debug");
    m_knows_resets = version >= 45 || epoxy_has_gl_extension("GL_KHR_robustness");
    if (m_listens) {
        glDebugMessageCallback(keep_error, m_message.get());
    }
}

GlWatch::~GlWatch() {
    if (m_listens) {
        glDebugMessageCallback(nullptr, nullptr);
    }
}

Result<Done> GlWatch::take() {
    if (m_knows_resets && glGetGraphicsResetStatus() != GL_NO_ERROR) {
        return Error{Error::Code::kNotFound, {screen::kGlLost}, {}};
    }
    const GLenum error = glGetError();
    if (error == GL_NO_ERROR && m_message->empty()) {
        return Done{};
    }
    // One error may leave several flags; a lost context would return them for ever.
    constexpr int kMostFlags = 16;
    for (int i = 0; i < kMostFlags && glGetError() != GL_NO_ERROR; ++i) {
    }
    const auto text = m_message->empty() ? error_name(error) : *m_message;
    m_message->clear();
    return Error{Error::Code::kRefused, {screen::kGlFailed, {text}}, {}};
}

}  // namespace maillage::gl
