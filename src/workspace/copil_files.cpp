// SPDX-License-Identifier: Apache-2.0
#include "workspace/copil_files.hpp"

#include "base/pack_messages.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "model/lookup.hpp"
#include "report/draw_scene.hpp"
#include "workspace/copil_journal.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using Paths = std::vector<fs::path>;

constexpr double kMapScale = 2.0;  ///< Pixels of a PNG for each of the page.

/// "45", "region-24", "france".
std::string file_stem(const carto::Focus& focus) {
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return "copil-" + std::string(department->text());
    }
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return "copil-region-" + std::string(region->text());
    }
    return "copil-france";
}

Error not_written(const fs::path& path, const std::error_code& error) {
    return {Error::Code::kWrite, {pack::kFolderNotMade, {path.string(), error.message()}}, ""};
}

/// Every format of one document, and its maps.
Result<Paths> write_all(const CopilSource& source, const CopilRequest& request,
                        const fs::path& folder, Date today, const Progress& progress) {
    auto asked = request;
    asked.map_files = true;
    const auto document = copil(source, asked, today, progress);
    if (!document) {
        return document.error();
    }
    Paths paths;
    const auto stem = file_stem(request.focus);
    for (const char* ending : {".pdf", ".html", ".xlsx"}) {
        const auto path = folder / (stem + ending);
        if (auto done =
                write_copil(*document, request.look(), request.page, *source.measure(), path);
            !done) {
            return done.error();
        }
        paths.push_back(path);
    }
    for (const auto& section : document->sections) {
        for (const auto& block : section.blocks) {
            const auto* map = std::get_if<report::MapBlock>(&block);
            if (map == nullptr) {
                continue;
            }
            report::PageOptions page;
            page.title = section.title;
            page.scale = kMapScale;
            page.families = report::families_of(request.look());
            for (const char* ending : {".svg", ".png"}) {
                const auto path = folder / (stem + "-" + map->name + ending);
                if (auto done = report::write_map(*map->alone, path, page); !done) {
                    return done.error();
                }
                paths.push_back(path);
            }
        }
    }
    return paths;
}

/// The departments of the focus, else of the workspace, else of France.
std::vector<DepartmentCode> departments_of(const Dataset& dataset, const carto::Focus& focus) {
    const auto& all = dataset.territories;
    std::vector<DepartmentCode> codes;
    const auto* region = std::get_if<RegionCode>(&focus);
    for (std::size_t i = 0; i < all.departments.size(); ++i) {
        const auto row = index_of<Department>(i);
        const bool asked = region != nullptr
                               ? all.departments.parent[i].valid() &&
                                     all.regions.code[all.departments.parent[i].value] == *region
                               : dataset.scope.empty() ||
                                     std::find(dataset.scope.begin(), dataset.scope.end(), row) !=
                                         dataset.scope.end();
        if (asked) {
            codes.push_back(all.departments.code[i]);
        }
    }
    return codes;
}

Result<Paths> write_each(const CopilSource& source, const CopilOrder& order, Date today,
                         const Progress& progress) {
    const auto codes = departments_of(*source.dataset(), order.request.focus);
    const auto asked = understand(*source.dataset(), order.request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    CopilJournal journal(
        order.path, copil_key(*source.dataset(), *source.sets(), order.request, asked->query.date));
    std::vector<std::optional<Result<Paths>>> made(codes.size());
    std::atomic<std::int64_t> done = 0;
    in_chunks(codes.size(), 1, 0, [&](std::size_t i, std::size_t) {
        if (progress.cancelled()) {
            return;
        }
        auto request = order.request;
        request.focus = codes[i];
        const auto stem = file_stem(request.focus);
        if (auto known = journal.done(stem)) {
            made[i] = std::move(*known);
        } else {
            made[i] = write_all(source, request, order.path, today, {progress.stop_token(), {}});
            if (const auto& files = *made[i]; files) {
                if (auto noted = journal.add(stem, *files); !noted) {
                    made[i] = noted.error();
                }
            }
        }
        progress.at(pack::kStageCopil, ++done, static_cast<std::int64_t>(codes.size()));
    });
    Paths paths;
    for (auto& one : made) {
        if (!one) {
            return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
        }
        if (!*one) {
            return one->error();
        }
        paths.insert(paths.end(), (*one)->begin(), (*one)->end());
    }
    return paths;
}

}  // namespace

Result<Paths> write_copil_files(const DatasetPtr& dataset, const RuleSets& sets,
                                const CopilOrder& order, Date today, const Progress& progress) {
    const bool one_file = is_copil_ending(order.path);
    if (one_file && order.each_department) {
        return Error{
            Error::Code::kRefused, {pack::kEachWantsFolder, {order.path.filename().string()}}, ""};
    }
    if (!one_file && order.path.has_extension()) {
        return Error{
            Error::Code::kRefused, {pack::kNotAsked, {order.path.filename().string()}}, ""};
    }
    const auto source = CopilSource::make(dataset, sets, progress, order.request.charter);
    if (!source) {
        return source.error();
    }
    if (one_file) {
        const auto document = copil(*source, order.request, today, progress);
        if (!document) {
            return document.error();
        }
        if (auto done = write_copil(*document, order.request.look(), order.request.page,
                                    *source->measure(), order.path);
            !done) {
            return done.error();
        }
        return Paths{order.path};
    }
    std::error_code error;
    fs::create_directories(order.path, error);
    if (error) {
        return not_written(order.path, error);
    }
    return order.each_department ? write_each(*source, order, today, progress)
                                 : write_all(*source, order.request, order.path, today, progress);
}

}  // namespace maillage::workspace
