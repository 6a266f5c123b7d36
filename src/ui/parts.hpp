// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The parts of the screen and what each remembers between frames. Only for the sources of this
/// folder.

#include "ui/draw.hpp"
#include "ui/layout.hpp"
#include "ui/screen.hpp"
#include "ui/slide_layout.hpp"
#include "ui/territory_facts.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::ui {

/// Facts of the focus, kept until the results or the focus change.
struct FocusFacts {
    std::uint64_t revision = 0;
    carto::Focus focus;
    Language language = Language::kFrench;
    std::optional<TerritoryFacts> facts;
    std::optional<TimeCurve> curve;
};
void update_facts(FocusFacts& facts, const PanelContext& context);

/// A window of fixed place without any of ImGui's furniture. Always ends with end_part().
void begin_part(const char* name, const carto::Rect& place, carto::Color ground, ImVec2 padding,
                int flags = 0);
void end_part();

// ---- band.cpp
void draw_band(const PanelContext& context, const carto::Rect& place, const FocusFacts& facts,
               bool narrow, LayoutState& layout, ScreenRequests& requests, CommandSink& sink);

/// "mode interne" or "mode diffusable": what the figures shown are made of.
MessageId mode_of(const PanelContext& context);
/// It as a badge where ImGui's cursor is, in the small font of \p look.
void draw_mode_badge(const PanelContext& context, const Look& look);
/// "scénario : +2,6 pt". The lowest and the highest rate may move by different amounts.
std::string scenario_note(const PanelContext& context, const indicators::RateBounds& change);

// ---- counts_years.cpp
/// The years of counts to choose from, below \p anchor (screen pixels), once \p requests asks.
void draw_counts_years(const PanelContext& context, ImVec2 anchor, ScreenRequests& requests,
                       CommandSink& sink);

// ---- access_block.cpp
/// Who lives too far from a service in the focus, kept until the times or the focus change.
struct AccessSums {
    workspace::AccessMapPtr of;
    carto::Focus focus;
    std::shared_ptr<const indicators::CoverageState> coverage;
    bool with_lists = false;
    std::vector<workspace::BeyondIn> rows;
    std::optional<workspace::GainIn> gain;  ///< Where a point is tried.
    std::array<workspace::ListIn, 4> lists{};
};

// ---- left_panel.cpp
/// A saved view whose words are being written.
struct ViewWords {
    std::string view;  ///< Its name; empty: none.
    std::array<char, 256> title{};
    std::array<char, 2048> notes{};
};
struct LeftState {
    std::array<char, 96> view_name{};
    bool naming = false;
    ViewWords words;
    int dragged_bound = -1;
    std::array<char, 96> scenario_name{};
    bool naming_scenario = false;
    bool painting = false;  ///< Clicks on the map change the scenario looked at.
    AccessSums access;
    bool trying = false;     ///< The next click on the map says where a service point is tried.
    std::string access_day;  ///< Being written.
    std::optional<Date> access_day_of;  ///< What it was when that began.
};
void draw_left(const PanelContext& context, const carto::Rect& place, LeftState& state,
               CommandSink& sink);
/// The inner bounds of the classes shown: what they start from when set by hand.
std::vector<double> class_bounds(const carto::SceneResult& scene);
/// The histogram of the map's values with its class bounds; dragging one makes them manual.
void draw_histogram(const PanelContext& context, LeftState& state, CommandSink& sink);
/// One line about the rows read, used, repaired, set aside: leads to the data screen.
void draw_ledger_line(const PanelContext& context, CommandSink& sink);

/// Access to services, where the map shows it: which service, the threshold, who lives beyond.
void draw_access(const PanelContext& context, LeftState& state, CommandSink& sink);
// ---- access_travel.cpp
/// By what means one travels, which way and when.
void draw_travel(const PanelContext& context, LeftState& state, CommandSink& sink);

// ---- views_block.cpp
/// Saved views, the slides of presentation mode: looked at, named, given a title and notes, put in
/// order.
void draw_saved_views(const PanelContext& context, LeftState& state, CommandSink& sink);

// ---- scenario_block.cpp
/// Scenarios: which one is looked at, what it supposes, painting, entering the register.
void draw_scenarios(const PanelContext& context, LeftState& state, CommandSink& sink);
/// The scenario looked at; null: the register.
const planning::Scenario* active_scenario(const workspace::Snapshot& snapshot);
/// Name of the scenario looked at, or of a new one that is asked for: where a supposition goes.
std::string scenario_to_edit(const PanelContext& context, CommandSink& sink);

