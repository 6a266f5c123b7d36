// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Widgets that ImGui lacks, drawn with its draw list in the program's look. Labels are already
/// in the user's language; ids are stable ("map/level").

#include "ui/theme.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

/// Writes ImGui's last item into the look's log, if there is one. Widgets of this file do it by
/// themselves; call it after ImGui's own (InputText, Selectable…).
void note_item(const Look& look, std::string_view id, std::string_view label = {});

/// Outline of ImGui's last item while the keyboard is at it. Widgets of this file draw it by
/// themselves.
void focus_ring();

enum class ButtonKind : unsigned char { kPrimary, kPlain, kQuiet };
/// \returns whether it was pressed (mouse, Enter or Space).
bool button(const Look& look, std::string_view label, const char* id, ButtonKind kind,
            std::string_view shortcut = {}, bool enabled = true);
/// The button that Enter presses in a dialog: from anywhere, unless a text is written or the
/// keyboard is at another button, which Enter presses then.
bool default_button(const Look& look, std::string_view label, const char* id, bool enabled = true);
/// One of several, side by side. \returns the new choice when it changed.
std::optional<int> segmented(const Look& look, const std::vector<std::string_view>& labels,
                             int chosen, const char* id);
bool checkbox(const Look& look, std::string_view label, const char* id, bool* value);
/// The same, round: one of several that exclude each other.
bool radio(const Look& look, std::string_view label, const char* id, bool* value);
/// Drop-down in the look. \returns the new choice when it changed.
std::optional<int> choice(const Look& look, const std::vector<std::string_view>& labels, int chosen,
                          const char* id, double width = 0.0);
void badge(const Look& look, std::string_view text, carto::Color fill, carto::Color ink);
/// Bar with the rate's interval and a tick at the target, shares of 1.
void gauge(const Look& look, double low, double high, std::optional<double> target, double width,
           double height = 9.0);
void block_title(const Look& look, std::string_view text);
void text(const Look& look, std::string_view text);
void secondary(const Look& look, std::string_view text, double wrap_width = 0.0);
/// Figure that opens how it was computed. \returns whether it was pressed.
bool figure(const Look& look, std::string_view text, const char* id);
void rule(const Look& look);
/// Width of a text in a font of the look, in screen pixels.
float text_width(ImFont* font, std::string_view text);
/// Lines of at most \p width screen pixels, broken at ordinary spaces only; a word that is wider
/// stands alone and overflows.
std::vector<std::string> wrap_lines(ImFont* font, std::string_view text, float width);
/// The text, or its beginning and "…" where it is wider than \p width screen pixels.
std::string shortened(ImFont* font, std::string_view text, float width);
/// Text at a place of the window (screen pixels from its corner), one line, taking no room.
void text_at(ImFont* font, carto::Color color, float x, float y, std::string_view text);
/// Text that breaks at spaces but never within a number and its unit (12,5 %), at most two lines,
/// then "…" with the whole in a tooltip.
void wrapped(const Look& look, std::string_view text, double width, int lines = 2);

}  // namespace maillage::ui
