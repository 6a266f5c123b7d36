// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of access on the screen: reach::kViewAccess is a MessageId like those of
/// base/message.hpp.

#include "base/transit_messages.hpp"

#include <cstdint>

namespace maillage::reach {
namespace detail {
/// Sentences of public transport, whose ids stand before these.
inline constexpr std::uint16_t kTransitMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/transit.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = transit::detail::kLastBefore + kTransitMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/access_screen.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/access_screen.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::reach