// ---- time_band.cpp
struct TimeState {
    bool playing = false;
    double next_step = 0.0;  ///< Time at which playing goes on.
    bool dragging = false;
};
/// \returns seconds until it must be drawn again; negative: no need.
double draw_time(const PanelContext& context, const carto::Rect& place, const FocusFacts& facts,
                 double time, Date today, TimeState& state, CommandSink& sink);

// ---- map_view.cpp
enum class MapTool : std::uint8_t { kMove, kRectangle, kLasso, kPaint };
/// A zoom on its way: the scale changes evenly, the point under the cursor stays there.
struct Zoom {
    double start = 0.0;  ///< Time.
    double from = 1.0;   ///< Metres per pixel.
    double to = 1.0;
    geo::Point anchor;    ///< Metres.
    carto::Pixel offset;  ///< Of the anchor from the middle of the viewport.
    bool active = false;
};
struct MapState {
    std::optional<carto::Camera> live;         ///< While it differs from the scene's.
    std::optional<carto::Camera> sent;         ///< Last camera said to the workspace.
    std::optional<carto::Camera> view_camera;  ///< As the workspace last had it.
    carto::Focus focus;
    double sent_at = 0.0;
    Zoom zoom;
    MapTool tool = MapTool::kMove;
    MapTool drag = MapTool::kMove;
    bool dragging = false;
    bool pressed = false;
    carto::Pixel press;
    std::vector<carto::Pixel> trail;  ///< Of the lasso or rectangle, layout pixels.
    /// One stroke of the brush: what it passed over, and whether it adds or takes away.
    std::vector<Place> stroke;
    bool stroke_adds = true;
    std::optional<Place> hovered;
    std::optional<Place> menu_place;
    Index<Commune> menu_commune;
    std::uint64_t tip_revision = 0;
    std::optional<Place> tip_place;
    workspace::AccessMapPtr tip_access;
    std::vector<std::string> tip;  ///< Lines of the tooltip.
    std::optional<carto::TextRole> edited;
    bool edit_started = false;
    std::array<char, 512> text{};
};
/// What the map part needs besides the context.
struct MapFrame {
    carto::Rect place;  ///< Screen pixels.
    double time = 0.0;
    const MapPort* port = nullptr;
    bool painting = false;
    bool trying = false;    ///< A click says where a service point is tried. Out: still so.
    bool slide = false;     ///< Of presentation mode: looked at and moved, nothing is selected.
    bool what_if = false;   ///< Of a slide: a click supposes a contract or takes it away.
    bool moving = false;    ///< Out: the next frame differs.
    double wake_in = -1.0;  ///< Out.
};
void draw_map(const PanelContext& context, MapFrame& frame, MapState& state,
              ScreenRequests& requests, CommandSink& sink);
/// Whether there is a map that can be drawn.
bool has_map(const PanelContext& context, const MapFrame& frame);
/// The same within the current window, which is larger. \pre has_map()
void draw_map_here(const PanelContext& context, MapFrame& frame, MapState& state,
                   ScreenRequests& requests, CommandSink& sink);

// ---- map_camera.cpp
/// The camera shown now: the live one, else the scene's. Advances a zoom.
carto::Camera advance_camera(const workspace::Snapshot& snapshot, double time, MapState& state);
/// Starts (or continues) a zoom by \p factor about a pixel of the map frame.
void start_zoom(const carto::Camera& camera, const carto::Rect& viewport, carto::Pixel about,
                double factor, double time, MapState& state);
/// Says the live camera to the workspace when it has come to rest, or now and then while moving.
void send_camera(double time, bool moving, MapState& state, CommandSink& sink);

// ---- map_pick.cpp
/// The territory under a pixel of the canvas: of the map's level at France, else the commune.
struct Under {
    Index<Commune> commune;
    std::optional<Place> unit;  ///< What a click is about.
    bool outside = false;       ///< Of the focus: a faded neighbour.
    std::uint32_t frame = 0;
};
std::optional<Under> under(const PanelContext& context, const MapPort& port, carto::Pixel pixel);
/// The focus after a click on a neighbour or on a unit of France; nothing: a click selects.
std::optional<carto::Focus> focus_of_click(const PanelContext& context, const Under& what,
                                           bool twice);
