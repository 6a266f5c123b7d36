// SPDX-License-Identifier: Apache-2.0
#include "report/choice_words.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace maillage::report {
namespace {

struct SwitchWords {
    std::string_view key;
    MessageId name;
    MessageId help;
};
constexpr auto kSwitches = std::to_array<SwitchWords>({
    {"paris_lyon", screen::kPaneChoiceParisLyon, screen::kPaneChoiceParisLyonHelp},
    {"contrat_de_ville_perimeter", screen::kPaneChoiceContratDeVille,
     screen::kPaneChoiceContratDeVilleHelp},
    {"unlocated", screen::kPaneChoiceUnlocated, screen::kPaneChoiceUnlocatedHelp},
    {"perimeter", screen::kPaneChoicePerimeter, screen::kPaneChoicePerimeterHelp},
    {"signed_without_date", screen::kPaneChoiceNoDate, screen::kPaneChoiceNoDateHelp},
    {"polygon_share", screen::kPaneChoicePolygon, screen::kPaneChoicePolygonHelp},
});

struct ValueWords {
    std::string_view value;
    MessageId name;
};
constexpr auto kValues = std::to_array<ValueWords>({
    {"communal", screen::kPaneValueCommunal},
    {"excluded", screen::kPaneValueExcluded},
    {"epci", screen::kPaneValueEpci},
    {"communes_qpv", screen::kPaneValueCommunesQpv},
    {"listed", screen::kPaneValueListed},
    {"in_total", screen::kPaneValueInTotal},
    {"ignored", screen::kPaneValueIgnored},
    {"signed", screen::kPaneValueSigned},
    {"today", screen::kPaneValueToday},
    {"counted", screen::kPaneValueCounted},
    {"not_counted", screen::kPaneValueNotCounted},
});

const SwitchWords* find_switch(std::string_view key) {
    const auto* found = std::find_if(kSwitches.begin(), kSwitches.end(),
                                     [&](const SwitchWords& one) { return one.key == key; });
    return found == kSwitches.end() ? nullptr : found;
}

}  // namespace

std::string choice_name(std::string_view key, Language language) {
    const auto* found = find_switch(key);
    return found == nullptr ? std::string(key) : render({found->name}, language);
}

std::string choice_help(std::string_view key, Language language) {
    const auto* found = find_switch(key);
    return found == nullptr ? std::string() : render({found->help}, language);
}

std::string choice_value_name(std::string_view key, std::string_view value, Language language) {
    if (key == "polygon_share") {
        const auto share = parse_share(value);
        return share ? render({screen::kPaneValueShare,
                               {fixed_ratio(share->numerator * 100, share->denominator, 0, ',')}},
                              language)
                     : std::string(value);
    }
    const auto* found = std::find_if(kValues.begin(), kValues.end(),
                                     [&](const ValueWords& one) { return one.value == value; });
    return found == kValues.end() ? std::string(value) : render({found->name}, language);
}

std::string sentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    } else if (text.starts_with("é")) {
        text.replace(0, std::string_view("é").size(), "É");
    }
    return text;
}

}  // namespace maillage::report
