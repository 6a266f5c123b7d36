// SPDX-License-Identifier: Apache-2.0
#include "base/message.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>

namespace maillage {
namespace {

struct Entry {
    std::string_view code;
    std::string_view french;
    std::string_view english;
};

constexpr auto kCatalogue = std::to_array<Entry>({
#define MAILLAGE_MESSAGE(name, code, french, english) {code, french, english},
// In the order of the ids, not of the names:
// clang-format off
#include "base/catalogue.def"
#include "base/catalogue_screen.def"
#include "base/catalogue_planning.def"
#include "base/catalogue/access.def"
#include "base/catalogue/roads.def"
#include "base/catalogue/transit.def"
#include "base/catalogue/access_screen.def"
#include "base/catalogue/disclosure.def"
#include "base/catalogue/pack.def"
#include "base/catalogue/present.def"
// clang-format on
#undef MAILLAGE_MESSAGE
});

std::string argument_text(const MessageArgument& argument, Language language) {
    if (const auto* text = std::get_if<std::string>(&argument)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&argument)) {
        return group_digits(*number, language);
    }
    return render(Message(std::get<MessageId>(argument)), language);
}

bool is_singular(const MessageArgument& argument, Language language) {
    const auto* number = std::get_if<std::int64_t>(&argument);
    if (number == nullptr) {
        return true;
    }
    return *number == 1 || (language == Language::kFrench && *number == 0);
}

/// Text for what stands between the braces: "0" or "0|one|many".
std::string field_text(std::string_view field, const Message& message, Language language) {
    std::size_t position = 0;
    std::from_chars(field.data(), field.data() + field.size(), position);
    if (position >= message.arguments.size()) {
        return std::string(field);
    }
    const auto& argument = message.arguments[position];
    const auto first = field.find('|');
    if (first == std::string_view::npos) {
        return argument_text(argument, language);
    }
    const auto second = field.find('|', first + 1);
    return std::string(is_singular(argument, language) ? field.substr(first + 1, second - first - 1)
                                                       : field.substr(second + 1));
}

}  // namespace

std::string_view message_code(MessageId id) {
    return kCatalogue.at(static_cast<std::size_t>(id)).code;
}

std::size_t message_count() { return kCatalogue.size(); }

std::string_view message_template(MessageId id, Language language) {
    const auto& entry = kCatalogue.at(static_cast<std::size_t>(id));
    return language == Language::kFrench ? entry.french : entry.english;
}

std::string render(const Message& message, Language language) {
    const auto pattern = message_template(message.id, language);
    std::string text;
    std::size_t from = 0;
    while (from < pattern.size()) {
        const auto open = pattern.find('{', from);
        const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) {
            break;
        }
        text += pattern.substr(from, open - from);
        text += field_text(pattern.substr(open + 1, close - open - 1), message, language);
        from = close + 1;
    }
    text += pattern.substr(from);
    return text;
}

}  // namespace maillage
