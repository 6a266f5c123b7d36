// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The content panels as the screen shows them: tabs on the right, data screen, dialogs. Only for
/// the sources of this folder.

#include "ui/parts.hpp"

#include <filesystem>
#include <memory>

namespace maillage::ui {

/// What all content panels remember between frames.
struct ContentState;
struct ContentStateDeleter {
    void operator()(ContentState* state) const;
};
using ContentStatePtr = std::unique_ptr<ContentState, ContentStateDeleter>;
ContentStatePtr make_content_state();

/// Tabs and the chosen panel, or how a figure was computed.
void draw_right(const PanelContext& context, const carto::Rect& place, ContentState& state,
                CommandSink& sink);
void draw_data_screen(const PanelContext& context, const carto::Rect& place, ContentState& state,
                      ScreenRequests& requests, CommandSink& sink);
/// Search, help, file dialog: opened by requests, drawn over everything.
void draw_dialogs(const PanelContext& context, const std::filesystem::path& home,
                  ContentState& state, ScreenRequests& requests, CommandSink& sink);
/// Closes the innermost dialog. \returns whether there was one.
bool close_dialog(ContentState& state);
/// Leaves a form, or a list within a panel, that is shown. \returns whether there was one.
bool close_form(const PanelContext& context, ContentState& state);
/// Whether the keyboard is in a form, which Tab goes through then.
bool form_has_keyboard(const PanelContext& context, const ContentState& state);

}  // namespace maillage::ui
