// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direction of dependencies, read from the #include lines against one table.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

/// What each folder of src/ may include, besides itself.
const std::map<std::string, std::set<std::string>> kMayUse = {
    {"base", {}},
    {"geo", {"base"}},
    {"model", {"base", "geo"}},
    {"io", {"base", "geo", "model"}},
    {"reconcile", {"base", "geo", "model", "io"}},
    {"index", {"base", "geo", "model"}},
    {"access", {"base", "geo", "model", "index"}},
    {"indicators", {"base", "model", "index"}},
    {"statistics", {"base"}},
    {"planning", {"base", "model", "index", "access", "indicators"}},
    {"disclosure", {"base", "model", "index"}},
    {"carto", {"base", "geo", "model", "index", "access", "statistics", "indicators"}},
    {"report",
     {"base", "geo", "model", "io", "index", "access", "indicators", "planning", "carto"}},
    {"workspace",
     {"base", "geo", "model", "io", "reconcile", "index", "access", "statistics", "indicators",
      "planning", "disclosure", "carto", "report"}},
    {"render", {"base", "geo", "model", "carto"}},
    {"ui",
     {"base", "geo", "model", "io", "index", "access", "statistics", "indicators", "planning",
      "carto", "report", "workspace"}},
    {"cli",
     {"base", "geo", "model", "io", "index", "access", "indicators", "planning", "disclosure",
      "carto", "report", "workspace"}},
    {"viewer", {"base", "geo", "model", "io", "carto", "report", "workspace", "render", "ui"}},
};

/// Third-party headers and the only folders that may name them.
const std::map<std::string, std::set<std::string>> kThirdParty = {
    {"fmt/", {"base"}},    {"openssl/", {"base"}},     {"proj.h", {"geo"}},
    {"geos_c.h", {"geo"}}, {"gdal", {"io"}},           {"ogr", {"io"}},
    {"cpl_", {"io"}},      {"simdjson", {"io"}},       {"toml++", {"io"}},
    {"zlib.h", {"io"}},    {"CLI/", {"cli"}},          {"libdeflate.h", {"io", "report"}},
    {"cairo", {"report"}}, {"pango", {"report"}},      {"imgui", {"ui", "viewer"}},
    {"epoxy", {"render"}}, {"GLFW", {"viewer"}},       {"backends/imgui", {"viewer"}},
    {"osmium/", {"io"}},   {"xlsxwriter", {"report"}},
};

TEST(Layers, EveryIncludeFollowsTheTable) {
    const std::regex include(R"re(^\s*#\s*include\s*["<]([^">]+)[">])re");
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(MAILLAGE_SOURCE_DIR "/src")) {
        const auto extension = entry.path().extension();
        if (extension != ".hpp" && extension != ".cpp") {
            continue;
        }
        ++files;
        const auto folder =
            fs::relative(entry.path(), MAILLAGE_SOURCE_DIR "/src").begin()->string();
        ASSERT_TRUE(kMayUse.contains(folder)) << "src/" << folder << " is not in the table";
        std::ifstream text(entry.path());
        for (std::string line; std::getline(text, line);) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) {
                continue;
            }
            const std::string target = match[1];
            const auto top = target.substr(0, target.find('/'));
            if (kMayUse.contains(top) && target.find('/') != std::string::npos) {
                EXPECT_TRUE(top == folder || kMayUse.at(folder).contains(top))
                    << entry.path() << " includes " << target;
            }
            for (const auto& [prefix, owners] : kThirdParty) {
                if (target.starts_with(prefix)) {
                    EXPECT_TRUE(owners.contains(folder)) << entry.path() << " includes " << target;
                }
            }
        }
    }
    EXPECT_GT(files, 10U);
}

TEST(Layers, TheTableHasNoCycle) {
    // Folders in dependency order: each uses only those before it.
    const std::vector<std::string> order = {
        "base",   "geo",        "model",      "io",       "reconcile",  "index",
        "access", "statistics", "indicators", "planning", "disclosure", "carto",
        "report", "workspace",  "render",     "ui",       "cli",        "viewer"};
    std::set<std::string> seen;
    for (const auto& folder : order) {
        for (const auto& used : kMayUse.at(folder)) {
            EXPECT_TRUE(seen.contains(used)) << folder << " uses " << used;
        }
        seen.insert(folder);
    }
    EXPECT_EQ(seen.size(), kMayUse.size());
}

}  // namespace
