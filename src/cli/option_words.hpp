// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the options of several verbs have in common: words of a closed list, and saying that a
/// value is none of them.

#include "base/result.hpp"
#include "base/text.hpp"

#include <initializer_list>
#include <optional>
#include <string>

namespace maillage::cli {

inline Error usage_error(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kParse, {id, values}, ""};
}

/// "commune, epci": the words of a list of pairs.
template <typename Words>
std::string listed(const Words& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + std::string(word.first);
    }
    return text;
}

/// Sets \p target from \p text, if there is any. \p words are pairs of a word and a value, compared
/// without case and accents.
template <typename Words, typename Target>
std::optional<Error> choose(const char* option, const std::string& text, const Words& words,
                            Target& target) {
    if (text.empty()) {
        return std::nullopt;
    }
    for (const auto& [word, value] : words) {
        if (fold_key(word) == fold_key(text)) {
            target = value;
            return std::nullopt;
        }
    }
    return usage_error(MessageId::kWrongOptionValue, {std::string(option), text, listed(words)});
}

}  // namespace maillage::cli
