// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names of the sentences of the map and the screen: screen::kSearch is a MessageId like those of
/// base/message.hpp.

#include "base/message.hpp"

#include <cstdint>

namespace maillage::screen {
namespace detail {
enum Position : std::uint16_t {
    kLastOfCore = kCoreMessageCount - 1,
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue_screen.def"
#undef MAILLAGE_MESSAGE
};
}  // namespace detail

#define MAILLAGE_MESSAGE(name, code, french, english) \
    inline constexpr auto name = static_cast<MessageId>(detail::name);
#include "base/catalogue_screen.def"
#undef MAILLAGE_MESSAGE

}  // namespace maillage::screen
