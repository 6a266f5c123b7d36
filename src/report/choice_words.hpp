// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The switches of [choices] in words for people.

#include "base/language.hpp"

#include <string>
#include <string_view>

namespace maillage::report {

/// The name of a switch of [choices] and of one of its values, for people; the key and value
/// themselves where they are not known.
std::string choice_name(std::string_view key, Language language);
std::string choice_value_name(std::string_view key, std::string_view value, Language language);
/// What it decides, in a sentence.
std::string choice_help(std::string_view key, Language language);

/// \p text with a capital letter where it begins with a small one.
std::string sentence(std::string text);

}  // namespace maillage::report
