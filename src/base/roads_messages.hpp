// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of roads: roads::kOsmCut is a MessageId like those of base/message.hpp.

#include "base/access_messages.hpp"

#include <cstdint>

namespace maillage::roads {
namespace detail {
/// Sentences of access, whose ids stand before these.
inline constexpr std::uint16_t kAccessMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/access.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = access::detail::kLastBefore + kAccessMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/roads.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/roads.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::roads
