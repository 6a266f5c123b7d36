// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Values inside commands as words: sources, maps, tables, things. For command_text.cpp only.

#include "workspace/command.hpp"
#include "workspace/command_words.hpp"

namespace maillage::workspace {

// Only what differs from a value made by default is written; the reverse starts from that value.
void write_source(LineWriter& line, const io::SourceSpec& source);
io::SourceSpec read_source(LineReader& line);
void write_map(LineWriter& line, const carto::MapRequest& map);
/// \returns false if the key is none of a map's.
bool read_map_word(LineReader& line, const std::string& key, const std::string& value,
                   carto::MapRequest& map);
void write_table(LineWriter& line, const TableView& table);
TableView read_table(LineReader& line);
void write_focus(LineWriter& line, const carto::Focus& focus);
carto::Focus read_focus(LineReader& line);
void write_saved_view(LineWriter& line, const SavedView& view);
SavedView read_saved_view(LineReader& line);
void write_put_view(LineWriter& line, const command::PutView& put);
command::PutView read_put_view(LineReader& line);
void write_present(LineWriter& line, const command::Present& present);
command::Present read_present(LineReader& line);
void write_thing(LineWriter& line, const ThingRef& thing);
ThingRef read_thing(LineReader& line);
/// "publishable secret=11 zero=hidden", "internal" (mode_text.cpp).
void write_rule(LineWriter& line, const std::optional<disclosure::Rule>& rule);
std::optional<disclosure::Rule> read_rule(LineReader& line);
std::string camera_text(const carto::Camera& camera);
carto::Camera camera_of(LineReader& line, const std::string& text);
std::optional<Date> date_of(LineReader& line, const std::string& text);

inline constexpr WordTable<Language, 2> kLanguages{
    {{"fr", Language::kFrench}, {"en", Language::kEnglish}}};
inline constexpr WordTable<carto::Theme, 3> kThemes{{{"light", carto::Theme::kLight},
                                                     {"dark", carto::Theme::kDark},
                                                     {"projector", carto::Theme::kProjector}}};

}  // namespace maillage::workspace
