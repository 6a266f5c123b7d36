// SPDX-License-Identifier: Apache-2.0
#include "base/screen_messages.hpp"
#include "io/write.hpp"
#include "report/tables.hpp"
#include "workspace/application_state.hpp"
#include "workspace/contract_export.hpp"
#include "workspace/export_results.hpp"
#include "workspace/preview.hpp"
#include "workspace/publication.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {

namespace fs = std::filesystem;

namespace {

/// \param dataset Of \p results, with its outlines where the file holds them.
Result<Done> write_results(const DatasetPtr& dataset, const Results& results, const fs::path& path,
                           Language language, const Progress& progress) {
    ExportOrder order;
    order.coverage.date = results.date;
    if (results.publication) {
        order.audit = audit_words(*results.publication, language);
    }
    order.language = language;
    order.path = path;
    const auto answer = workspace::export_results(dataset, order, results.date, progress);
    return answer ? Result<Done>(Done{}) : Result<Done>(answer.error());
}

/// What is published goes into the register before the file is written.
Result<Done> noted(const Results& results, const fs::path& path, Date today) {
    return results.publication
               ? note_publication(*results.publication, path.filename().string(), today)
               : Result<Done>(Done{});
}

}  // namespace

void Application::State::finish_export(const Result<Done>& done, const fs::path& path) {
    if (done) {
        say({screen::kExported, {path.string()}});
    } else {
        say(done.error());
    }
}

bool Application::State::has_results() {
    if (!next.results) {
        say(Error{Error::Code::kNotFound, {screen::kNothingOpen}, ""});
    }
    return next.results != nullptr;
}

void Application::State::export_results(const fs::path& path) {
    if (!has_results()) {
        return;
    }
    queue.start({screen::kJobExport, {path.filename().string()}}, true,
                [this, path, results = next.results, spec = next.spec, given = open_options(),
                 today = options.today, language = view().map.language](const Progress& progress) {
                    // The map does without the polygons themselves; a layer does not.
                    const bool again =
                        holds_geometry(path) && results->dataset->outlines == nullptr;
                    auto dataset = again ? workspace::open(*spec, given, progress)
                                         : Result<DatasetPtr>(results->dataset);
                    if (dataset && again && results->publication) {
                        // The same counts as on screen, with the outlines.
                        auto whole = std::make_shared<Dataset>(*results->dataset);
                        whole->outlines = (*dataset)->outlines;
                        dataset = DatasetPtr(std::move(whole));
                    }
                    auto done = dataset ? noted(*results, path, today) : Result<Done>(Done{});
                    if (done) {
                        done = dataset ? write_results(*dataset, *results, path, language, progress)
                                       : Result<Done>(dataset.error());
                    }
                    return [this, path, done] { finish_export(done, path); };
                });
}

void Application::State::export_ledger(const fs::path& path) {
    if (!has_results()) {
        return;
    }
    queue.start({screen::kJobExport, {path.filename().string()}}, true,
                [this, path, dataset = next.results->dataset, built_in = next.spec->sources.empty(),
                 language = view().map.language](const Progress&) {
                    const auto table = report::check_table(dataset->ledger, built_in, language);
                    auto done = io::write_file(path, io::to_csv(table));
                    return [this, path, done] { finish_export(done, path); };
                });
}

void Application::State::export_contracts(const fs::path& path) {
    if (!has_results()) {
        return;
    }
    queue.start({screen::kJobExport, {path.filename().string()}}, true,
                [this, path, dataset = next.results->dataset](const Progress&) {
                    auto done = workspace::export_contracts(*dataset, path);
                    return [this, path, done] { finish_export(done, path); };
                });
}

void Application::State::export_map(const command::ExportMap& request) {
    if (!has_results()) {
        return;
    }
    if (!next.results->geometry || !options.text) {
        say(Error{Error::Code::kNotFound, {screen::kMapNotReady}, ""});
        return;
    }
    carto::SceneInput input{
        next.results->dataset, next.results->coverage, next.results->geometry, options.text, {},
        next.results->layers};
    input.access = access_shown();
    input.route = route_shown();
    input.mode = mode_words(*next.results->dataset, view().map.language);
    // The part of the map on screen is what is exported, at the size asked.
    carto::Canvas canvas{request.width, request.height, view().camera};
    if (canvas.camera && width > 0) {
        canvas.camera->metres_per_pixel *= width / request.width;
    }
    queue.start({screen::kJobExport, {request.path.filename().string()}}, true,
                [this, path = request.path, input = std::move(input), canvas,
                 map = shown_map(*next.results->dataset, view().map), engine = options.engine,
                 results = next.results, today = options.today](const Progress& progress) {
                    const auto scene = engine.scene(input, map, canvas, progress);
                    auto done = scene ? noted(*results, path, today) : Result<Done>(scene.error());
                    if (done) {
                        done = engine.write(path, *scene->scene);
                    }
                    return [this, path, done] { finish_export(done, path); };
                });
}

void Application::State::preview(const command::PreviewFile& request) {
    const auto wanted = ++preview_wanted;
    auto waiting = next.preview && next.preview->path == request.path
                       ? std::make_shared<FilePreview>(*next.preview)
                       : std::make_shared<FilePreview>();
    waiting->path = request.path;
    waiting->source = request.source;
    waiting->working = true;
    next.preview = std::move(waiting);
    auto looked_at = view();
    looked_at.screen = Screen::kData;  // where the guess is shown
    set_view(std::move(looked_at));
    changed = true;
    queue.cancel(preview_job);
    preview_job = queue.start(
        {screen::kJobPreview, {request.path.filename().string()}}, true,
        [this, wanted, request, spec = next.spec, given = open_options(),
         language = view().map.language](const Progress& progress) -> JobQueue::Finish {
            auto made =
                std::make_shared<FilePreview>(preview_file(*spec, request, given, progress));
            return [this, wanted, made] {
                if (wanted == preview_wanted) {
                    next.preview = made;
                    changed = true;
                }
            };
        });
}

void Application::State::use_preview() {
    if (!next.preview || next.preview->failed) {
        return;
    }
    auto source = next.preview->source;
    if (fs::path(source.path).is_absolute() && !next.spec->folder.empty()) {
        say({screen::kFileOutside, {source.path}});
    }
    drop_preview();
    const auto& sources = next.spec->sources;
    const auto there = std::find_if(sources.begin(), sources.end(), [&](const auto& one) {
        return one.path == source.path && (one.layer == source.layer || source.layer.empty());
    });
    if (there == sources.end()) {
        edit(command::AddSource{std::move(source)});
    } else {
        // The file is of the workspace already: its reading is corrected.
        edit(command::ChangeSource{static_cast<std::size_t>(there - sources.begin()),
                                   std::move(source)});
    }
}

void Application::State::drop_preview() {
    ++preview_wanted;
    queue.cancel(preview_job);
    if (next.preview) {
        next.preview = nullptr;
        changed = true;
    }
}

}  // namespace maillage::workspace
