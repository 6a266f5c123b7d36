// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the map of access asks, as words of a command: "service=gare mode=transit direction=back
/// threshold=30 day=2024-03-05 window=07:00-09:00 try=45234"; "hours=opening" in place of the
/// window, "isochrones=services".

#include "workspace/command_words.hpp"
#include "workspace/view_state.hpp"

#include <string>

namespace maillage::workspace {

void write_access(LineWriter& line, const AccessAsked& asked);
AccessAsked read_access(LineReader& line);

/// "07:05" of minutes after midnight.
std::string clock_words(int minutes);

}  // namespace maillage::workspace
