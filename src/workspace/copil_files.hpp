// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Files for meetings written to disk: one file, or a folder with all formats, for one territory or
/// for each department.

#include "workspace/copil.hpp"

#include <filesystem>
#include <vector>

namespace maillage::workspace {

struct CopilOrder {
    CopilRequest request;  ///< Its focus: the territory, or the one whose departments are asked.
    bool each_department = false;
    /// .pdf, .html, .xlsx: that file (for one territory); another name: a folder with all of them
    /// and the maps as .svg and .png.
    std::filesystem::path path;
};

/// The files written, in order of territories; each stands whole or not at all. Departments are
/// made on all cores; the bytes do not depend on how many. Departments that an earlier run made
/// from the same data (copil_journal.hpp) are left as they are. \returns kRefused for the ending of
/// one file with many departments; what copil() and writing say.
Result<std::vector<std::filesystem::path>> write_copil_files(const DatasetPtr& dataset,
                                                             const RuleSets& sets,
                                                             const CopilOrder& order, Date today,
                                                             const Progress& progress);

}  // namespace maillage::workspace
