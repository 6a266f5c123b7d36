// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the maps of access say of themselves.

#include "base/message.hpp"
#include "carto/content.hpp"

#include <string>

namespace maillage::carto {

/// The finding: who is beyond the threshold, with and without a car, beside contracts.
/// \pre is_access(request.view)
std::string access_title(const MapRequest& request, const MapContent& content);
/// For the subtitle: what the times are of. \pre the same
Message access_words(const MapRequest& request, const MapContent& content);
/// Of the legend. \pre the same
Message access_heading(const MapRequest& request, const MapContent& content);

/// Words with the way that times are of, where it is not the way there.
Message of_direction(const Message& words, const MapContent& content, Language language);

}  // namespace maillage::carto
