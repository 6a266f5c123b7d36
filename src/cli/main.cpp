// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program `maillage`: words in, texts and an exit code out. Everything else is in the
/// libraries.

#include "base/screen_messages.hpp"
#include "cli/arguments.hpp"
#include "cli/progress_line.hpp"
#include "cli/run.hpp"
#include "cli/viewer_program.hpp"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace maillage;  // NOLINT(google-build-using-namespace): main is where everything meets

Language system_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value =
            std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread is started yet
        if (value != nullptr && *value != '\0') {
            return cli::language_of_locale(value);
        }
    }
    return Language::kFrench;
}

/// Ctrl-C asks work to stop, so that no file is left half written; a second Ctrl-C ends at once.
/// Signals are taken by one thread that waits for them: nothing runs inside a signal handler.
void stop_on_interrupt(std::stop_source stop) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, stop = std::move(stop)]() mutable {
        int received = 0;
        sigwait(&signals, &received);
        stop.request_stop();
        sigwait(&signals, &received);
        std::_Exit(cli::kInterrupted);
    }).detach();
}

bool has_display() {
    for (const char* name : {"WAYLAND_DISPLAY", "DISPLAY"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): as above
        if (value != nullptr && *value != '\0') {
            return true;
        }
    }
    return false;
}

/// Goes on as the viewer where it is asked for. \returns an error when it is not installed.
std::optional<Error> view_if_asked(const std::vector<std::string>& words) {
    const auto wanted = cli::viewer_words(words, has_display());
    if (!wanted) {
        return std::nullopt;
    }
    std::error_code unreadable;
    cli::become_viewer(
        cli::viewer_path(std::filesystem::read_symlink("/proc/self/exe", unreadable)), *wanted);
    // Nothing was asked for in words: the command line answers as it does without a display.
    return words.empty()
               ? std::nullopt
               : std::optional(
                     Error{Error::Code::kNotFound, {screen::kViewerMissing}, "maillage-viewer"});
}

bool print(const std::string& text, std::FILE* to) {
    return std::fwrite(text.data(), 1, text.size(), to) == text.size() && std::fflush(to) == 0;
}

}  // namespace

int main(int count, char** values) {
    std::signal(SIGPIPE, SIG_IGN);  // `maillage … | head` ends by a failed write, not by a signal
    const auto language = system_language();
    const std::vector<std::string> words(values + 1, values + count);
    if (const auto error = view_if_asked(words)) {
        print(cli::error_line(*error, language), stderr);
        return cli::kWrongUse;
    }
    const auto arguments = cli::parse_arguments(words, language);
    if (!arguments) {
        const auto output = cli::usage_output(arguments.error(), language);
        print(output.messages, stderr);
        return output.exit_code;
    }
    std::stop_source stop;
    stop_on_interrupt(stop);
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    cli::Output output;
    {
        cli::ProgressLine line(arguments->language);
        const Progress progress(stop.get_token(),
                                [&](MessageId stage, std::int64_t done, std::int64_t total) {
                                    line.show(stage, done, total);
                                });
        output = cli::run(*arguments, isatty(STDOUT_FILENO) == 1, today, progress);
    }
    const bool printed = print(output.messages, stderr) && print(output.result, stdout);
    // The threads and tables of a finished run are the system's to take back: destroying 35,000
    // communes one by one would only make the user wait.
    std::_Exit(printed ? output.exit_code : cli::kWrongUse);
}
