// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Shader programs from files, and where on the canvas they draw.

#include "base/result.hpp"
#include "carto/camera.hpp"
#include "render/gl_name.hpp"

#include <filesystem>
#include <string>

namespace maillage::gl {

/// The part of the canvas a frame owns, and how layout pixels become those of the texture.
struct Window {
    double canvas_width = 0.0;   ///< Layout pixels.
    double canvas_height = 0.0;  ///< Layout pixels.
    double ratio = 1.0;          ///< Texture pixels for each of them.
    int x = 0;                   ///< The frame's pixels of the texture, from the top left.
    int y = 0;
    int width = 0;
    int height = 0;
    double corner = 0.0;     ///< Layout pixels.
    carto::Rect viewport{};  ///< As the scene says; corners are round here.
    friend bool operator==(const Window&, const Window&) = default;
};

/// A linked program of VERTEX.vert.glsl and FRAGMENT.frag.glsl, each behind `frame.glsl`, which
/// holds what all programs share (see there for the uniforms). \p defined: a name that the shaders
/// look for with #ifdef.
class Program {
public:
    /// Errors: a file is missing; the driver refuses a shader (with the first line it says).
    static Result<Program> load(const std::filesystem::path& folder, const std::string& vertex,
                                const std::string& fragment, const std::string& defined = {});

    /// Makes it current with the shared uniforms set for \p window.
    void use(const Window& window) const;
    GLint uniform(const char* name) const { return glGetUniformLocation(m_name.get(), name); }
    GLuint get() const noexcept { return m_name.get(); }

private:
    explicit Program(ProgramName name);
    ProgramName m_name;
    GLint m_canvas = -1;
    GLint m_ratio = -1;
    GLint m_clip = -1;
    GLint m_corner = -1;
};

}  // namespace maillage::gl
