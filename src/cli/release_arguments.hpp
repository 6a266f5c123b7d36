// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of every verb whose result may be released: --diffusable, --secret, --secret-zero.

#include "base/result.hpp"
#include "disclosure/rule.hpp"

#include <optional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the name of CLI11's
class App;
}  // namespace CLI

namespace maillage::cli {

/// As written.
struct WrittenRelease {
    bool release = false;
    std::string threshold;
    bool hide_zero = false;
};
void add_release_options(CLI::App& app, WrittenRelease& written);

/// \param mode As `report` and `export` write it: "interne", "diffusable" or empty.
/// \param rule Set when the result is to be released. \returns The first option that cannot be
/// understood.
std::optional<Error> understand_release(const WrittenRelease& written, const std::string& mode,
                                        std::optional<disclosure::Rule>& rule);

}  // namespace maillage::cli
