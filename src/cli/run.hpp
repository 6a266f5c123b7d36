// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One run of the program: arguments in, texts and an exit code out.

#include "base/date.hpp"
#include "base/progress.hpp"
#include "cli/arguments.hpp"

#include <stop_token>
#include <string>

namespace maillage::cli {

/// Exit codes of the command line's contract.
inline constexpr int kDone = 0;
inline constexpr int kDoneWithErrors = 1;
inline constexpr int kWrongUse = 2;
inline constexpr int kInterrupted = 130;  ///< As shells expect after Ctrl-C.

struct Output {
    std::string result;    ///< For standard output.
    std::string messages;  ///< For standard error.
    int exit_code = kDone;
};

/// Does what \p arguments ask. \p to_terminal chooses the table when no format was asked.
Output run(const Arguments& arguments, bool to_terminal, Date today, const Progress& progress);

/// What a wrong command line gets.
Output usage_output(const Error& error, Language language);

/// "erreur : … (where)" in the language, one line.
std::string error_line(const Error& error, Language language);

}  // namespace maillage::cli
