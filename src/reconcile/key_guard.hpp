// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Notices that a table says the same thing twice.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maillage::reconcile {

/// Keys of the rows of one table ("45234", "2023", "bpi") with the line where each came first.
class KeyGuard {
public:
    /// \returns The line where the same key came first; nothing if it is new, and then it is kept.
    std::optional<std::uint32_t> seen(std::initializer_list<std::string_view> parts,
                                      std::uint32_t line) {
        m_key.clear();
        for (const auto part : parts) {
            m_key += part;
            m_key += '\x1F';  // unit separator: "1","23" is not "12","3"
        }
        const auto [at, added] = m_first.try_emplace(m_key, line);
        return added ? std::nullopt : std::optional(at->second);
    }

private:
    std::unordered_map<std::string, std::uint32_t> m_first;
    std::string m_key;
};

}  // namespace maillage::reconcile
