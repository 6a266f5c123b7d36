// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Everything that should be told about the data and the contracts: the notices that every output
/// carries, contracts that end, gaps between renewals, targets that disagree. No imgui.

#include "ui/panels/scope.hpp"
#include "workspace/snapshot.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct NoticeLine {
    std::string text;
    bool warning = false;
    std::optional<workspace::ThingRef> thing;  ///< Whose fiche says more.
};
struct NoticeGroup {
    std::string title;
    std::vector<NoticeLine> lines;
};

/// Groups without a line are left out.
std::vector<NoticeGroup> notice_groups(const workspace::Results& results, Language language);

}  // namespace maillage::ui
