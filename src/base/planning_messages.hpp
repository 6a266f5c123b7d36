// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of funding rules, candidates and plans: planning::kFundingMet is a
/// MessageId like those of base/message.hpp.

#include "base/message.hpp"

#include <cstdint>

namespace maillage::planning {
namespace detail {
/// Sentences of the screen, whose ids stand before these.
inline constexpr std::uint16_t kScreenMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue_screen.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore = kCoreMessageCount + kScreenMessageCount - 1,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue_planning.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue_planning.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::planning
