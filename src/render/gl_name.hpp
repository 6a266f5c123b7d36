// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Owners of OpenGL names. Made and destroyed with the same context current. Not for users of the
/// library: epoxy's types stay here.

#include <epoxy/gl.h>

#include <utility>

namespace maillage::gl {

/// Kind::make() and Kind::drop(name) make and delete one name; 0 is none.
template <typename Kind>
class GlName {
public:
    GlName() = default;  ///< None.
    static GlName make() { return GlName(Kind::make()); }
    explicit GlName(GLuint name) noexcept : m_name(name) {}
    GlName(const GlName&) = delete;
    GlName& operator=(const GlName&) = delete;
    GlName(GlName&& other) noexcept : m_name(std::exchange(other.m_name, 0)) {}
    GlName& operator=(GlName&& other) noexcept {
        std::swap(m_name, other.m_name);
        return *this;
    }
    ~GlName() {
        if (m_name != 0) {
            Kind::drop(m_name);
        }
    }
    GLuint get() const noexcept { return m_name; }
    explicit operator bool() const noexcept { return m_name != 0; }

private:
    GLuint m_name = 0;
};

namespace detail {
struct TextureKind {
    static GLuint make() {
        GLuint name = 0;
        glGenTextures(1, &name);
        return name;
    }
    static void drop(GLuint name) { glDeleteTextures(1, &name); }
};
struct BufferKind {
    static GLuint make() {
        GLuint name = 0;
        glGenBuffers(1, &name);
        return name;
    }
    static void drop(GLuint name) { glDeleteBuffers(1, &name); }
};
struct VertexArrayKind {
    static GLuint make() {
        GLuint name = 0;
        glGenVertexArrays(1, &name);
        return name;
    }
    static void drop(GLuint name) { glDeleteVertexArrays(1, &name); }
};
struct FramebufferKind {
    static GLuint make() {
        GLuint name = 0;
        glGenFramebuffers(1, &name);
        return name;
    }
    static void drop(GLuint name) { glDeleteFramebuffers(1, &name); }
};
struct RenderbufferKind {
    static GLuint make() {
        GLuint name = 0;
        glGenRenderbuffers(1, &name);
        return name;
    }
    static void drop(GLuint name) { glDeleteRenderbuffers(1, &name); }
};
struct ProgramKind {
    static GLuint make() { return glCreateProgram(); }
    static void drop(GLuint name) { glDeleteProgram(name); }
};
struct ShaderKind {
    static void drop(GLuint name) { glDeleteShader(name); }
};
}  // namespace detail

using Texture = GlName<detail::TextureKind>;
using Buffer = GlName<detail::BufferKind>;
using VertexArray = GlName<detail::VertexArrayKind>;
using Framebuffer = GlName<detail::FramebufferKind>;
using Renderbuffer = GlName<detail::RenderbufferKind>;
using ProgramName = GlName<detail::ProgramKind>;
using Shader = GlName<detail::ShaderKind>;  ///< From glCreateShader(kind).

}  // namespace maillage::gl
