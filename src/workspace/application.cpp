// SPDX-License-Identifier: Apache-2.0
#include "workspace/application.hpp"

#include "base/screen_messages.hpp"
#include "workspace/application_state.hpp"
#include "workspace/view_commands.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

/// One reads and computes, one makes geometry, one builds scenes, one exports.
constexpr std::size_t kThreads = 4;

}  // namespace

Application::State::State(ApplicationOptions given)
    : options(std::move(given)), queue(options.inline_jobs ? 0 : kThreads) {
    if (options.watch_files && !options.inline_jobs) {
        watch = std::make_unique<FileWatch>();
    }
    std::vector<std::string> ignored;
    if (!options.state_folder.empty()) {
        settings = read_settings(options.state_folder / kSettingsFile, ignored);
    }
    ViewState view;
    view.map.language = settings.language.value_or(options.language.value_or(Language::kFrench));
    view.map.theme = settings.theme;
    view.scale = settings.scale;
    view.left_folded = settings.left_folded;
    view.right_folded = settings.right_folded;
    view.time_folded = settings.time_folded;
    next.view = std::make_shared<ViewState>(std::move(view));
    next.settings = std::make_shared<Settings>(settings);
    saved_document = std::make_shared<Document>();
    set_document(saved_document);
    if (!ignored.empty()) {
        say({screen::kSettingsDamaged, {static_cast<std::int64_t>(ignored.size())}});
    }
    publish();
}

void Application::State::publish() {
    ++next.revision;
    next.jobs = queue.states();
    next.unsaved = !same(*saved_document, *next.document);
    next.can_undo = history.can_undo();
    next.can_redo = history.can_redo();
    next.next_current = next.next && next.results && next.next->request == next_request();
    next.access_current = access_current();
    next.way_current = way_shown() != nullptr;
    next.access_running = access_awaited;
    next.scene_current = scene_shown && next.scene && *scene_shown == scene_key();
    published = std::make_shared<Snapshot>(next);
    changed = false;
    changed_since_poll = true;
}

void Application::State::say(const Error& error) {
    if (error.code == Error::Code::kCancelled) {
        return;
    }
    next.messages.push_back({next_message++, true, error.message, error.where});
    changed = true;
}

void Application::State::say(Message text) {
    next.messages.push_back({next_message++, false, std::move(text), ""});
    changed = true;
}

void Application::State::set_view(ViewState view) {
    if (!(view == *next.view)) {
        next.view = std::make_shared<ViewState>(std::move(view));
        changed = true;
    }
}

/// Requests; edits and view commands never come here.
struct Application::State::Requests {
    State& s;

    void operator()(const command::Undo&) const { s.undo(); }
    void operator()(const command::Redo&) const { s.redo(); }
    void operator()(const command::Open& c) const { s.open(c.path, false); }
    void operator()(const command::Reload&) const { s.reload(); }
    void operator()(const command::Save&) const { s.save(); }
    void operator()(const command::SaveAs& c) const { s.save_as(c.folder); }
    void operator()(const command::PreviewFile& c) const { s.preview(c); }
    void operator()(const command::UsePreview&) const { s.use_preview(); }
    void operator()(const command::DropPreview&) const { s.drop_preview(); }
    void operator()(const command::ExportResults& c) const { s.export_results(c.path); }
    void operator()(const command::ExportMap& c) const { s.export_map(c); }
    void operator()(const command::ExportLedger& c) const { s.export_ledger(c.path); }
    void operator()(const command::ExportContracts& c) const { s.export_contracts(c.path); }
    void operator()(const command::SetMode& c) const { s.set_mode(c); }
    void operator()(const command::CancelJob& c) const { s.queue.cancel(c.job); }
    void operator()(const command::AcceptScenario& c) const { s.accept(c); }
    void operator()(const command::Recover& c) const { s.recover(c.take); }
    void operator()(const command::SetFavourite& c) const { s.set_favourite(c); }
    void operator()(const command::SetFavouriteFolder& c) const { s.set_favourite(c); }
    void operator()(const command::SetWindow& c) const {
        s.settings.window_width = c.width;
        s.settings.window_height = c.height;
    }
    void operator()(const command::DismissMessage& c) const {
        s.changed |= std::erase_if(s.next.messages,
                                   [&](const UserMessage& one) { return one.id == c.message; }) > 0;
    }
    void operator()(const command::Quit&) const {
        s.next.quit = true;
        s.changed = true;
    }
    template <typename Other>
    void operator()(const Other&) const {}
};

Application::Application(ApplicationOptions options)
    : m_state(std::make_unique<State>(std::move(options))) {}

Application::~Application() { m_state->close(); }

void Application::dispatch(const command::Any& command) {
    auto& s = *m_state;
    if (is_edit(command)) {
        s.edit(command);
    } else if (is_view_command(command)) {
        s.change_view(command);
    } else {
        std::visit(State::Requests{s}, command);
    }
    s.settle();
}

void Application::State::settle() {
    if (options.inline_jobs) {
        while (queue.poll()) {
        }
    }
    keep_settings();
    want_next();
    want_answers();
    if (changed || queue.states().size() != published->jobs.size()) {
        publish();
    }
}

bool Application::poll() {
    auto& s = *m_state;
    s.queue.poll();
    s.look_at_files();
    s.keep_settings();
    s.want_next();
    s.want_answers();
    // Progress changes without anything having been taken in.
    if (s.changed || !s.published->jobs.empty() || !s.queue.states().empty()) {
        s.publish();
    }
    return std::exchange(s.changed_since_poll, false);
}

SnapshotPtr Application::snapshot() const { return m_state->published; }

void Application::set_wake(std::function<void()> wake) {
    if (m_state->watch) {
        m_state->watch->set_wake(wake);
    }
    m_state->queue.set_wake(std::move(wake));
}

void Application::set_canvas(double width, double height) {
    auto& s = *m_state;
    if (s.width == width && s.height == height) {
        return;
    }
    s.width = width;
    s.height = height;
    s.want_scene();
    s.changed = true;
    s.settle();
}

bool Application::busy() const { return m_state->queue.busy(); }

void Application::wait() {
    auto& s = *m_state;
    while (s.queue.busy()) {
        s.queue.wait();
        s.queue.poll();
    }
    s.keep_settings();
    s.publish();
}

}  // namespace maillage::workspace
