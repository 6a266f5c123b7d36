// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the program says to its users, in French and English, as values.
///
/// Every sentence stands in catalogue.def. Code makes a Message (which sentence, with which
/// values); only the border of the program turns it into text, in the language of the user.

#include "base/language.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage {

enum class MessageId : std::uint16_t {
#define MAILLAGE_MESSAGE(name, code, french, english) name,
#include "base/catalogue.def"
#undef MAILLAGE_MESSAGE
};

/// Sentences of the core; those of screen_messages.hpp, then planning_messages.hpp come after them.
inline constexpr std::uint16_t kCoreMessageCount = 0
#define MAILLAGE_MESSAGE(name, code, french, english) +1  // NOLINT(bugprone-macro-parentheses)
#include "base/catalogue.def"
#undef MAILLAGE_MESSAGE
    ;

/// A value inside a sentence. Integers are grouped and plurals chosen by the language.
/// A nested MessageId is translated too (a unit, a reason, a role).
using MessageArgument = std::variant<std::string, std::int64_t, MessageId>;

/// One sentence of the catalogue with its values.
struct Message {
    MessageId id;
    std::vector<MessageArgument> arguments;

    // NOLINTNEXTLINE(google-explicit-constructor): a sentence without values is a message
    Message(MessageId which, std::initializer_list<MessageArgument> values = {})
        : id(which), arguments(values) {}
    friend bool operator==(const Message&, const Message&) = default;
};

/// \returns The stable code of the sentence ("code_zero_perdu"), as printed by `maillage check`.
std::string_view message_code(MessageId id);

/// \returns The text of \p message. In a template "{0}" is the first value, "{0/60}" its 60th part,
/// "{0:date}" an ISO day in words, "{0:list}" all values from it on; "{0|one|many}" chooses by it.
std::string render(const Message& message, Language language);

/// Number of sentences; their ids are 0 … message_count() - 1. For the README's table and tests.
std::size_t message_count();
/// The raw template, for tests of the catalogue (typography, same values in both languages).
std::string_view message_template(MessageId id, Language language);

}  // namespace maillage
