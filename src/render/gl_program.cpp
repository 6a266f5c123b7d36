// SPDX-License-Identifier: Apache-2.0
#include "render/gl_program.hpp"

#include "base/screen_messages.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <optional>

namespace maillage::gl {
namespace {

namespace fs = std::filesystem;

// Files hold no version line: frame.glsl stands before each of them.
constexpr const char* kVersion = "#version 330 core\n";
constexpr GLsizei kLogSize = 512;

Result<std::string> read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file || text.empty()) {
        return Error{Error::Code::kNotFound,
                     {screen::kShaderMissing, {path.filename().string()}},
                     path.string()};
    }
    return text;
}

Error refused(const fs::path& path, const std::string& log) {
    return Error{Error::Code::kFormat,
                 {screen::kShaderRefused, {path.filename().string(), log.substr(0, log.find('\n'))}},
                 path.string()};
}

Result<Shader> compile(GLenum kind, const std::string& shared, const fs::path& path) {
    const auto own = read_text(path);
    if (!own) {
        return own.error();
    }
    Shader shader(glCreateShader(kind));
    const std::array<const char*, 3> parts{kVersion, shared.c_str(), own->c_str()};
    glShaderSource(shader.get(), static_cast<GLsizei>(parts.size()), parts.data(), nullptr);
    glCompileShader(shader.get());
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &compiled);
    if (compiled != GL_TRUE) {
        std::array<char, kLogSize> log{};
        glGetShaderInfoLog(shader.get(), kLogSize, nullptr, log.data());
        return refused(path, log.data());
    }
    return shader;
}

}  // namespace

Program::Program(ProgramName name)
    : m_name(std::move(name)),
      m_canvas(uniform("u_canvas")),
      m_ratio(uniform("u_ratio")),
      m_clip(uniform("u_clip")),
      m_corner(uniform("u_corner")) {}

Result<Program> Program::load(const fs::path& folder, const std::string& vertex,
                              const std::string& fragment, const std::string& defined) {
    const auto common = read_text(folder / "frame.glsl");
    if (!common) {
        return common.error();
    }
    const auto shared = (defined.empty() ? "" : "#define " + defined + " 1\n") + *common;
    const auto first = compile(GL_VERTEX_SHADER, shared, folder / (vertex + ".vert.glsl"));
    if (!first) {
        return first.error();
    }
    const auto second = compile(GL_FRAGMENT_SHADER, shared, folder / (fragment + ".frag.glsl"));
    if (!second) {
        return second.error();
    }
    auto program = ProgramName::make();
    glAttachShader(program.get(), first->get());
    glAttachShader(program.get(), second->get());
    glLinkProgram(program.get());
    GLint linked = GL_FALSE;
    glGetProgramiv(program.get(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) {
        std::array<char, kLogSize> log{};
        glGetProgramInfoLog(program.get(), kLogSize, nullptr, log.data());
        return refused(folder / (fragment + ".frag.glsl"), log.data());
    }
    glDetachShader(program.get(), first->get());
    glDetachShader(program.get(), second->get());
    return Program(std::move(program));
}

void Program::use(const Window& window) const {
    glUseProgram(m_name.get());
    glUniform2f(m_canvas, static_cast<float>(window.canvas_width),
                static_cast<float>(window.canvas_height));
    glUniform1f(m_ratio, static_cast<float>(window.ratio));
    glUniform4f(m_clip, static_cast<float>(window.viewport.x),
                static_cast<float>(window.viewport.y), static_cast<float>(window.viewport.right()),
                static_cast<float>(window.viewport.bottom()));
    glUniform1f(m_corner, static_cast<float>(window.corner));
}

}  // namespace maillage::gl
