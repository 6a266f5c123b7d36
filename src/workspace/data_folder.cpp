// SPDX-License-Identifier: Apache-2.0
#include "workspace/data_folder.hpp"

#include <cstdlib>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "france" / "maillage.toml", ignored) &&
           fs::exists(folder / "schemas", ignored);
}

fs::path this_program() {
    std::error_code failed;
    auto program = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::path("/") : program;
}

}  // namespace

Result<fs::path> find_data_folder(const fs::path& program, const char* from_environment) {
    if (from_environment != nullptr && *from_environment != '\0') {
        if (holds_data(from_environment)) {
            return fs::path(from_environment);
        }
        return Error{Error::Code::kNotFound,
                     {MessageId::kDataFolderWrong, {std::string(from_environment)}},
                     ""};
    }
    const auto installed = program.parent_path().parent_path() / "share" / "maillage" / "data";
    if (holds_data(installed)) {
        return installed;
    }
    for (auto folder = program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        if (holds_data(folder / "data")) {
            return folder / "data";
        }
    }
    return Error{Error::Code::kNotFound, {MessageId::kDataFolderMissing, {installed.string()}}, ""};
}

Result<fs::path> find_data_folder() {
    // Read once, before any thread is started.
    const char* chosen = std::getenv("MAILLAGE_DATA");  // NOLINT(concurrency-mt-unsafe)
    return find_data_folder(this_program(), chosen);
}

std::optional<fs::path> find_ready_geometry(const fs::path& program) {
    for (auto folder = program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        auto ready = folder / "share" / "maillage" / "geometry";
        std::error_code ignored;
        if (fs::is_directory(ready, ignored)) {
            return ready;
        }
    }
    return std::nullopt;
}

std::optional<fs::path> find_ready_geometry() { return find_ready_geometry(this_program()); }

}  // namespace maillage::workspace
