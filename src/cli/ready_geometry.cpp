// SPDX-License-Identifier: Apache-2.0
/// \file
/// Run while the program is built, never by a user: makes the geometry of built-in France, so that
/// the first start need not.
///
///     maillage-ready-geometry DATA_FOLDER INTO_FOLDER

#include "workspace/geometry_cache.hpp"
#include "workspace/open.hpp"

#include <cstdio>
#include <filesystem>
#include <span>

namespace {

using namespace maillage;  // NOLINT(google-build-using-namespace): main is where everything meets

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", render(error.message, Language::kEnglish).c_str());
    return 1;
}

}  // namespace

int main(int count, char** values) {
    const std::span arguments(values, static_cast<std::size_t>(count));
    if (arguments.size() != 3) {
        std::fputs("maillage-ready-geometry DATA_FOLDER INTO_FOLDER\n", stderr);
        return 1;
    }
    workspace::OpenOptions options;
    options.outlines = true;
    options.data_folder = arguments[1];
    const auto dataset = workspace::open(std::nullopt, options, {});
    if (!dataset) {
        return fail(dataset.error());
    }
    const std::filesystem::path into = arguments[2];
    const auto made = workspace::open_geometry(**dataset, {}, workspace::cache_in(into));
    if (!made) {
        return fail(made.error());
    }
    std::error_code failed;
    if (std::filesystem::is_empty(into, failed) || failed) {
        std::fprintf(stderr, "nothing was written into %s\n", into.c_str());
        return 1;
    }
    return 0;
}
