// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of disclosure control: disclosure::kPublicationsNot is a MessageId like
/// those of base/message.hpp.

#include "base/access_screen_messages.hpp"

#include <cstdint>

namespace maillage::disclosure {
namespace detail {
/// Sentences of access on the screen, whose ids stand before these.
inline constexpr std::uint16_t kReachMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/access_screen.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = reach::detail::kLastBefore + kReachMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/disclosure.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/disclosure.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::disclosure
