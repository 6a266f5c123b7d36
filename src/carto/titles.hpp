// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the map finds, in a sentence made from its numbers, and what it shows.

#include "carto/circles.hpp"
#include "carto/content.hpp"

#include <optional>
#include <string>

namespace maillage::carto {

/// "Deux signataires sur trois vivent sous un contrat". A fraction is said only when the whole
/// interval lies within 5 % of it and one point; else the percentage, or both its bounds.
/// \p known: the list of contracts is partial, "un contrat connu".
std::string coverage_title(const std::optional<indicators::RateBounds>& rate, bool known,
                           Language language);

/// "12,3": in percent.
std::string rate_text(indicators::Rate rate, Language language);

std::string map_title(const SceneInput& input, const MapRequest& request, const MapContent& content,
                      const CircleMarks& marks);
std::string map_subtitle(const SceneInput& input, const MapRequest& request,
                         const MapContent& content);

/// What the colours of the map are.
Message legend_heading(const MapRequest& request, const Territories& all,
                       const MapContent& content);

/// The alternative text: title, subtitle, rate, classes with their number of units.
std::string describe_map(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const std::string& title,
                         const std::string& subtitle);

}  // namespace maillage::carto
