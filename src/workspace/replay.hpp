// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A file of commands played back: how a session is shown to others, and how tests drive the
/// program. One line each: a command, a comment (#), or
///
///     wait                      until nothing is going on
///     canvas W H                the size of the map
///     screenshot PATH           given to the viewer
///     expect rate 17,2          of France or the focus, as a share with one decimal
///     expect signatories 38     expect communes 3 (selected)   expect contracts 12
///     expect notice WORDS       expect message WORDS           expect unsaved yes

#include "workspace/application.hpp"

#include <filesystem>
#include <functional>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage::workspace {

struct ReplayWait {};
struct ReplayCanvas {
    double width = 0;
    double height = 0;
};
struct ReplayScreenshot {
    std::filesystem::path path;
};
struct ReplayExpect {
    enum class What : std::uint8_t {
        kRate,
        kSignatories,
        kCommunes,
        kContracts,
        kNotice,
        kMessage,
        kUnsaved,
        kPlan,   ///< Contracts of the proven plan in the tab of the next ones; nothing without one.
        kGain,   ///< Communes of the focus that the point tried brings nearer; nothing without one.
        kBeyond  ///< Communes and signatories of the focus beyond the threshold of the map of
                 ///< access: "12 71-74"; nothing while its times are not there.
    };
    What what = What::kRate;
    std::string text;
};
struct ReplayStep {
    std::size_t line = 0;  ///< 1-based, of the file.
    std::variant<command::Any, ReplayWait, ReplayCanvas, ReplayScreenshot, ReplayExpect> what;
};

/// \returns kParse naming the line and the word.
Result<std::vector<ReplayStep>> parse_replay(std::string_view text);

struct ReplayHooks {
    /// Empty: screenshots are passed over.
    std::function<Result<Done>(const std::filesystem::path&)> screenshot;
};

/// One step; a viewer runs one and draws. \returns kNotFound where an expectation fails.
Result<Done> run_step(Application& application, const ReplayStep& step, const ReplayHooks& hooks);

/// All steps; what a command starts is waited for before the next one, so that a file plays the
/// same everywhere. \returns The first failure with its line.
Result<Done> run_replay(Application& application, const std::vector<ReplayStep>& steps,
                        const ReplayHooks& hooks);

}  // namespace maillage::workspace
