// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program `maillage-viewer`: a window on the application. Everything else is in the libraries.

#include "base/screen_messages.hpp"
#include "report/text_metrics.hpp"
#include "viewer/session.hpp"
#include "viewer/viewer_arguments.hpp"
#include "workspace/data_folder.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace maillage;  // NOLINT(google-build-using-namespace): main is where everything meets

constexpr int kFailed = 2;

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread yet
    return value == nullptr ? std::string() : std::string(value);
}

Language system_language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const auto value = environment(name); !value.empty()) {
            return std::string_view(value).starts_with("en") ? Language::kEnglish
                                                             : Language::kFrench;
        }
    }
    return Language::kFrench;
}

/// Where the XDG base directory specification puts what a program keeps.
std::filesystem::path own_folder(const char* variable, const char* below_home) {
    if (const auto given = environment(variable); !given.empty() && given.front() == '/') {
        return std::filesystem::path(given) / "maillage";
    }
    const auto home = environment("HOME");
    return home.empty() ? std::filesystem::path()
                        : std::filesystem::path(home) / below_home / "maillage";
}

int fail(const Error& error, Language language) {
    auto text = render({MessageId::kErrorPrefix, {render(error.message, language)}}, language);
    if (!error.where.empty()) {
        text += " (" + error.where + ")";
    }
    std::fprintf(stderr, "%s\n", text.c_str());
    return kFailed;
}

Result<std::vector<workspace::ReplayStep>> read_replay(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return Error{Error::Code::kNotFound, {screen::kViewerCannotRead, {path.string()}}, ""};
    }
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    return workspace::parse_replay(text);
}

/// One line a figure, for people and for the tests; "-" for what never came.
void print_timings(const viewer::SessionTimings& t, double before) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto since_start = [before](double seconds) {
        return seconds < 0.0 ? std::string("-")
                             : std::to_string(std::lround((seconds + before) * 1000));
    };
    std::fprintf(stderr,
                 "first_frame_ms %s\nfirst_map_ms %s\nframes %ld\nmap_draws %ld\n"
                 "panel_frames %ld\npanel_frame_mean_ms %.2f\npanels_alone_mean_ms %.2f\n"
                 "panel_frame_worst_ms %.2f\n"
                 "memory_mib %ld\n",
                 since_start(t.first_frame).c_str(), since_start(t.first_map).c_str(), t.frames,
                 t.map_draws, t.panel_frames,
                 t.frame_ms_sum / static_cast<double>(t.panel_frames > 0 ? t.panel_frames : 1),
                 t.panels_ms_sum / static_cast<double>(t.panel_frames > 0 ? t.panel_frames : 1),
                 t.frame_ms_worst, usage.ru_maxrss / 1024);
}

workspace::ApplicationOptions application_options(const std::filesystem::path& data,
                                                  const viewer::ViewerArguments& arguments,
                                                  Date today) {
    workspace::ApplicationOptions options;
    options.data_folder = data;
    // A replay is the same everywhere: it neither reads nor leaves anything of the user's.
    options.state_folder =
        arguments.replay ? std::filesystem::path() : own_folder("XDG_STATE_HOME", ".local/state");
    options.cache_folder = own_folder("XDG_CACHE_HOME", ".cache");
    options.ready_geometry = workspace::find_ready_geometry();
    options.today = today;
    options.text = std::make_shared<report::PangoTextMeasure>();
    options.language = arguments.language ? arguments.language : system_language();
    return options;
}

int run(const viewer::ViewerArguments& arguments, Language language) {
    const auto started = std::chrono::steady_clock::now();
    const auto data = workspace::find_data_folder();
    if (!data) {
        return fail(data.error(), language);
    }
    std::vector<workspace::ReplayStep> steps;
    if (arguments.replay) {
        auto read = read_replay(*arguments.replay);
        if (!read) {
            return fail(read.error(), language);
        }
        steps = std::move(read.value());
    }
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    // Files are read while the window opens.
    workspace::Application application(application_options(*data, arguments, today));
    if (arguments.language) {
        application.dispatch(workspace::command::SetLanguage{*arguments.language});
    }
    const workspace::command::Open opening{arguments.workspace};
    application.dispatch(opening);
    const auto& settings = application.snapshot()->settings;
    const bool sized = settings != nullptr && settings->window_width > 0;
    const int width = arguments.width > 0 ? arguments.width : sized ? settings->window_width : 1440;
    const int height = arguments.height > 0 ? arguments.height
                       : sized              ? settings->window_height
                                            : 860;
    auto window = viewer::Window::open(width, height);
    if (!window) {
        return fail(window.error(), language);
    }
    auto renderer = gl::MapRenderer::create(data->parent_path() / "shaders");
    if (!renderer) {
        return fail(renderer.error(), language);
    }
    viewer::MapLayer map(std::move(renderer.value()));
    application.set_wake(&viewer::Window::wake);
    // The window's clock began when it opened.
    const double before =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count() -
        viewer::Window::time();
    viewer::Session session(*window.value(), map, application, today, std::move(steps));
    if (arguments.record) {
        if (const auto ready = session.record(*arguments.record, opening); !ready) {
            return fail(ready.error(), language);
        }
    }
    const auto done = session.run();
    application.set_wake({});
    if (arguments.timings) {
        print_timings(session.timings(), before);
    }
    return done ? 0 : fail(done.error(), language);
}

}  // namespace

int main(int count, char** values) {
    std::signal(SIGPIPE, SIG_IGN);
    // Files are read by short-lived threads: an arena for each would keep what they gave back.
    mallopt(M_ARENA_MAX, 2);  // NOLINT(concurrency-mt-unsafe): there is one thread yet
    // Outlines and pictures go back to the system when they are freed. Left to itself the allocator
    // raises this to 32 MiB after the first of them, and keeps what lies between later blocks.
    constexpr int kOwnMapping = 512 * 1024;
    mallopt(M_MMAP_THRESHOLD, kOwnMapping);  // NOLINT(concurrency-mt-unsafe)
    const auto language = system_language();
    const auto arguments =
        viewer::parse_viewer_arguments(std::vector<std::string>(values + 1, values + count));
    if (!arguments) {
        return fail(arguments.error(), language);
    }
    const auto shown = arguments->language.value_or(language);
    if (arguments->help) {
        std::fputs(render(screen::kViewerHelp, shown).c_str(), stdout);
        return 0;
    }
    return run(*arguments, shown);
}