std::vector<std::string> tooltip_lines(const PanelContext& context, const Under& what);
/// "1.90612,47.90321", longitude and latitude, of a pixel seen by \p camera in the map frame;
/// nothing beside the map.
std::optional<std::string> place_of_pixel(const carto::MapScene& scene, const carto::Camera& camera,
                                          carto::Pixel pixel);
/// Name and type of the marker under the pixel; empty: none is there.
std::vector<std::string> marker_lines(const PanelContext& context, const carto::Camera& camera,
                                      carto::Pixel pixel);
/// Communes whose anchor lies inside a closed line of the canvas (layout pixels), seen by
/// \p camera in the map frame; within the focus.
std::vector<workspace::ThingRef> communes_inside(const PanelContext& context,
                                                 const carto::Camera& camera,
                                                 const std::vector<carto::Pixel>& line);

/// The outline of a selection that is being drawn, on the canvas at \p place; \p filled: a
/// rectangle.
void draw_trail(std::span<const carto::Pixel> outline, bool filled, const carto::Rect& place,
                const Look& look);

// ---- map_paint.cpp
/// Whether the scenario itself supposes a contract of this EPCI or commune.
bool is_painted(const PanelContext& context, const planning::Scenario& scenario, Place place);
/// An EPCI gets or loses its contract, a commune enters or leaves the contract of painted communes
/// (or loses its own).
planning::ScenarioEdit paint_edit(const PanelContext& context, const planning::Scenario& scenario,
                                  Place place, bool add);
/// What the brush does where it is. Each territory once in a stroke; the first one decides whether
/// the stroke adds or takes away. \returns Nothing where nothing changes.
std::optional<workspace::command::EditScenario> paint_stroke(const PanelContext& context,
                                                             const Under& what, MapState& state);

/// A click of presentation mode where the mouse was pressed: a contract of the unit, or with Shift
/// of the whole EPCI of the commune, is supposed or taken away.
std::optional<workspace::command::EditScenario> try_contract(const PanelContext& context,
                                                             const MapPort& port, MapState& state);

// ---- map_furniture.cpp
/// Decorations and texts of the scene, over the map.
void draw_furniture(const Look& look, const carto::MapScene& scene, const carto::Camera& camera,
                    const carto::Rect& place, std::optional<carto::TextRole> hidden);
/// The text of the scene that stands at \p pixel and can be edited.
const carto::Text* editable_text(const carto::MapScene& scene, carto::Pixel pixel);

/// A block of furniture with its top left corner at a place of the screen, \p scale screen pixels
/// for one of its own.
void draw_block(const Look& look, const carto::Block& block, ImVec2 at, double scale);

// ---- slide_text.cpp
/// Whether the figures there are may be shown to the room.
bool may_show(const PanelContext& context);
SlideText slide_text(const PanelContext& context, const FocusFacts& facts);

// ---- presentation_keys.cpp
/// What a key does in presentation mode, where that is an act of the presentation; nothing for the
/// others.
std::optional<workspace::command::Present> act_of(const Shortcut& key);
/// The same and the others: zoom, trying a contract.
void press_presentation_key(const PanelContext& context, const Shortcut& key,
                            ScreenRequests& requests, CommandSink& sink);

// ---- presentation.cpp
struct SlideState {
    std::optional<double> timer_from;  ///< Time at which it was started.
};
struct SlideInput {
    double width = 0.0;  ///< Screen pixels.
    double height = 0.0;
    double time = 0.0;
    const MapPort* map = nullptr;
};
ScreenOutput draw_slide(const PanelContext& context, const SlideInput& input,
                        const FocusFacts& facts, SlideState& state, MapState& map,
                        ScreenRequests& requests, CommandSink& sink);

// ---- overlays.cpp
/// Work going on: what, how far, time left, stop. \returns whether there was any.
bool draw_jobs(const PanelContext& context, const carto::Rect& map, CommandSink& sink);
void draw_messages(const PanelContext& context, const carto::Rect& map, CommandSink& sink);
void draw_recovery(const PanelContext& context, CommandSink& sink);
/// The menu of all commands, below its button.
void draw_menu(const PanelContext& context, ScreenRequests& requests, CommandSink& sink);

}  // namespace maillage::ui
