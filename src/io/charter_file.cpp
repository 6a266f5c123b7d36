// SPDX-License-Identifier: Apache-2.0
#include "io/charter_file.hpp"

#include "base/exports_messages.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "io/file_kind.hpp"
#include "io/read.hpp"
#include "io/toml_reader.hpp"
#include "io/workspace_paths.hpp"

#include <array>
#include <cmath>
#include <system_error>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMega = std::uint64_t{1} << 20U;
constexpr std::uint64_t kMostToml = kMega;
constexpr const char* kWorkspaceFile = "maillage.toml";
constexpr std::uint64_t kMostWorkspace = 16 * kMega;
constexpr std::int64_t kMostFontMega = 8;
constexpr std::int64_t kMostLogoMega = 2;
constexpr std::size_t kMostFonts = 8;
constexpr std::size_t kMostText = 200;
constexpr std::int64_t kLeastHeight = 5;  ///< Millimetres.
constexpr std::int64_t kMostHeight = 25;

Error refused(Message message) { return {Error::Code::kRefused, std::move(message), kCharterFile}; }

std::optional<std::uint32_t> parse_color(std::string_view text) {
    constexpr std::size_t kLength = 7;
    if (text.size() != kLength || text.front() != '#') {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    for (const char c : text.substr(1)) {
        const auto digit = std::string_view("0123456789abcdef")
                               .find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

/// The first thing that is wrong, unknown keys last.
std::optional<Error> error_of(const TomlReader& reader) {
    std::vector<Error> unknown;
    reader.report_unknown(unknown);
    return reader.error()    ? reader.error()
           : unknown.empty() ? std::nullopt
                             : std::optional(unknown.front());
}

class CharterReader {
public:
    explicit CharterReader(const fs::path& folder) : m_folder(folder) {}

    std::optional<Error> read(const toml::table& root) {
        TomlReader reader(root);
        spec.service = words(reader, "service");
        spec.footer = words(reader, "footer");
        const auto* colors = reader.table("colors");
        const auto* font = reader.table("font");
        const auto* logo = reader.table("logo");
        for (const auto& wrong :
             {error_of(reader), read_colors(colors), read_font(font), read_logo(logo)}) {
            if (wrong) {
                return wrong;
            }
        }
        return std::nullopt;
    }

    CharterSpec spec;

private:
    static std::string words(TomlReader& reader, const char* key) {
        auto text = reader.text(key);
        if (display_width(text) > kMostText) {
            reader.fail(Error::Code::kParse, {exports::kCharterTextLong,
                                              {place_of(*reader.node(key)).line, std::string(key),
                                               static_cast<std::int64_t>(kMostText)}});
        }
        return text;
    }

    std::optional<Error> read_colors(const toml::table* table) {
        if (table == nullptr) {
            return std::nullopt;
        }
        TomlReader reader(*table);
        for (const char* key :
             {"ink", "secondary", "primary", "primary_light", "ground", "accent"}) {
            const auto* node = reader.node(key);
            const auto text = reader.text(key);
            if (node == nullptr || !node->is_string()) {
                continue;
            }
            const auto line = place_of(*node).line;
            if (const auto color = parse_color(text)) {
                spec.colors[key] = {*color, line};
            } else {
                reader.fail(Error::Code::kParse, {exports::kCharterColor,
                                                  {line, std::string(key), quote_excerpt(text)}});
            }
        }
        return error_of(reader);
    }

    /// Reads a file of the folder. \returns The error, with the line it was named in.
    std::optional<Error> read_file(const std::string& name, std::int64_t line, std::int64_t most,
                                   CharterFile& file) {
        const auto shown = quote_excerpt(name);
        if (name.find('\0') != std::string::npos || is_remote(name)) {
            return refused({exports::kCharterOutside, {line, shown}});
        }
        std::error_code failed;
        const auto folder = fs::canonical(m_folder, failed);
        const auto path = (folder / name).lexically_normal();
        if (failed || fs::path(name).is_absolute() || !is_inside(path, folder)) {
            return refused({exports::kCharterOutside, {line, shown}});
        }
        const auto real = fs::canonical(path, failed);
        if (failed || !fs::is_regular_file(real, failed)) {
            return Error{
                Error::Code::kNotFound, {exports::kCharterNoFile, {line, shown}}, kCharterFile};
        }
        if (!is_inside(real, folder)) {
            return refused({exports::kCharterOutside, {line, shown}});
        }
        const auto size = fs::file_size(real, failed);
        if (failed || size > static_cast<std::uint64_t>(most) * kMega) {
            return refused({exports::kCharterTooLarge, {line, shown, most}});
        }
        auto bytes = read_bytes(real, static_cast<std::uint64_t>(most) * kMega);
        if (!bytes) {
            return bytes.error();
        }
        file = {name, line, real, std::move(bytes.value().bytes)};
        return std::nullopt;
    }

    std::optional<Error> read_font(const toml::table* table) {
        if (table == nullptr) {
            return std::nullopt;
        }
        TomlReader reader(*table);
        spec.family = words(reader, "family");
        if (const auto* node = reader.node("family")) {
            spec.family_line = place_of(*node).line;
        }
        const auto files = reader.texts("files");
        const auto* node = reader.node("files");
        if (auto wrong = error_of(reader)) {
            return wrong;
        }
        if (files.size() > kMostFonts) {
            return refused({exports::kCharterFonts,
                            {place_of(*node).line, static_cast<std::int64_t>(kMostFonts)}});
        }
        for (const auto& name : files) {
            CharterFile file;
            if (auto wrong = read_file(name, place_of(*node).line, kMostFontMega, file)) {
                return wrong;
            }
            spec.fonts.push_back(std::move(file));
        }
        return std::nullopt;
    }

    std::optional<Error> read_logo(const toml::table* table) {
        if (table == nullptr) {
            return std::nullopt;
        }
        TomlReader reader(*table);
        CharterLogo logo;
        const auto name = reader.text("file");
        const auto* node = reader.node("file");
        const auto line =
            place_of(node == nullptr ? static_cast<const toml::node&>(*table) : *node).line;
        logo.words = words(reader, "words");
        read_height(reader, logo);
        read_place(reader, logo);
        if (auto wrong = error_of(reader)) {
            return wrong;
        }
        if (auto wrong = read_file(name, line, kMostLogoMega, logo.file)) {
            return wrong;
        }
        spec.logo = std::move(logo);
        return std::nullopt;
    }

    static void read_height(TomlReader& reader, CharterLogo& logo) {
        const auto* node = reader.node("height");
        if (node == nullptr) {
            return;
        }
        logo.height_line = place_of(*node).line;
        const auto height = node->value<double>();
        if (!height || !(*height >= static_cast<double>(kLeastHeight) &&
                         *height <= static_cast<double>(kMostHeight))) {
            reader.fail(Error::Code::kParse,
                        {exports::kCharterHeight, {logo.height_line, kLeastHeight, kMostHeight}});
            return;
        }
        logo.height = *height;
    }

    static void read_place(TomlReader& reader, CharterLogo& logo) {
        const auto* node = reader.node("place");
        const auto place = reader.text("place");
        if (node == nullptr || place == "left") {
            return;
        }
        logo.right = place == "right";
        if (!logo.right) {
            reader.fail(Error::Code::kParse,
                        {exports::kCharterPlace,
                         {place_of(*node).line, quote_excerpt(place), std::string("left, right")}});
        }
    }

    fs::path m_folder;
};

}  // namespace

Result<CharterSpec> read_charter(const fs::path& folder) {
    std::error_code failed;
    if (!fs::is_regular_file(folder / kCharterFile, failed)) {
        return Error{Error::Code::kNotFound, {exports::kCharterMissing, {folder.string()}}, ""};
    }
    const auto bytes = read_bytes(folder / kCharterFile, kMostToml);
    if (!bytes) {
        return bytes.error();
    }
    const auto table = parse_toml(bytes->bytes);
    CharterReader reader(folder);
    auto wrong = table ? reader.read(*table) : std::optional(table.error());
    if (wrong) {
        wrong->where = kCharterFile;
        return *wrong;
    }
    Sha256 hash;
    hash.add(bytes->bytes);
    for (const auto& font : reader.spec.fonts) {
        hash.add(sha256_hex(font.bytes));
    }
    if (reader.spec.logo) {
        hash.add(sha256_hex(reader.spec.logo->file.bytes));
    }
    reader.spec.sha256 = hash.hex();
    return std::move(reader.spec);
}

Result<fs::path> charter_folder(const fs::path& workspace, const PathRules& rules) {
    std::error_code failed;
    const auto file = fs::is_directory(workspace, failed) ? workspace / kWorkspaceFile : workspace;
    if (file.filename() != kWorkspaceFile || !fs::is_regular_file(file, failed)) {
        return fs::path();
    }
    const auto bytes = read_bytes(file, kMostWorkspace);
    if (!bytes) {
        return bytes.error();
    }
    const auto table = parse_toml(bytes->bytes);
    if (!table) {
        return table.error();
    }
    const auto written = (*table)["copil"]["charte"].value_or(std::string());
    if (written.empty()) {
        return fs::path();
    }
    const auto folder =
        fs::canonical(file.parent_path().empty() ? "." : file.parent_path(), failed);
    const auto path = (folder / written).lexically_normal();
    if (rules.allow_outside) {
        return path;
    }
    const Error outside{
        Error::Code::kRefused, {MessageId::kPathOutside, {quote_excerpt(written)}}, kWorkspaceFile};
    if (failed || fs::path(written).is_absolute() || !is_inside(path, folder)) {
        return outside;
    }
    // One that is not there is read_charter()'s to say.
    const auto real = fs::canonical(path, failed);
    return failed || is_inside(real, folder) ? Result<fs::path>(path) : outside;
}

}  // namespace maillage::io
