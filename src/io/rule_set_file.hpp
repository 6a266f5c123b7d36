// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rule sets by year (data/rules/*.toml) → RuleSet.

#include "base/result.hpp"
#include "model/rule_set.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace maillage::io {

/// One rule set. Strict, because a threshold that is overlooked changes what is allowed: a key that
/// means nothing, a test that is not known, a threshold that a test needs and does not have are
/// errors, with their line.
Result<RuleSet> parse_rule_set(std::string_view toml);

/// All *.toml of a folder, ascending by year; none where there is no such folder.
/// \returns kParse also when two files are of one year.
Result<std::vector<RuleSet>> read_rule_sets(const std::filesystem::path& folder);

}  // namespace maillage::io
