// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of the file for a meeting: pack::kContents is a MessageId like those of
/// base/message.hpp.

#include "base/disclosure_messages.hpp"

#include <cstdint>

namespace maillage::pack {
namespace detail {
/// Sentences of disclosure control, whose ids stand before these.
inline constexpr std::uint16_t kDisclosureMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/disclosure.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = disclosure::detail::kLastBefore + kDisclosureMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/pack.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/pack.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::pack
