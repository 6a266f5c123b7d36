// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What every panel gets: a snapshot to read, a look to draw with, a sink for commands. A panel is
/// one function; it changes nothing but its own state and what it says to the sink.

#include "base/screen_messages.hpp"
#include "ui/theme.hpp"
#include "workspace/command.hpp"
#include "workspace/snapshot.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace maillage::ui {

/// Collects what the user asked for in one frame.
class CommandSink {
public:
    template <typename Command>
    void operator()(Command command) {
        m_commands.emplace_back(std::move(command));
    }
    void put(workspace::command::Any command) { m_commands.push_back(std::move(command)); }
    std::vector<workspace::command::Any> take() { return std::exchange(m_commands, {}); }

private:
    std::vector<workspace::command::Any> m_commands;
};

struct PanelContext {
    const workspace::Snapshot& snapshot;
    const workspace::ViewState& view;
    const Look& look;
    Language language = Language::kFrench;

    std::string text(MessageId id, std::initializer_list<MessageArgument> values = {}) const {
        return render({id, values}, language);
    }
};

}  // namespace maillage::ui
