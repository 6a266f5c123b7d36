// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Access to services in words: minutes, gaps, the block of a commune's fiche. No imgui.

#include "ui/panels/sheet_model.hpp"
#include "workspace/access_way.hpp"

#include <string>

namespace maillage::ui {

/// "≈ 34 min" for an estimate. Minutes begun count: what reads "46 min" lies beyond 45.
std::string minutes_text(access::Seconds time, bool estimate, Language language);

/// Whether a service is within reach without a car, with one only, or not.
std::string gap_text(access::Gap gap, Language language);

/// "couverte mais hors d’atteinte".
MessageId list_words(access::Typology list);

/// The minutes of a commune with the point that is tried, or that no service is reached, or that it
/// is not known.
std::string time_words(const workspace::AccessMap& map, Index<Commune> commune, Language language);

/// Its two nearest services, the way to the first (null: not known), the point that is tried where
/// it is nearer, and its gap.
SheetBlock access_block(const workspace::AccessMap& map, const workspace::AccessWay* way,
                        Index<Commune> commune, Language language);

}  // namespace maillage::ui
