// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of `maillage render` and `maillage report`: what a map looks like, what pages are.

#include "base/result.hpp"
#include "workspace/copil_files.hpp"
#include "workspace/render_map.hpp"

#include <optional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the name of CLI11's
class App;
}  // namespace CLI

namespace maillage::cli {

/// As written.
struct WrittenMap {
    std::string view;
    std::string size;
    std::string scale;
    std::string theme;
};
void add_look_options(CLI::App& app, WrittenMap& written);

/// \param level As written; empty: left to the map. \returns The first option that cannot be
/// understood.
std::optional<Error> understand_look(const WrittenMap& written, const std::string& level,
                                     workspace::MapOrder& order);

/// As written.
struct WrittenReport {
    std::string page;
    std::string each;
};
void add_report_options(CLI::App& app, WrittenReport& written);

/// \returns The first option that cannot be understood.
std::optional<Error> understand_pages(const WrittenReport& written, workspace::CopilOrder& order);

}  // namespace maillage::cli
