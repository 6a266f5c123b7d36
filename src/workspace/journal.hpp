// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Unsaved edits of one workspace on disk, one a line, so that a crash or a kill loses at most the
/// one being made.

#include "base/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::workspace {

/// A file that belongs to this process while it is open: a second program that opens the same
/// workspace gets a file of its own and is not offered work that is still being done.
class Journal {
public:
    /// What an earlier start left behind.
    struct Left {
        std::vector<std::string> lines;
        bool torn = false;  ///< The last line was cut and is left out.
    };

    /// Takes the journal of \p workspace in \p folder (made when missing) and what was left in it;
    /// that stays on disk until forget() is called. \returns kWrite.
    static Result<Journal> take(const std::filesystem::path& folder,
                                const std::filesystem::path& workspace, Left& left);

    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&& other) noexcept;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    ~Journal();

    /// Hands the line to the system: a kill of the program does not lose it from here on.
    Result<Done> append(std::string_view line);
    /// Waits until the disk has it (a loss of power). Run by a job; holds no part of the journal.
    std::function<void()> sync() const;
    /// Nothing is unsaved any more. What was left of an earlier start stays.
    Result<Done> clear();
    /// What was left is answered for.
    void forget();

private:
    Journal(int file, std::filesystem::path path) : m_file(file), m_path(std::move(path)) {}

    int m_file = -1;
    std::filesystem::path m_path;
};

}  // namespace maillage::workspace
