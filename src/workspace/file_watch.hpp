// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Whether the files of a workspace change on disk while it is open. Their times and sizes are
/// looked at about once a second on a thread of its own: that works on every system and network
/// drive, and a drive that does not answer holds nothing up.

#include "io/workspace_file.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace maillage::workspace {

class FileWatch {
public:
    FileWatch();
    ~FileWatch();
    FileWatch(const FileWatch&) = delete;
    FileWatch& operator=(const FileWatch&) = delete;

    /// From now on the files of \p workspace, as they are at this moment, and its maillage.toml.
    void watch(io::WorkspaceSpec workspace, io::PathRules rules);
    /// Files that changed since watch() and were not told yet, in no order.
    std::vector<std::filesystem::path> take_changed();
    /// Called on the watching thread when there is something to take.
    void set_wake(std::function<void()> wake);

private:
    struct Shared;
    std::unique_ptr<Shared> m_shared;
};

}  // namespace maillage::workspace
