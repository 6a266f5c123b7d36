// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "workspace/command_values.hpp"

namespace maillage::workspace {
namespace {

constexpr const char* kInternal = "internal";
constexpr const char* kPublishable = "publishable";
constexpr const char* kZeroHidden = "zero=hidden";

}  // namespace

void write_rule(LineWriter& line, const std::optional<disclosure::Rule>& rule) {
    line.word(rule ? kPublishable : kInternal);
    if (rule && rule->threshold != disclosure::Rule{}.threshold) {
        line.pair("secret", std::to_string(rule->threshold));
    }
    if (rule && !rule->publish_zero) {
        line.word(kZeroHidden);
    }
}

std::optional<disclosure::Rule> read_rule(LineReader& line) {
    if (line.skip(kInternal)) {
        return std::nullopt;
    }
    if (!line.skip(kPublishable)) {
        line.wrong_choice(line.word(), std::string(kInternal) + ", " + kPublishable);
        return std::nullopt;
    }
    disclosure::Rule rule;
    while (!line.at_end()) {
        const auto word = line.word();
        const auto [key, value] = cut_pair(word);
        const auto threshold = key == "secret" ? parse_integer(value) : std::nullopt;
        if (threshold && *threshold >= disclosure::kLeastThreshold &&
            *threshold <= disclosure::kGreatestThreshold) {
            rule.threshold = *threshold;
        } else if (word == kZeroHidden) {
            rule.publish_zero = false;
        } else {
            line.wrong(word);
            return std::nullopt;
        }
    }
    return rule;
}

}  // namespace maillage::workspace
