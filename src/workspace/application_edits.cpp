// SPDX-License-Identifier: Apache-2.0
#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "workspace/application_state.hpp"
#include "workspace/save.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

const io::SourceSpec* source_of(const command::Any& edit) {
    if (const auto* add = std::get_if<command::AddSource>(&edit)) {
        return &add->source;
    }
    const auto* change = std::get_if<command::ChangeSource>(&edit);
    return change == nullptr ? nullptr : &change->source;
}

}  // namespace

/// A file the user named by its whole path may be read, wherever it lies.
void Application::State::remember_chosen(const io::SourceSpec& source) {
    const fs::path path(source.path);
    if (path.is_absolute()) {
        chosen.push_back(path.lexically_normal());
    }
}

void Application::State::set_document(DocumentPtr document) {
    next.document = std::move(document);
    next.spec = {next.document, &next.document->spec};
    changed = true;
    if (next.view && view().saved != next.document->views) {
        auto looked_at = view();
        looked_at.saved = next.document->views;
        set_view(std::move(looked_at));
    }
}

void Application::State::edit(const command::Any& given) {
    const auto edit = completed(given);
    const auto before = next.document;
    auto after = apply_edit(before, edit);
    if (!after) {
        say(after.error());
        return;
    }
    if (same(*before, **after)) {
        return;
    }
    if (const auto* source = source_of(edit)) {
        remember_chosen(*source);
    }
    history.record(edit, before, *after);
    set_document(*after);
    write_journal({edit});
    if (const auto* made = std::get_if<command::NewScenario>(&edit)) {
        auto looked_at = view();
        looked_at.scenario = made->name;
        set_view(std::move(looked_at));
    }
    after_edit(*before);
}

/// Only what the edit changed is done again.
void Application::State::after_edit(const Document& before) {
    if (same_data(before, *next.document)) {
        follow_scenario();
        want_scene();
    } else {
        read_again();
    }
}

/// To a workspace of the history. The journal gets what leads there, so that it can be read from
/// the file on disk alone, whatever was saved in between.
void Application::State::go_to(const DocumentPtr& document) {
    if (document == nullptr) {
        return;
    }
    const auto before = next.document;
    write_journal(difference(*before, *document));
    set_document(document);
    after_edit(*before);
}

void Application::State::undo() { go_to(history.undo()); }

void Application::State::redo() { go_to(history.redo()); }

void Application::State::write_journal(const std::vector<command::Any>& edits) {
    if (!journal) {
        return;
    }
    for (const auto& edit : edits) {
        if (const auto done = journal->append(command::to_text(edit)); !done) {
            say(done.error());
            journal.reset();  // Said once; work goes on without it.
            return;
        }
    }
    queue.start({screen::kJobSave}, false, [sync = journal->sync()](const Progress&) {
        sync();
        return JobQueue::Finish();
    });
}

void Application::State::offer_recovery() {
    journal.reset();
    recovered.clear();
    next.recovery.reset();
    if (options.state_folder.empty()) {
        return;
    }
    Journal::Left left;
    auto taken = Journal::take(options.state_folder / "journal", next.path, left);
    if (!taken) {
        say(taken.error());
        return;
    }
    journal = std::move(taken).value();
    if (left.torn) {
        say({screen::kJournalTorn});
    }
    recovered = std::move(left.lines);
    if (!recovered.empty()) {
        next.recovery =
            Message(screen::kRecoveryOffer, {static_cast<std::int64_t>(recovered.size())});
    } else {
        journal->forget();
    }
}

void Application::State::recover(bool take) {
    const auto lines = std::exchange(recovered, {});
    next.recovery.reset();
    changed = true;
    std::int64_t lost = 0;
    std::vector<command::Any> done;
    for (const auto& line : take ? lines : std::vector<std::string>()) {
        const auto parsed = command::parse(line);
        auto after = parsed && is_edit(*parsed) ? apply_edit(next.document, *parsed)
                                                : Result<DocumentPtr>(next.document);
        if (!parsed || !is_edit(*parsed) || !after) {
            ++lost;
            continue;
        }
        if (const auto* source = source_of(*parsed)) {
            remember_chosen(*source);
        }
        history.record(*parsed, next.document, *after);
        set_document(*after);
        done.push_back(*parsed);
    }
    write_journal(done);
    if (journal) {
        journal->forget();
    }
    if (lost > 0) {
        say({screen::kRecoveryLost, {lost}});
    }
    if (!done.empty()) {
        read_again();
    }
}

void Application::State::save() {
    if (next.path.empty() ||
        fs::is_regular_file(next.path) != (next.path.filename() == kTomlName)) {
        // Built-in France, or a data file opened by itself: there is no workspace to write to.
        say({screen::kSaveNeedsFolder});
        return;
    }
    start_save(next.spec->folder, false);
}

void Application::State::save_as(const fs::path& folder) { start_save(folder, true); }

void Application::State::start_save(const fs::path& folder, bool elsewhere) {
    if (saving) {
        return;
    }
    saving = true;
    SaveRequest request{next.document, folder,
                        elsewhere ? std::optional<FilesOnDisk>() : std::optional(on_disk)};
    queue.start({screen::kJobSave}, true,
                [this, request, elsewhere](const Progress& progress) -> JobQueue::Finish {
                    auto saved = save_workspace(request, progress);
                    return [this, request, saved, elsewhere] {
                        saving = false;
                        if (saved) {
                            take_saved(request, *saved, elsewhere);
                        } else {
                            say(saved.error());
                        }
                    };
                });
}

void Application::State::take_saved(const SaveRequest& request, const Saved& saved,
                                    bool elsewhere) {
    auto files = saved.on_disk;
    if (!elsewhere && on_disk.contracts == kUnreadable) {
        files.contracts = std::move(on_disk.contracts);
    }
    on_disk = std::move(files);
    // Edits made while it was written.
    const auto later = difference(*request.document, *next.document);
    saved_document = saved.document;
    if (elsewhere) {
        history.clear();
        next.path = request.folder;
        std::error_code ignored;
        settings.add_recent(fs::absolute(request.folder, ignored).lexically_normal());
        if (journal) {
            static_cast<void>(journal->clear());
        }
        offer_recovery();
    } else if (journal) {
        static_cast<void>(journal->clear());
    }
    auto document = saved.document;
    for (const auto& edit : later) {
        if (auto after = apply_edit(document, edit)) {
            document = *after;
        }
    }
    set_document(document);
    write_journal(later);
    watch_files();  // What was just written is no change by others.
    say({screen::kSaved, {saved.file.string()}});
    if (elsewhere) {
        read_again();
    }
}

}  // namespace maillage::workspace
