// SPDX-License-Identifier: Apache-2.0
#include "io/workspace_file.hpp"

#include "base/format.hpp"
#include "base/text.hpp"
#include "io/file_error.hpp"
#include "io/read.hpp"
#include "io/role_names.hpp"
#include "io/toml_reader.hpp"

#include <system_error>
#include <utility>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "maillage.toml";
constexpr std::uint64_t kMaxBytes = std::uint64_t{16} << 20U;

void read_role(TomlReader& reader, SourceSpec& source) {
    const auto* node = reader.node("role");
    if (node == nullptr) {
        return;  // guessed from the columns
    }
    const std::string name = reader.text("role");
    if (const auto role = parse_role(name)) {
        source.role = *role;
    } else {
        reader.fail(
            Error::Code::kParse,
            Message(MessageId::kRoleNotKnown, {place_of(*node).line, name, listed(role_names())}));
    }
}

void read_columns(TomlReader& reader, SourceSpec& source) {
    const auto* columns = reader.table("columns");
    if (columns == nullptr) {
        return;
    }
    for (const auto& [key, value] : *columns) {
        if (const auto* header = value.as_string()) {
            source.columns[std::string(key.str())] = header->get();
        } else {
            reader.wrong_type(value, key.str(), MessageId::kTypeText);
        }
    }
}

std::optional<Count> interval_of(const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr || list->size() != 2) {
        return std::nullopt;
    }
    const auto* low = list->get(0)->as_integer();
    const auto* high = list->get(1)->as_integer();
    constexpr std::int64_t kMost = 10'000'000;
    if (low == nullptr || high == nullptr || low->get() < 0 || high->get() < low->get() ||
        high->get() > kMost) {
        return std::nullopt;
    }
    return Count::masked(low->get(), high->get());
}

void read_masked(TomlReader& reader, SourceSpec& source) {
    const auto* masked = reader.table("masked");
    if (masked == nullptr) {
        return;
    }
    for (const auto& [key, value] : *masked) {
        if (const auto interval = interval_of(value)) {
            source.masked[std::string(key.str())] = *interval;
        } else {
            reader.wrong_type(value, key.str(), MessageId::kTypeInterval);
        }
    }
}

void read_population_years(TomlReader& reader, SourceSpec& source) {
    source.population_years = reader.years("population_years");
    const auto& years = source.population_years;
    if (!years.empty() && (years.size() != 2 || years[0] >= years[1])) {
        reader.wrong_type(*reader.node("population_years"), "population_years",
                          MessageId::kTypeTwoYears);
    }
}

/// What the user knows better than the program's guess.
void read_corrections(TomlReader& reader, SourceSpec& source) {
    if (const auto* node = reader.node("header")) {
        const auto* row = node->as_integer();
        constexpr std::int64_t kMostRows = 1'000'000;
        if (row == nullptr || row->get() < 1 || row->get() > kMostRows) {
            reader.wrong_type(*node, "header", MessageId::kTypeRow);
        } else {
            source.header = static_cast<std::uint32_t>(row->get());
        }
    }
    const auto* node = reader.node("encoding");
    const auto name = reader.text("encoding");
    if (name.empty()) {
        return;
    }
    if (const auto encoding = known_encoding(name); !encoding.empty()) {
        source.encoding = encoding;
    } else {
        reader.wrong_type(*node, "encoding", MessageId::kTypeEncoding);
    }
}

Result<SourceSpec> read_source(const toml::table& table, std::vector<Error>& remarks) {
    TomlReader reader(table);
    SourceSpec source;
    read_role(reader, source);
    source.path = reader.text("path");
    source.layer = reader.text("layer");
    source.vintage = reader.vintage("vintage");
    read_columns(reader, source);
    read_masked(reader, source);
    source.schematic = reader.flag("schematic");
    source.modelled = reader.flag("modelled");
    source.partial = reader.flag("partial");
    source.overrides = reader.flag("overrides");
    source.attribution = reader.text("attribution");
    read_population_years(reader, source);
    read_corrections(reader, source);
    if (source.path.empty()) {
        reader.fail(Error::Code::kParse,
                    Message(MessageId::kSourceWithoutPath, {place_of(table).line}));
    }
    if (reader.error()) {
        return *reader.error();
    }
    reader.report_unknown(remarks);
    return source;
}

