// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Seven square communes with signatories and contracts, and scenes of them.

#include "carto/build_scene.hpp"
#include "support/fixed_text_measure.hpp"
#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace maillage::carto {

/// The squares of square_france() with the rows of \p fill.
inline SceneInput make_input(const std::function<void(test::DatasetBuilder&)>& fill) {
    test::DatasetBuilder builder;
    builder.department("45", "24").department("41", "24").department("77", "11");
    builder.department("974", "04");
    builder.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    builder.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    builder.commune("97401");
    fill(builder);
    auto dataset = std::make_shared<Dataset>(*builder.build());
    const auto squares = test::square_france();
    dataset->outlines = squares.outlines;
    dataset->ledger = squares.ledger;
    SceneInput input;
    input.dataset = dataset;
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(dataset, query);
    input.geometry = build_geometry(*dataset, {}).value();
    input.text = std::make_shared<test::FixedTextMeasure>();
    return input;
}

/// Loiret: 60 of 80 covered and a masked commune; Loir-et-Cher: nobody covered; Seine-et-Marne: a
/// known total of 0; Réunion: nothing is known.
inline SceneInput usual() {
    return make_input([](test::DatasetBuilder& b) {
        b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
        b.count("77001", 0);
        b.contract({"signed", {"45001"}});
        test::ContractSpec planned{"planned", {"45002"}};
        planned.status = ContractStatus::kNegociation;
        b.contract(planned);
    });
}

inline MapScenePtr scene_of(const SceneInput& input, const MapRequest& request,
                            const Canvas& canvas = {}) {
    auto result = build_scene(input, request, canvas, {});
    EXPECT_TRUE(result.has_value());
    return result.value().scene;
}

inline std::uint8_t style(const SceneInput& input, const MapScene& scene, std::string_view code) {
    return scene.style_of_commune[test::commune_row(*input.dataset, code).value];
}

inline MapRequest by_commune() {
    MapRequest request;
    request.level = MapLevel::kCommune;
    return request;
}

/// \p input with a scenario in which \p codes are covered too.
inline SceneInput supposing(const SceneInput& input,
                            std::initializer_list<std::string_view> codes) {
    auto changed = std::make_shared<indicators::CoverageState>(*input.coverage);
    std::vector<Index<Commune>> communes;
    for (const auto code : codes) {
        communes.push_back(test::commune_row(*input.dataset, code));
    }
    changed->add_perimeter(communes);
    auto scenario = input;
    scenario.register_coverage = input.coverage;
    scenario.coverage = changed;
    scenario.scenario = "Essai";
    return scenario;
}

}  // namespace maillage::carto
