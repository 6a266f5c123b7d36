// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/figures.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <array>

namespace maillage::ui {
namespace {

const char* percent_sign(Language language) {
    return language == Language::kFrench ? "\u00A0%" : "%";
}

}  // namespace

std::string evolution_text(const Evolution& evolution, Language language) {
    return signed_text({evolution.now - evolution.before, evolution.before}, language) +
           percent_sign(language);
}

MessageId thing_word(workspace::ThingRef::Kind kind) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneThingCommune, screen::kPaneThingEpci, screen::kPaneThingArrondissement,
         screen::kPaneThingDepartment, screen::kPaneThingRegion, screen::kPaneThingFrance,
         screen::kPaneThingContract});
    return words.at(static_cast<std::size_t>(kind));
}

MessageId role_word(Role role) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneRoleCommunes, screen::kPaneRoleTerritories, screen::kPaneRoleNames,
         screen::kPaneRoleMembers, screen::kPaneRoleMoves, screen::kPaneRoleCir,
         screen::kPaneRoleCirTotals, screen::kPaneRoleContracts, screen::kPaneRoleTargets,
         screen::kPaneRoleServices, screen::kPaneRoleDensity, screen::kPaneRoleLayer,
         screen::kPaneRoleRoads, screen::kPaneRoleTransit, screen::kPaneRoleUnknown});
    return words.at(static_cast<std::size_t>(role));
}

std::string origin_text(const Source& source, std::uint32_t line, Language language) {
    auto text = source.path;
    if (!source.layer.empty()) {
        text += render({screen::kPanePlaceSheet, {source.layer}}, language);
    }
    if (line != 0) {
        text += render({screen::kPanePlaceLine, {std::int64_t{line}}}, language);
    }
    return text;
}

}  // namespace maillage::ui
