// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the panels' lists are drawn with: rows that can be pressed, cells, links. Only for the
/// sources of this folder.

#include "ui/draw.hpp"
#include "ui/panel.hpp"
#include "ui/widgets.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

/// A row as wide as the room (or \p width pixels), highlighted under the mouse and when chosen,
/// with a rule below; its content is drawn into it afterwards.
struct ListRow {
    bool pressed = false;
    bool opened = false;  ///< Double click.
    bool hovered = false;
    ImVec2 min;
    ImVec2 max;
};
ListRow list_row(const Look& look, std::string_view id, std::string_view label, float height,
                 bool chosen, float width = 0.0F);

/// One line of text in [x, x + width] at height y (screen pixels), cut with "…".
/// \returns Whether it was cut.
bool cell(ImFont* font, carto::Color color, float x, float y, float width, std::string_view text,
          bool right = false);

/// Text in the primary colour, underlined under the mouse. \returns whether it was pressed.
bool link(const Look& look, std::string_view text, std::string_view id, float width = 0.0F);

/// "label ........ value" on one line; a link where \p id is not empty:
/// the value, or the label where it is the name of what is led to.
bool label_value(const Look& look, std::string_view label, std::string_view value,
                 std::string_view id = {}, bool label_leads = false);

/// Text of the text font that wraps in the room; \p color of the look.
void paragraph(const Look& look, std::string_view text, carto::Color color, ImFont* font = nullptr);

/// Shows \p text when the last item is under the mouse.
void tooltip(const Look& look, std::string_view text);

/// A line of input in the look, with a hint while it is empty. \returns whether the text changed.
bool input_line(const Look& look, const char* id, std::string_view hint, std::string& text,
                float width = 0.0F, int flags = 0);

/// Vertical room in layout pixels.
void gap(const Look& look, double layout_pixels);

}  // namespace maillage::ui