void read_departments(TomlReader& reader, WorkspaceSpec& spec) {
    const auto* node = reader.node("departments");
    for (auto& code : reader.texts("departments")) {
        if (DepartmentCode::parse(code)) {
            spec.departments.push_back(std::move(code));
        } else {
            reader.fail(Error::Code::kParse,
                        Message(MessageId::kDepartmentNotCode, {place_of(*node).line, code}));
        }
    }
}

std::optional<Error> read_general(const toml::table& table, WorkspaceSpec& spec) {
    TomlReader reader(table);
    spec.name = reader.text("name");
    spec.vintage = reader.vintage("vintage");
    spec.counts_years = reader.years("counts_year");
    spec.date = reader.date("date");
    read_departments(reader, spec);
    reader.report_unknown(spec.remarks);
    return reader.error();
}

/// Choices are compared as texts; polygon_share may be a number.
std::string choice_text(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return text->get();
    }
    if (const auto* number = node.as_floating_point()) {
        return format("{}", number->get());
    }
    const auto* whole = node.as_integer();
    return whole == nullptr ? std::string() : std::to_string(whole->get());
}

std::optional<Error> read_choices(const toml::table& table, WorkspaceSpec& spec) {
    TomlReader reader(table);
    for (const auto& known : choice_texts(Choices{})) {
        const auto* node = reader.node(known.first);
        if (node == nullptr) {
            continue;
        }
        const std::string value = choice_text(*node);
        if (!set_choice(spec.choices, known.first, value)) {
            reader.fail(Error::Code::kParse, Message(MessageId::kChoiceNotKnown,
                                                     {place_of(*node).line, value, known.first,
                                                      listed(choice_values(known.first))}));
        }
    }
    reader.report_unknown(spec.remarks);
    return reader.error();
}

/// Read by charter_file.cpp when it is wanted.
std::optional<Error> check_copil(const toml::table& table, WorkspaceSpec& spec) {
    TomlReader reader(table);
    static_cast<void>(reader.text("charte"));
    reader.report_unknown(spec.remarks);
    return reader.error();
}

Result<WorkspaceSpec> read_root(const toml::table& root, const fs::path& folder) {
    WorkspaceSpec spec;
    spec.folder = folder;
    TomlReader reader(root);
    if (const auto* general = reader.table("workspace")) {
        if (auto error = read_general(*general, spec)) {
            return *error;
        }
    }
    for (const auto* table : reader.tables("source")) {
        auto source = read_source(*table, spec.remarks);
        if (!source) {
            return source.error();
        }
        spec.sources.push_back(std::move(source).value());
    }
    if (const auto* choices = reader.table("choices")) {
        if (auto error = read_choices(*choices, spec)) {
            return *error;
        }
    }
    if (const auto* copil = reader.table("copil")) {
        if (auto error = check_copil(*copil, spec)) {
            return *error;
        }
    }
    if (reader.error()) {
        return *reader.error();
    }
    reader.report_unknown(spec.remarks);
    return spec;
}

}  // namespace

Result<WorkspaceSpec> parse_workspace(std::string_view text, const fs::path& folder) {
    const auto table = parse_toml(text);
    auto spec = table ? read_root(*table, folder) : Result<WorkspaceSpec>(table.error());
    if (!spec) {
        auto error = spec.error();
        error.where = kFileName;
        return error;
    }
    for (auto& remark : spec.value().remarks) {
        remark.where = kFileName;
    }
    return spec;
}

Result<WorkspaceSpec> read_workspace(const fs::path& path) {
    std::error_code failed;
    fs::path file = path;
    if (fs::is_directory(path, failed)) {
        file = path / kFileName;
        if (!fs::exists(file, failed)) {
            return Error{Error::Code::kNotFound,
                         Message(MessageId::kWorkspaceMissing, {path.filename().string()}),
                         {}};
        }
    }
    auto bytes = read_bytes(file, kMaxBytes);
    if (!bytes) {
        return bytes.error();
    }
    const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    return parse_workspace(bytes->bytes, folder);
}

}  // namespace maillage::io
