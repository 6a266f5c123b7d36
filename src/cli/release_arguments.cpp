// SPDX-License-Identifier: Apache-2.0
#include "cli/release_arguments.hpp"

#include "base/disclosure_messages.hpp"
#include "base/text.hpp"
#include "cli/option_words.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace maillage::cli {
namespace {

constexpr auto kReleaseModes =
    std::to_array<std::pair<std::string_view, bool>>({{"interne", false}, {"diffusable", true}});

}  // namespace

void add_release_options(CLI::App& app, WrittenRelease& written) {
    app.add_flag("--diffusable", written.release);
    app.add_option("--secret", written.threshold);
    app.add_flag("--secret-zero", written.hide_zero);
}

std::optional<Error> understand_release(const WrittenRelease& written, const std::string& mode,
                                        std::optional<disclosure::Rule>& rule) {
    bool release = written.release;
    if (auto error = choose("--mode", mode, kReleaseModes, release)) {
        return error;
    }
    disclosure::Rule asked;
    if (!written.threshold.empty()) {
        const auto threshold = parse_integer(written.threshold);
        if (!threshold || *threshold < disclosure::kLeastThreshold ||
            *threshold > disclosure::kGreatestThreshold) {
            return usage_error(disclosure::kWrongThreshold, {written.threshold});
        }
        asked.threshold = *threshold;
    }
    asked.publish_zero = !written.hide_zero;
    if (release) {
        rule = asked;
    } else if (!written.threshold.empty() || written.hide_zero) {
        return usage_error(disclosure::kOnlyWithRelease,
                           {std::string(written.threshold.empty() ? "--secret-zero" : "--secret")});
    }
    return std::nullopt;
}

}  // namespace maillage::cli
