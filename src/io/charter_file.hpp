// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A charter: a folder with charte.toml that says the colours, typefaces, logo and words of a
/// service, and the files it names.

#include "base/result.hpp"
#include "io/workspace_file.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// Name of the file in a charter's folder.
inline constexpr const char* kCharterFile = "charte.toml";

/// A file beside charte.toml, read.
struct CharterFile {
    std::string name;  ///< As written.
    std::int64_t line = 0;
    std::filesystem::path path;
    std::string bytes;
};

struct CharterColor {
    std::uint32_t rgb = 0;  ///< 0x1F3A6E
    std::int64_t line = 0;
};

struct CharterLogo {
    CharterFile file;
    double height = 16.0;  ///< Millimetres on paper.
    std::int64_t height_line = 0;
    bool right = false;
    std::string words;  ///< For those who cannot see; may be empty.
};

struct CharterSpec {
    std::string service;
    std::string footer;
    /// By key of [colors]: ink, secondary, primary, primary_light, ground, accent; those written.
    std::map<std::string, CharterColor, std::less<>> colors;
    std::string family;  ///< Empty: the program's.
    std::int64_t family_line = 0;
    std::vector<CharterFile> fonts;
    std::optional<CharterLogo> logo;
    std::string sha256;  ///< Of charte.toml and of all files it names.
};

/// Strict, because a charter that is half followed is noticed in front of an audience: a key that
/// means nothing, a colour that is none, a file that is missing, too large or outside the folder
/// (links followed) are errors with their line, `where` naming charte.toml.
/// \returns kNotFound where there is no such folder or file; kParse, kRefused.
Result<CharterSpec> read_charter(const std::filesystem::path& folder);

/// The folder that [copil] charte of a workspace's maillage.toml names; empty: none, or there is no
/// such file. \returns kRefused where it lies outside the workspace and the rules do not allow
/// that; kParse.
Result<std::filesystem::path> charter_folder(const std::filesystem::path& workspace,
                                             const PathRules& rules);

}  // namespace maillage::io
