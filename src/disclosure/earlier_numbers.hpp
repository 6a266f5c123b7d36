// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which numbers of earlier exports bear on which counts: internal to publishable().

#include "disclosure/publications.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace maillage::disclosure::detail {

/// The numbers of all exports made from the same counts, grouped by the counts that they share,
/// directly or through others. Refers to the publications: they must outlive it.
class EarlierNumbers {
public:
    EarlierNumbers(const Publications& publications, std::string_view inputs);

    /// The numbers that say anything of \p atoms, each once, as one export.
    PublishedExport bearing_on(std::span<const std::string> atoms) const;

    std::size_t other_counts() const noexcept { return m_other_counts; }

private:
    std::string m_inputs;
    std::unordered_map<std::string_view, std::uint32_t> m_group_of;  ///< By atom.
    std::vector<std::vector<const PublishedNumber*>> m_groups;
    std::size_t m_other_counts = 0;
};

}  // namespace maillage::disclosure::detail
