// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of presentation mode: slides::kGoTo is a MessageId like those of
/// base/message.hpp.

#include "base/exports_messages.hpp"

#include <cstdint>

namespace maillage::slides {
namespace detail {
/// Sentences of the file for a meeting, whose ids stand before these.
inline constexpr std::uint16_t kExportsMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/exports.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = exports::detail::kLastBefore + kExportsMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/present.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/present.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::slides
