// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// An OpenGL context without window or display, for tests and benchmarks of `render`.

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>
#include <memory>

namespace maillage::support {

/// Current on this thread while it lives.
class GlContext {
public:
    /// \returns Nothing where there is no EGL without surface, or no such OpenGL.
    static std::unique_ptr<GlContext> make(EGLint major = 3, EGLint minor = 3) {
        if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")) {
            return nullptr;
        }
        auto context = std::unique_ptr<GlContext>(new GlContext);
        context->m_display =
            eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (eglInitialize(context->m_display, nullptr, nullptr) != EGL_TRUE ||
            eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) {
            return nullptr;
        }
        const std::array<EGLint, 9> wanted{EGL_CONTEXT_MAJOR_VERSION,
                                           major,
                                           EGL_CONTEXT_MINOR_VERSION,
                                           minor,
                                           EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                           EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                           EGL_CONTEXT_OPENGL_DEBUG,
                                           EGL_TRUE,
                                           EGL_NONE};
        context->m_context =
            eglCreateContext(context->m_display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted.data());
        if (context->m_context == EGL_NO_CONTEXT ||
            eglMakeCurrent(context->m_display, EGL_NO_SURFACE, EGL_NO_SURFACE,
                           context->m_context) != EGL_TRUE) {
            return nullptr;
        }
        return context;
    }
    GlContext(const GlContext&) = delete;
    GlContext& operator=(const GlContext&) = delete;
    ~GlContext() {
        if (m_context != EGL_NO_CONTEXT) {
            eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(m_display, m_context);
        }
    }

private:
    GlContext() = default;
    EGLDisplay m_display = EGL_NO_DISPLAY;
    EGLContext m_context = EGL_NO_CONTEXT;
};

}  // namespace maillage::support
