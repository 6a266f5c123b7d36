// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A charter's folder made for a test: strong colours, a typeface that no system has, a logo.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace maillage::test {

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// DejaVu Serif under the name "Charte Serif", in both ways that a font writes its names.
inline std::string renamed_font(const std::filesystem::path& font) {
    auto bytes = file_bytes(font);
    const auto rename = [&](const std::string& from, const std::string& to) {
        for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at)) {
            bytes.replace(at, to.size(), to);
        }
    };
    const auto wide = [](const std::string& text) {
        std::string all;
        for (const char c : text) {
            all += '\0';
            all += c;
        }
        return all;
    };
    rename(wide("DejaVu Serif"), wide("Charte Serif"));
    rename("DejaVu Serif", "Charte Serif");
    return bytes;
}

inline const char* const kLogoSvg =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 60\">"
    "<rect width=\"40\" height=\"60\" fill=\"#7A0019\"/>"
    "<rect x=\"40\" width=\"40\" height=\"60\" fill=\"#FFFFFF\"/>"
    "<rect x=\"80\" width=\"40\" height=\"60\" fill=\"#00602B\"/></svg>";

class CharterFolder {
public:
    explicit CharterFolder(const std::string& name)
        : m_path(std::filesystem::temp_directory_path() /
                 ("maillage-" + name + "-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(m_path);
        std::filesystem::create_directories(m_path);
    }
    ~CharterFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    CharterFolder(const CharterFolder&) = delete;
    CharterFolder& operator=(const CharterFolder&) = delete;
    CharterFolder(CharterFolder&&) = delete;
    CharterFolder& operator=(CharterFolder&&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    void add(const std::string& name, const std::string& bytes) const {
        std::ofstream(m_path / name, std::ios::binary) << bytes;
    }
    void toml(const std::string& text) const { add("charte.toml", text); }

    /// Everything a charter can say.
    void strong() const {
        const std::filesystem::path fonts = "/usr/share/fonts/truetype/dejavu";
        add("serif.ttf", renamed_font(fonts / "DejaVuSerif.ttf"));
        add("serif-gras.ttf", renamed_font(fonts / "DejaVuSerif-Bold.ttf"));
        add("logo.svg", kLogoSvg);
        toml(
            "service = \"Préfecture de l’Essai\"\n"
            "footer = \"Cité administrative, 45000 Orléans\"\n"
            "[colors]\nprimary = \"#7A0019\"\nprimary_light = \"#FBE9D0\"\nink = \"#101010\"\n"
            "secondary = \"#4A3A3A\"\nground = \"#FFFBF2\"\naccent = \"#00602B\"\n"
            "[font]\nfamily = \"Charte Serif\"\nfiles = [\"serif.ttf\", \"serif-gras.ttf\"]\n"
            "[logo]\nfile = \"logo.svg\"\nheight = 18\nplace = \"right\"\n"
            "words = \"Trois bandes\"\n");
    }

private:
    std::filesystem::path m_path;
};

}  // namespace maillage::test
