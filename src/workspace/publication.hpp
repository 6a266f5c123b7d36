// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What of a workspace may leave it: the dataset to publish, and the register of what was.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_request.hpp"
#include "disclosure/publishable.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// A dataset to publish, with what the file says of its protection.
struct Publication {
    disclosure::Publishable publishable;
    disclosure::Publications earlier;  ///< The workspace's register as it was.
    std::string inputs;                ///< counts_digest()
    std::optional<std::filesystem::path> register_file;

    const DatasetPtr& dataset() const { return publishable.dataset; }
};

/// SHA-256 of the counts of all years: the same for the same counts, wherever they were read.
std::string counts_digest(const Dataset& dataset);

/// Name of the register in a workspace's folder.
inline constexpr const char* kPublicationsFile = "publications.csv";

/// Where a workspace's register is kept; nothing for built-in France and a single data file.
std::optional<std::filesystem::path> register_of(
    const std::optional<std::filesystem::path>& workspace);

/// What may be published of \p dataset by \p rule, beside what was published before.
/// \param register_file register_of(); it need not exist yet.
/// \returns An error that names the first count that could be found, by which numbers and what to
/// do, in \p language; kParse for a register that cannot be read; kCancelled.
Result<Publication> publish(const DatasetPtr& dataset, const disclosure::Rule& rule,
                            const std::optional<std::filesystem::path>& register_file,
                            Language language, const Progress& progress);

/// Writes into the register what \p publication says and no earlier one said. To be done before
/// the file \p name is written: a register that says too much protects too much, never too little.
/// \returns kRefused where the register meanwhile holds numbers of the same counts that nobody
/// compared with these.
Result<Done> note_publication(const Publication& publication, const std::string& name, Date today);

/// The mode that a map says when it leaves the program: internal; one of a dataset to publish says
/// so by itself, among its notices. \returns Empty for such a dataset.
std::string mode_words(const Dataset& dataset, Language language);

/// What a user wrote that is shown beside figures of \p dataset: of one to publish, without the
/// counts in it (disclosure/free_text.hpp).
std::string shown_text(const Dataset& dataset, const std::string& text);
/// \p map with its title, subtitle, legend and sources as shown_text() says.
carto::MapRequest shown_map(const Dataset& dataset, carto::MapRequest map);

/// What travels with every file: what is hidden and how it was checked, as sentences. They tell no
/// more than the audit takes a reader to know: how many counts are hidden by the rule.
std::vector<std::string> audit_words(const Publication& publication, Language language);

}  // namespace maillage::workspace
