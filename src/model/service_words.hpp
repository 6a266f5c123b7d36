// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What people call the types of services: "sous_prefecture" → "sous-préfecture".

#include "base/message.hpp"

#include <span>
#include <string>
#include <string_view>

namespace maillage {

/// For a sentence: the words of the catalogue, or \p type as it stands where there are none.
MessageArgument service_word(const std::string& type);
std::string service_words(const std::string& type, Language language);

/// Of several: "préfecture, gare".
std::string service_words(std::span<const std::string> types, Language language);

/// The type that \p words are the words of, in either language ("Formation linguistique" →
/// "langue"); \p words as they stand where no type is called so.
std::string service_type(std::string_view words);

}  // namespace maillage
