// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The fiche of a territory or contract as text: blocks of lines, some of which lead on. No imgui.

#include "indicators/exact.hpp"
#include "ui/panels/scope.hpp"
#include "workspace/snapshot.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct SheetLine {
    std::string label;
    std::string value;
    std::string note;                                     ///< Small, below; may be empty.
    std::optional<workspace::ThingRef> thing;             ///< Opens its fiche.
    workspace::Figure figure = workspace::Figure::kNone;  ///< Opens how it was computed.
    bool warning = false;
    bool chosen = false;  ///< The thing itself among its neighbours in rank.
};

struct SheetBlock {
    std::string title;
    std::vector<SheetLine> lines;
};

struct Sheet {
    workspace::ThingRef thing;
    std::string title;
    std::string subtitle;  ///< "commune · 45234 · Loiret".
    std::string headline;  ///< The rate, or whether a commune or contract counts.
    std::string headline_note;
    bool headline_is_rate = false;
    std::optional<indicators::RateBounds> rate;
    std::optional<Share> target;
    std::optional<carto::Focus> focus;  ///< What the map can be brought to.
    std::vector<SheetBlock> blocks;
};

/// \returns Nothing if the dataset does not have it (any more).
std::optional<Sheet> make_sheet(const workspace::Results& results, const workspace::ThingRef& thing,
                                Language language);

}  // namespace maillage::ui
