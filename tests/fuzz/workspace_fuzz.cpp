// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/rule_set_file.hpp"
#include "io/workspace_file.hpp"

#include <cstdlib>

/// Resolving the paths of any workspace stays in its folder. The same text as a rule set: a set
/// that is read has a threshold wherever its test needs one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (const auto rules = maillage::io::parse_rule_set(maillage::as_text(data, size))) {
        for (const auto& rule : rules->rules) {
            const bool needs_most = rule.test == maillage::RuleTest::kAmountAtMost;
            const bool needs_least = rule.test == maillage::RuleTest::kCoordinatorShare;
            const bool needs_day = rule.test == maillage::RuleTest::kFiledBy;
            if ((needs_most && !rule.most_cents) || (needs_least && !rule.least) ||
                (needs_day && !rule.until)) {
                std::abort();
            }
        }
    }
    const auto spec = maillage::io::parse_workspace(maillage::as_text(data, size), ".");
    if (!spec) {
        return 0;
    }
    for (const auto& source : spec->sources) {
        static_cast<void>(maillage::io::resolve_paths(*spec, source, {}));
    }
    return 0;
}
