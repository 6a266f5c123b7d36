// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A snapshot on paper-sized data, to show on a screen without a window.

#include "carto/build_scene.hpp"
#include "support/dataset_builder.hpp"
#include "workspace/snapshot.hpp"

#include <memory>

namespace maillage::test {

/// Two departments of two communes each; one contract in each, signed in 2021 and 2023.
inline std::shared_ptr<const workspace::Results> small_results() {
    DatasetBuilder builder;
    builder.region("24").department("45", "24").department("18", "24");
    builder.commune("45001").commune("45002").commune("18001").commune("18002");
    builder.count("45001", 60).count("45002", 40).count("18001", 90).masked("18002", 1, 4);
    builder.contract({.id = "A", .communes = {"45001"}, .signed_on = "2021-06-01"});
    builder.contract({.id = "B", .communes = {"18001"}, .signed_on = "2023-03-01"});
    builder.target("45", 2024, {75, 100});
    auto results = std::make_shared<workspace::Results>();
    results->dataset = builder.build();
    results->date = make_date(2024, 12, 31);
    const indicators::CoverageQuery query{results->date, {}, false, false, {}};
    results->coverage = std::make_shared<indicators::CoverageState>(results->dataset, query);
    results->hierarchy = std::make_shared<index::Hierarchy>(results->dataset->territories);
    results->contracts_by_commune = std::make_shared<index::ContractsByCommune>(
        results->dataset->contracts, results->dataset->territories.communes.size(),
        results->dataset->choices.perimeter);
    results->search = std::make_shared<workspace::SearchIndex>(*results->dataset);
    results->series = std::make_shared<indicators::Series>(
        indicators::coverage_series(results->dataset, query, make_date(2021, 1, 1), results->date));
    results->revision = 1;
    return results;
}

inline std::shared_ptr<const carto::SceneResult> small_scene() {
    auto scene = std::make_shared<carto::MapScene>();
    scene->width = 920;
    scene->height = 720;
    carto::Frame frame;
    frame.viewport = {0, 0, 920, 720};
    frame.camera = {{600'000, 6'600'000}, 1000};
    scene->frames.push_back(frame);
    carto::Text title;
    title.text = "Un titre";
    title.place = {24, 30};
    title.size = 18;
    title.bold = true;
    title.role = carto::TextRole::kTitle;
    title.box = {24, 14, 200, 24};
    scene->texts.push_back(title);
    auto result = std::make_shared<carto::SceneResult>();
    result->camera = frame.camera;
    result->scene = scene;
    return result;
}

inline workspace::Snapshot small_snapshot() {
    workspace::Snapshot snapshot;
    snapshot.results = small_results();
    snapshot.scene = small_scene();
    snapshot.scene_current = true;
    snapshot.view = std::make_shared<workspace::ViewState>();
    snapshot.spec = std::make_shared<io::WorkspaceSpec>();
    snapshot.settings = std::make_shared<workspace::Settings>();
    snapshot.revision = 1;
    return snapshot;
}

}  // namespace maillage::test
