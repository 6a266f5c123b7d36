// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// maillage.toml: which files a workspace is made of, and its choices.

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/choices.hpp"
#include "model/count.hpp"
#include "model/source.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// One [[source]] of maillage.toml.
struct SourceSpec {
    Role role = Role::kUnknown;
    std::string path;  ///< As written: a file, a folder, a glob, or "PG:…".
    std::string layer;
    std::optional<Vintage> vintage;
    /// Standard name → header in the file; an empty header = no column is this one.
    std::map<std::string, std::string> columns;
    std::map<std::string, Count> masked;  ///< Token → interval it stands for.
    bool schematic = false;  ///< Outlines that are not real ("contours schématiques").
    bool modelled = false;   ///< Counts that are modelled.
    bool partial = false;    ///< A list known to be incomplete.
    /// Rows that stand in place of those with the same id in the other files (the register kept by
    /// the program); built-in rows stay beside them.
    bool overrides = false;
    std::string attribution;
    std::uint32_t header = 0;  ///< 1-based row of the column titles; 0 = found by the program.
    std::string encoding;      ///< "UTF-8", "Windows-1252", "UTF-16"; empty = found.
    /// Years of the columns population_2019 and population, in this order; empty = not said.
    std::vector<int> population_years{};
    friend bool operator==(const SourceSpec&, const SourceSpec&) = default;
};

struct WorkspaceSpec {
    std::filesystem::path folder;  ///< All relative paths start here.
    std::string name;
    std::optional<Vintage> vintage;
    std::vector<int> counts_years;
    std::optional<Date> date;
    std::vector<std::string> departments;
    std::vector<SourceSpec> sources;
    Choices choices;
    /// Keys that mean nothing to the program, wrong values that were replaced: said, never silent.
    std::vector<Error> remarks;
};

/// \returns An error with line and column when the text is not TOML or a needed value is wrong.
Result<WorkspaceSpec> parse_workspace(std::string_view toml, const std::filesystem::path& folder);

/// \p path is a folder with maillage.toml or the file itself.
Result<WorkspaceSpec> read_workspace(const std::filesystem::path& path);

struct PathRules {
    bool allow_outside = false;  ///< Allow files outside the workspace's folder.
    bool allow_remote = false;   ///< Allow PG:, http… given in the workspace.
    /// Files outside that the user chose by hand: absolute, lexically normal.
    std::vector<std::filesystem::path> chosen{};
};

/// The files a source stands for, sorted: a file, the files of a folder, or the matches of a glob
/// ("communes/*.geojson.gz"; * and ? in the last part only). Symbolic links are followed and must
/// stay inside too (T9).
Result<std::vector<std::filesystem::path>> resolve_paths(const WorkspaceSpec& workspace,
                                                         const SourceSpec& source,
                                                         const PathRules& rules);

}  // namespace maillage::io
