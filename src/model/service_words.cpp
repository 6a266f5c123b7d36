// SPDX-License-Identifier: Apache-2.0
#include "model/service_words.hpp"

#include "base/access_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <array>
#include <optional>
#include <utility>

namespace maillage {
namespace {

constexpr auto kTypeWords = std::to_array<std::pair<std::string_view, MessageId>>(
    {{"prefecture", screen::kServicePrefecture},
     {"sous_prefecture", screen::kServiceSubPrefecture},
     {"langue", screen::kServiceLanguage},
     {"france_services", screen::kServiceFranceServices},
     {"france_travail", screen::kServiceFranceTravail},
     {"ofii", screen::kServiceOfii},
     {"agir", screen::kServiceAgir},
     {"sante", screen::kServiceHealth},
     {"mobilite", screen::kServiceMobility},
     {"oepre", screen::kServiceOepre},
     {"gare", screen::kServiceStation},
     {"gare_fret", access::kServiceFreightStation},
     {"mairie", access::kServiceTownHall},
     {"chef_lieu", access::kServiceSeat},
     {"centre_population", access::kServicePopulationCentre}});

std::optional<MessageId> words_of(const std::string& type) {
    const auto key = fold_key(type);
    for (const auto& [name, words] : kTypeWords) {
        if (key == fold_key(name)) {
            return words;
        }
    }
    return std::nullopt;
}

}  // namespace

MessageArgument service_word(const std::string& type) {
    const auto words = words_of(type);
    return words ? MessageArgument(*words) : MessageArgument(type);
}

std::string service_words(const std::string& type, Language language) {
    const auto words = words_of(type);
    return words ? render({*words}, language) : type;
}

std::string service_words(std::span<const std::string> types, Language language) {
    std::string text;
    for (const auto& type : types) {
        text += (text.empty() ? "" : ", ") + service_words(type, language);
    }
    return text;
}

std::string service_type(std::string_view words) {
    const auto key = fold_key(words);
    for (const auto& [name, id] : kTypeWords) {
        for (const auto language : {Language::kFrench, Language::kEnglish}) {
            if (key == fold_key(message_template(id, language))) {
                return std::string(name);
            }
        }
    }
    return std::string(words);
}

}  // namespace maillage
