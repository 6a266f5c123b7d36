// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the user looks at: everything the screen depends on that is not data. Plain values, saved
/// between starts (settings) and with the workspace (saved views); tests make them by hand.

#include "access/travel_times.hpp"
#include "base/date.hpp"
#include "carto/map_request.hpp"
#include "indicators/coverage.hpp"
#include "model/territory.hpp"
#include "planning/ranking.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// A territory or contract by its code: survives a reload, unlike a row number.
struct ThingRef {
    enum class Kind : std::uint8_t {
        kCommune,
        kEpci,
        kArrondissement,
        kDepartment,
        kRegion,
        kFrance,
        kContract
    };
    Kind kind = Kind::kFrance;
    std::string code;  ///< Of a contract: its id. Empty for France.
    friend bool operator==(const ThingRef&, const ThingRef&) = default;
};

enum class Screen : std::uint8_t { kMap, kData };
enum class Tab : std::uint8_t { kNext, kTable, kContracts, kSheet, kNotices };
enum class TableOf : std::uint8_t { kCommunes, kEpcis, kDepartments, kRegions };

/// A number of the band or a sheet whose computation is shown.
enum class Figure : std::uint8_t { kNone, kRate, kToCover, kTotal, kCovered, kContracts, kTarget };

struct TableView {
    TableOf of = TableOf::kDepartments;
    std::string filter;                ///< Words looked for in names and codes.
    std::string sort = "signataires";  ///< Name of a column.
    bool descending = true;
    bool only_selection = false;
    std::vector<std::string> columns;  ///< Shown, in order; empty = the usual ones.
    friend bool operator==(const TableView&, const TableView&) = default;
};

enum class AccessMode : std::uint8_t;  // access.hpp

/// Areas in reach that the map of access draws. By public transport there are none.
enum class Isochrones : std::uint8_t {
    kNone,
    kServices,  ///< Of the services asked and the point that is tried.
    kPoint,     ///< Of the point that is tried alone; where none is, of nothing.
};

/// What the map of access asks.
struct AccessAsked {
    std::string service{};  ///< Types of services between commas; empty: the seats of prefectures.
    std::optional<AccessMode> mode{};  ///< Empty: an estimate.
    int minutes = 45;                  ///< The threshold, inclusive.
    /// Of public transport: the day; empty: the best served of the timetables.
    std::optional<Date> day{};
    int window_first = 7 * 60;   ///< First minute of departure, after midnight…
    int window_end = 9 * 60;     ///< …and the one past the last.
    bool opening_hours = false;  ///< In its place: there and back while services are open.
    /// A service point that is tried: "45234" or "1.9,47.9" (longitude, latitude); empty: none.
    std::string new_place{};
    Isochrones isochrones = Isochrones::kNone;
    /// An estimate is the same each way; opening hours want both ways, whatever stands here.
    access::Direction direction = access::Direction::kThere;
    friend bool operator==(const AccessAsked&, const AccessAsked&) = default;
};
/// Of AccessAsked::minutes.
inline constexpr int kMostAccessMinutes = 240;

/// A map the user wants to come back to: a slide when it is presented, whose title is that of its
/// map (EditedTexts::title; empty: the one the program writes).
struct SavedView {
    std::string name;
    std::string notes;  ///< What the presenter wants to say; never shown to the room by itself.
    carto::MapRequest map;
    std::optional<carto::Camera> camera;
    std::optional<Date> date;
    friend bool operator==(const SavedView&, const SavedView&) = default;
};

/// What presenting puts aside and gives back when it ends.
struct PutAside {
    carto::MapRequest map;
    std::optional<carto::Camera> camera;
    std::vector<ThingRef> selection;
    std::optional<Date> date;
    std::string scenario;
    std::optional<std::string> compared;
    Screen screen = Screen::kMap;
    friend bool operator==(const PutAside&, const PutAside&) = default;
};

/// Presentation mode; presentation.hpp says what its keys do.
struct Presentation {
    bool on = false;
    std::size_t slide = 0;  ///< Of the sequence, from 0.
    bool black = false;
    bool what_if = false;    ///< A click on the map changes `scenario`.
    std::string scenario;    ///< Tried in this presentation; empty: none yet.
    bool pointer = false;    ///< A disc follows the mouse.
    bool notes = false;      ///< Shown below the slide.
    bool keys = false;       ///< What the keys do is shown.
    bool timer = false;      ///< The time since it was started is shown.
    int minutes = 0;         ///< The duration chosen; 0: none.
    int typed = 0;           ///< Digits typed so far; 0: none.
    bool internal = false;   ///< Every count may be shown; else only what may be published.
    bool asks_mode = false;  ///< Whether every count may be shown is being asked.
    PutAside before;
    friend bool operator==(const Presentation&, const Presentation&) = default;
};

struct ViewState {
    carto::MapRequest map;
    std::optional<carto::Camera> camera;  ///< Empty: the focus fills the map.
    std::vector<ThingRef> selection;      ///< Communes, each once, ascending by code.
    ThingRef sheet;                       ///< Whose fiche is open.
    std::optional<Date> date;             ///< Asked by the time slider; empty: the workspace's.
    std::string scenario;                 ///< Looked at; empty or unknown: the register.
    /// What the scenario looked at is compared with, in the table of differences and on the map:
    /// the name of another one, "" for the register; nothing: it is not compared.
    std::optional<std::string> compared;
    /// By which the next contracts are ranked; empty: by guaranteed gain.
    std::optional<planning::Weights> weights;
    AccessAsked access;
    Screen screen = Screen::kMap;
    Tab tab = Tab::kTable;
    TableView table;
    Figure explained = Figure::kNone;
    bool left_folded = false;
    bool right_folded = false;
    bool time_folded = false;
    double scale = 1.0;            ///< Of the interface, 1.0–2.5.
    std::vector<SavedView> saved;  ///< Those of the document, in the order of the sequence.
    Presentation presentation;
    friend bool operator==(const ViewState&, const ViewState&) = default;
};

}  // namespace maillage::workspace
