// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of access to services: access::kServiceAtCommune is a MessageId like
/// those of base/message.hpp.

#include "base/planning_messages.hpp"

#include <cstdint>

namespace maillage::access {
namespace detail {
/// Sentences of plans, whose ids stand before these.
inline constexpr std::uint16_t kPlanningMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue_planning.def"
#undef MAILLAGE_MESSAGE
    ;
enum Position : std::uint16_t {
    kLastBefore =
        kCoreMessageCount + planning::detail::kScreenMessageCount + kPlanningMessageCount - 1,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue/access.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue/access.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::access
