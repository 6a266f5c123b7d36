// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From what is asked (MapRequest) and what is known (dataset, coverage) to what is drawn.

#include "access/gaps.hpp"
#include "base/message.hpp"
#include "base/progress.hpp"
#include "carto/map_geometry.hpp"
#include "carto/map_layers.hpp"
#include "carto/map_request.hpp"
#include "carto/scene.hpp"
#include "carto/text_block.hpp"
#include "carto/text_measure.hpp"
#include "indicators/coverage_state.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::carto {

/// From where a service is reached within some minutes.
struct IsochroneBands {
    std::vector<int> minutes;  ///< Ascending.
    /// For each of them, polygons alone; an area holds those of fewer minutes.
    std::vector<std::shared_ptr<const PlacedLayer>> areas;
    bool of_point = false;  ///< Of the point that is tried alone.
};

/// Travel times, for the views of access; and the words that say what they are.
struct AccessTimes {
    static constexpr std::int32_t kNotKnown = -1;
    static constexpr std::int32_t kNoneReached = -2;
    std::vector<std::int32_t> seconds;  ///< By commune: to the nearest service, or one of these.
    std::vector<access::AccessClass> reach;  ///< By commune: the same beside the threshold.
    std::vector<access::Gap> gap;            ///< By commune.
    std::vector<std::string> services;       ///< Types, as points of layers have them.
    MessageId way{};                         ///< "en voiture", "estimé à vol d’oiseau".
    access::Direction direction = access::Direction::kThere;
    bool estimate = false;
    int threshold = 45;  ///< Minutes, inclusive.
    /// As if one contract held all communes further than the threshold: whom it covers is beyond.
    std::shared_ptr<const indicators::CoverageState> beyond;
    std::vector<Message> notices;  ///< Said at the foot.
    bool gap_estimate = false;     ///< Whether gaps come from estimates, in part at least.
    /// A service point that is tried, counted in `seconds`; null: none is.
    std::shared_ptr<const PlacedLayer> tried{};
    std::vector<Index<Commune>> gaining{};  ///< Whom it brings nearer.
    /// Drawn below the borders of communes, filled in the map of times; null: none.
    std::shared_ptr<const IsochroneBands> bands{};
};

/// Everything a scene is made from; shared, never changed while a scene is built.
struct SceneInput {
    DatasetPtr dataset;
    std::shared_ptr<const indicators::CoverageState> coverage;
    MapGeometryPtr geometry;
    std::shared_ptr<const TextMeasure> text;
    std::vector<Index<Commune>> selection;  ///< Outlined; ascending.
    MapLayersPtr layers{};                  ///< Of the dataset and geometry; null: none drawn.
    /// Without the scenario that `coverage` holds: what only the scenario covers is drawn as such.
    /// Null or the same as `coverage`: there is none. The map stands where it does without it.
    std::shared_ptr<const indicators::CoverageState> register_coverage{};
    std::string scenario{};  ///< Its name, said in the subtitle.
    /// What the scenario is compared with: the map shows what only one of the two covers. Null: it
    /// is put on top of the register.
    std::shared_ptr<const indicators::CoverageState> compared_coverage{};
    std::string compared{};  ///< Name of that scenario; empty: the register.
    /// For the views of access; null: no times are known.
    std::shared_ptr<const AccessTimes> access{};
    /// A way from a commune to its service, drawn over the map of access; null: none.
    std::shared_ptr<const PlacedLayer> route{};
    std::string mode{};  ///< Said with the notices of a map that leaves the program; empty: not.
};

/// A class of the map with how many units and signatories are in it: legend and histogram.
struct LegendClass {
    double low = 0.0;  ///< Shares of 1; low ≤ value < high, the last one closed.
    double high = 0.0;
    Color color;
    std::int64_t units = 0;
    bool zero = false;  ///< The class of exactly 0.
};

/// What stands beside the map of a slide.
struct SlideWords {
    std::string title;  ///< The finding, or what the user wrote.
    std::string subtitle;
    std::string sources;
    std::string notices;
    Block legend;  ///< From (0, 0), without a panel; sizes as on the map.
};

struct SceneResult {
    MapScenePtr scene;
    SlideWords words;                  ///< Of a slide; empty else.
    std::vector<LegendClass> classes;  ///< Of shares; empty where the map shows none.
    std::vector<double> values;        ///< Of every unit with a share, ascending: the histogram.
    Camera camera;                     ///< Of frames[0], as used.
};

/// Runs in a few milliseconds once the input is there, so that a change of style is live; call it
/// off the main thread all the same. \returns kCancelled; kNotFound if the focus does not exist.
Result<SceneResult> build_scene(const SceneInput& input, const MapRequest& request,
                                const Canvas& canvas, const Progress& progress);

/// Only the colours that an edit of a scenario changes, with the same legend: at once, while the
/// scene is built anew (a millisecond).
std::vector<std::uint8_t> style_of_communes(const SceneInput& input, const MapRequest& request,
                                            const MapScene& scene);

}  // namespace maillage::carto
