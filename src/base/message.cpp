// SPDX-License-Identifier: Apache-2.0
#include "base/message.hpp"

#include "base/date.hpp"
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
#include "base/catalogue/exports.def"
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

/// The integer over \p divisor with as many decimals, two at most, as it needs: "50", "1,3".
std::string part_text(std::int64_t number, std::string_view divisor, Language language) {
    std::int64_t over = 1;
    std::from_chars(divisor.data(), divisor.data() + divisor.size(), over);
    const char mark = language == Language::kFrench ? ',' : '.';
    auto text = fixed_ratio(number, over, 2, mark);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == mark) {
        text.pop_back();
    }
    return text;
}

std::string date_text(const MessageArgument& argument, Language language) {
    const auto text = argument_text(argument, language);
    const auto date = parse_date(text);
    return date ? long_date(date->date, language) : text;
}

/// All values from \p first on.
std::string list_text(const Message& message, std::size_t first, Language language) {
    std::string text;
    for (auto i = first; i < message.arguments.size(); ++i) {
        text += (i == first ? "" : ", ") + argument_text(message.arguments[i], language);
    }
    return text;
}

/// Text for what stands between the braces: "0", "0/60", "0:date", "0:list" or "0|one|many".
std::string field_text(std::string_view field, const Message& message, Language language) {
    std::size_t position = 0;
    std::from_chars(field.data(), field.data() + field.size(), position);
    if (position >= message.arguments.size()) {
        return std::string(field);
    }
    const auto& argument = message.arguments[position];
    if (const auto slash = field.find('/'); slash != std::string_view::npos) {
        return part_text(std::get<std::int64_t>(argument), field.substr(slash + 1), language);
    }
    if (field.ends_with(":date")) {
        return date_text(argument, language);
    }
    if (field.ends_with(":list")) {
        return list_text(message, position, language);
    }
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
