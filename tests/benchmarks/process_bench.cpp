// SPDX-License-Identifier: Apache-2.0
/// \file
/// Targets S1, S2 and S12: the whole program, from its start to its exit, as a user waits for it.

#include "support/real_france.hpp"

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace maillage {
namespace {

namespace fs = std::filesystem;

/// Runs the program once. \returns Its largest memory in MiB, or nothing if it failed.
std::optional<double> run_program(std::vector<std::string> words) {
    words.insert(words.begin(), MAILLAGE_PROGRAM);
    std::vector<char*> arguments;
    for (auto& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed =
        posix_spawn(&child, MAILLAGE_PROGRAM, &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage usage{};
    if (failed != 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 1) {
        return std::nullopt;
    }
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void measure(benchmark::State& state, const std::vector<std::string>& words) {
    double memory = 0.0;
    for (auto unused : state) {
        const auto used = run_program(words);
        if (!used) {
            state.SkipWithError("the program failed");
            return;
        }
        memory = std::max(memory, *used);
    }
    state.counters["MiB"] = memory;
}

/// S1: at most 0.25 s.
void built_in_france_all_departments(benchmark::State& state) {
    measure(state, {"coverage", "--level", "departement"});
}
BENCHMARK(built_in_france_all_departments)->Unit(benchmark::kMillisecond)->UseRealTime();

/// S2: at most 0.5 s; S12: at most 200 MiB. Needs the real data.
void real_france_all_departments(benchmark::State& state) {
    const auto data = support::test_data();
    const auto france =
        data ? support::make_real_france(fs::temp_directory_path() / "maillage_real_france", *data)
             : std::nullopt;
    if (!france) {
        state.SkipWithError("the real data are not here (MAILLAGE_TEST_DATA)");
        return;
    }
    measure(state,
            {"coverage", france->folder.string(), "--level", "departement", "--allow-outside"});
    state.counters["communes/s"] = benchmark::Counter(
        static_cast<double>(france->communes), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(real_france_all_departments)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace maillage

BENCHMARK_MAIN();
