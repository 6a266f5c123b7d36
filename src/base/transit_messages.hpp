// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of public transport: transit::kTransitStage is a MessageId like those of
/// base/message.hpp.

#include "base/roads_messages.hpp"

#include <cstdint>

namespace maillage::transit {
namespace detail {
/// Sentences of roads, whose ids stand before these.
inline constexpr std::uint16_t kRoadsMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue/roads.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = roads::detail::kLastBefore + kRoadsMessageCount,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/transit.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/transit.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::transit
