// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What Tab, Enter and Escape do beyond ImGui's own navigation.

#include <imgui/imgui.h>

namespace maillage::ui {

/// Whether the key was pressed in this frame, and no text that is written takes it.
bool enter_pressed();
bool escape_pressed();

/// Whether Enter presses ImGui's last item, a button: in a dialog, while the keyboard is at it.
/// To be asked of every button, so that the default one knows of the others.
bool pressed_by_enter();
/// Whether the keyboard is at another button of the window than ImGui's last item.
bool keyboard_at_other_button();

enum class TabStop : unsigned char { kNo, kYes };
/// As ImGui's; Tab stops at it, among the texts of the window, if asked to.
bool invisible_button(const char* id, ImVec2 size, TabStop tab);

}  // namespace maillage::ui
