// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which files of a batch are there already, so that one that was interrupted goes on.

#include "base/result.hpp"
#include "workspace/copil.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// What the files of a request depend on, as 64 hexadecimal digits: the program, the question, the
/// charter, the bytes of every source, the rules, the choices.
std::string copil_key(const Dataset& dataset, const std::vector<RuleSet>& rules,
                      const CopilRequest& request, Date date);

/// "copil.etat" in the folder of a batch: one line for each territory, ascending. Safe to use from
/// several threads at once.
class CopilJournal {
public:
    /// Reads what an earlier run left; anything that is not understood is made again.
    CopilJournal(std::filesystem::path folder, std::string key);

    /// The files of a territory where they were made from the same and are all there.
    std::optional<std::vector<std::filesystem::path>> done(const std::string& stem) const;
    /// Notes them on disk. \returns kWrite.
    Result<Done> add(const std::string& stem, const std::vector<std::filesystem::path>& files);

private:
    std::filesystem::path m_folder;
    std::string m_key;
    mutable std::mutex m_mutex;
    std::map<std::string, std::vector<std::string>> m_files;  ///< Names in the folder, by stem.
};

}  // namespace maillage::workspace
