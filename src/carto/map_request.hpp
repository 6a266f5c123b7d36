// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a map is asked to show: plain values that the viewer's panels change, a saved view stores
/// and `maillage render` makes from its arguments.

#include "base/date.hpp"
#include "base/language.hpp"
#include "carto/camera.hpp"
#include "model/codes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maillage::carto {

enum class View : std::uint8_t {
    kCoverage,        ///< Rates (or covered / negotiated / not covered by commune) and circles.
    kSignatories,     ///< Circles of signatories only.
    kContracts,       ///< Contracts as outlines and hatching by status.
    kPopulation,      ///< Yearly change of the population between the years of the data.
    kAccess,          ///< Communes by the time to the nearest service, and the services.
    kAccessGaps,      ///< Communes by how it is reached: without a car, with one only, not at all.
    kAccessCoverage,  ///< Communes by contract and time together.
};
/// Whether \p view shows travel times.
constexpr bool is_access(View view) noexcept {
    return view == View::kAccess || view == View::kAccessGaps || view == View::kAccessCoverage;
}
enum class MapLevel : std::uint8_t { kCommune, kEpci, kDepartment, kRegion };
enum class Theme : std::uint8_t { kLight, kDark, kProjector };

/// What the map is about; everything else is a faded neighbour.
struct WholeFrance {
    friend bool operator==(const WholeFrance&, const WholeFrance&) = default;
};
using Focus = std::variant<WholeFrance, RegionCode, DepartmentCode, EpciCode>;

enum class Breaks : std::uint8_t { kPolicy, kFisher, kQuantiles, kEqual, kPretty, kManual };
struct Classes {
    Breaks method = Breaks::kPolicy;
    int count = 5;               ///< Of classes beside the zero class, 2…9.
    std::vector<double> manual;  ///< Inner bounds, ascending, for kManual.
    bool zero_apart = true;
    std::string palette = "bleus";  ///< A name of palettes().
    bool reversed = false;
    friend bool operator==(const Classes&, const Classes&) = default;
};

/// Words the user wrote in place of those the program writes; empty = the program's.
struct EditedTexts {
    std::string title;
    std::string subtitle;
    std::string legend;
    std::string source;
    friend bool operator==(const EditedTexts&, const EditedTexts&) = default;
};

/// Which furniture is drawn. The viewer shows all; a slide may leave some to its own layout.
struct Furniture {
    bool title = true;
    bool legend = true;
    bool scale_bar = true;
    bool north = false;
    bool sources = true;  ///< Sources and notices: exports always have them.
    bool insets = true;
    friend bool operator==(const Furniture&, const Furniture&) = default;
};

/// A layer of the user's drawn over the map, as its position among the workspace's layers.
struct ShownLayer {
    std::uint32_t source = 0;  ///< Position in Ledger::sources.
    bool shown = true;
    friend bool operator==(const ShownLayer&, const ShownLayer&) = default;
};

struct MapRequest {
    View view = View::kCoverage;
    MapLevel level = MapLevel::kDepartment;
    Focus focus;
    Classes classes;
    bool circles = true;
    bool labels = true;
    bool label_values = false;  ///< Labels also say the value.
    bool signed_contracts = true;
    bool negotiated_contracts = true;
    bool other_level_contracts = false;  ///< Departmental and regional ones.
    std::vector<ShownLayer> layers;
    Theme theme = Theme::kLight;
    Language language = Language::kFrench;
    EditedTexts texts;
    Furniture furniture;
    double text_scale = 1.0;  ///< Of the furniture's and labels' sizes: 1.5 for a projector.
    /// The map of a slide: without furniture, which stands beside it (SceneResult::words). Not part
    /// of a saved view.
    bool slide = false;

    friend bool operator==(const MapRequest&, const MapRequest&) = default;
};

/// Where it is drawn. Not part of a saved view.
struct Canvas {
    double width = 1280.0;  ///< Layout pixels.
    double height = 720.0;
    std::optional<Camera> camera;  ///< Of the map frame; empty: the focus fills it.
    friend bool operator==(const Canvas&, const Canvas&) = default;
};

}  // namespace maillage::carto
