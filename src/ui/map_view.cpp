// SPDX-License-Identifier: Apache-2.0
#include "base/access_screen_messages.hpp"
#include "base/text.hpp"
#include "ui/map_tip.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using carto::Pixel;
using carto::TextRole;

constexpr double kWheelStep = 1.25;
constexpr double kDragFrom = 4.0;  ///< Layout pixels: less is a click with a shaking hand.
constexpr double kTrailStep = 3.0;

/// One frame of the map: what it shows, where the mouse is.
class MapPart {
public:
    MapPart(const PanelContext& context, MapFrame& frame, MapState& state, ScreenRequests& requests,
            CommandSink& sink)
        : m_context(context),
          m_look(context.look),
          m_frame(frame),
          m_state(state),
          m_requests(requests),
          m_sink(sink),
          m_scene(*context.snapshot.scene->scene),
          m_viewport(m_scene.frames.front().viewport) {}

    void draw() {
        m_camera = advance_camera(m_context.snapshot, m_frame.time, m_state);
        canvas_item();
        from_keyboard();
        if (m_hovered) {
            wheel();
        }
        press_and_drag();
        const bool moving = m_state.zoom.active || (m_state.dragging && is_panning());
        if (const auto& show = m_frame.port->show) {
            show(m_context.snapshot.scene->scene, m_camera, m_frame.place, m_look.scale, moving);
        }
        draw_furniture(m_look, m_scene, m_camera, m_frame.place, m_state.edited);
        if (m_state.dragging && !is_panning()) {
            draw_trail(closed_trail(), m_state.drag == MapTool::kRectangle, m_frame.place, m_look);
        }
        if (!m_frame.slide) {
            hover();
            edit_text();
            context_menu();
        }
        send_camera(m_frame.time, moving, m_state, m_sink);
        m_frame.moving = m_state.zoom.active;
    }

private:
    bool is_panning() const { return m_state.drag == MapTool::kMove; }

    Pixel to_canvas(ImVec2 screen) const {
        return {(static_cast<double>(screen.x) - m_frame.place.x) / m_look.scale,
                (static_cast<double>(screen.y) - m_frame.place.y) / m_look.scale};
    }

    void canvas_item() {
        ImGui::SetCursorScreenPos(
            {static_cast<float>(m_frame.place.x), static_cast<float>(m_frame.place.y)});
        ImGui::SetItemAllowOverlap();
        ImGui::InvisibleButton(
            "###map/canvas",
            {static_cast<float>(m_frame.place.width), static_cast<float>(m_frame.place.height)},
            ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                ImGuiButtonFlags_MouseButtonMiddle);
        ImGui::SetItemAllowOverlap();
        note_item(m_look, "map/canvas", m_scene.description);
        focus_ring();
        m_hovered = ImGui::IsItemHovered();
        m_active = ImGui::IsItemActive();
        m_mouse = to_canvas(ImGui::GetIO().MousePos);
    }

    void look_from(const carto::Camera& camera) {
        m_camera = camera;
        m_state.live = camera;
    }

    void from_keyboard() {
        if (m_requests.zoom != 1.0) {
            start_zoom(m_camera, m_viewport, m_viewport.centre(), m_requests.zoom, m_frame.time,
                       m_state);
            m_requests.zoom = 1.0;
        }
        if (m_requests.pan_x != 0.0 || m_requests.pan_y != 0.0) {
            auto camera = m_camera;
            camera.centre.x += m_requests.pan_x * m_viewport.width * camera.metres_per_pixel;
            camera.centre.y -= m_requests.pan_y * m_viewport.height * camera.metres_per_pixel;
            look_from(camera);
            m_requests.pan_x = m_requests.pan_y = 0.0;
        }
    }

    void wheel() {
        const float turned = ImGui::GetIO().MouseWheel;
        if (turned == 0.0F || !over_map()) {
            return;
        }
        start_zoom(m_camera, m_viewport, m_mouse, std::pow(kWheelStep, turned), m_frame.time,
                   m_state);
    }

    /// Whether the mouse is on the map itself and not on an inset, which has no camera to move.
    bool over_map() const {
        return m_viewport.holds(m_mouse) &&
               std::none_of(
                   m_scene.frames.begin() + 1, m_scene.frames.end(),
                   [&](const carto::Frame& inset) { return inset.viewport.holds(m_mouse); });
    }

    MapTool tool_of_press() const {
        const auto& io = ImGui::GetIO();
        if (m_frame.slide || ImGui::IsMouseDown(ImGuiMouseButton_Middle)) {
            return MapTool::kMove;
        }
        if (io.KeyShift) {
            return io.KeyAlt ? MapTool::kLasso : MapTool::kRectangle;
        }
        return m_frame.painting && !m_frame.trying ? MapTool::kPaint : m_state.tool;
    }

    void press_and_drag() {
        const bool down = m_active && (ImGui::IsMouseDown(ImGuiMouseButton_Left) ||
                                       ImGui::IsMouseDown(ImGuiMouseButton_Middle));
        if (down && !m_state.pressed) {
            m_state.pressed = true;
            m_state.dragging = false;
            m_state.press = m_mouse;
            m_state.drag = tool_of_press();
            m_state.trail = {m_mouse};
            if (m_state.drag == MapTool::kPaint) {
                m_state.stroke.clear();
            }
        }
        if (m_state.pressed && down && m_state.drag == MapTool::kPaint) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            paint_here();
            return;
        }
        if (m_state.pressed && down) {
            drag();
        }
        if (m_state.pressed && !down) {
            m_state.pressed = false;
            release();
        }
    }

    void drag() {
        const double far = std::hypot(m_mouse.x - m_state.press.x, m_mouse.y - m_state.press.y);
        if (!m_state.dragging && far < kDragFrom) {
            return;
        }
        m_state.dragging = true;
        if (!is_panning()) {
            const auto& last = m_state.trail.back();
            if (std::hypot(m_mouse.x - last.x, m_mouse.y - last.y) >= kTrailStep) {
                m_state.trail.push_back(m_mouse);
            }
            return;
        }
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
        const auto& io = ImGui::GetIO();
        auto camera = m_camera;
        const double metres = camera.metres_per_pixel / m_look.scale;
        // The first step takes up what was waited for to tell a drag from a click.
        const bool first = m_state.trail.size() == 1;
        const double dx = first ? (m_mouse.x - m_state.press.x) * m_look.scale
                                : static_cast<double>(io.MouseDelta.x);
        const double dy = first ? (m_mouse.y - m_state.press.y) * m_look.scale
                                : static_cast<double>(io.MouseDelta.y);
        m_state.trail.resize(2, m_mouse);
        if (dx == 0.0 && dy == 0.0) {
            return;
        }
        camera.centre.x -= dx * metres;
        camera.centre.y += dy * metres;
        m_state.zoom.active = false;
        look_from(camera);
    }

    void paint_here() {
        if (const auto what = under(m_context, *m_frame.port, m_mouse)) {
            if (auto edit = paint_stroke(m_context, *what, m_state)) {
                m_sink(*std::move(edit));
            }
        }
    }

    void release() {
        if (m_state.drag == MapTool::kPaint) {
            return;
        }
        if (!m_state.dragging) {
            click();
            return;
        }
        m_state.dragging = false;
        if (is_panning()) {
            return;
        }
        const auto line = closed_trail();
        auto things = communes_inside(m_context, m_camera, line);
        const auto how = ImGui::GetIO().KeyCtrl ? command::Pick::kAdd : command::Pick::kReplace;
        m_sink(command::Select{how, std::move(things)});
        m_state.tool = MapTool::kMove;
        m_state.trail.clear();
    }

    std::vector<Pixel> closed_trail() const {
        if (m_state.drag == MapTool::kLasso) {
            return m_state.trail;
        }
        const auto a = m_state.press;
        const auto b = m_mouse;
        return {a, {b.x, a.y}, b, {a.x, b.y}};
    }

    /// A service point, at a commune or a longitude and latitude.
    void try_at(std::string place) {
        auto access = m_context.view.access;
        access.new_place = std::move(place);
        m_sink(command::SetAccess{std::move(access)});
    }

    void click() {
        if (m_frame.slide) {
            if (auto edit = m_frame.what_if ? try_contract(m_context, *m_frame.port, m_state)
                                            : std::nullopt) {
                m_sink(*std::move(edit));
            }
            return;
        }
        if (std::exchange(m_frame.trying, false)) {
            if (auto place = place_of_pixel(m_scene, m_camera, m_state.press)) {
                try_at(*std::move(place));
            }
            return;
        }
        if (const auto* text = editable_text(m_scene, m_state.press)) {
            begin_edit(*text);
            return;
        }
        const auto what = under(m_context, *m_frame.port, m_state.press);
        if (!what || !what->unit) {
            if (!m_context.view.selection.empty()) {
                m_sink(command::Select{command::Pick::kReplace, {}});
            }
            return;
        }
        const auto thing = thing_of(*m_context.snapshot.results->dataset, *what->unit);
        if (ImGui::GetIO().KeyCtrl) {
            m_sink(command::Select{command::Pick::kToggle, {thing}});
            return;
        }
        const bool twice = ImGui::GetIO().MouseClickedLastCount[0] >= 2;
        m_sink(command::OpenSheet{thing});
        if (auto focus = focus_of_click(m_context, *what, twice)) {
            m_sink(command::SetFocus{*focus});
        } else if (!what->outside) {
            m_sink(command::Select{command::Pick::kReplace, {thing}});
        }
    }

    void hover() {
        m_state.hovered.reset();
        if (m_hovered && m_frame.trying) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
        if (!m_hovered || m_state.dragging || m_state.zoom.active || m_state.edited ||
            ImGui::IsPopupOpen("###map/menu")) {
            return;
        }
        if (editable_text(m_scene, m_mouse) != nullptr) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
            show_tip({m_context.text(screen::kClickToEdit)});
            return;
        }
        if (const auto lines = marker_lines(m_context, m_camera, m_mouse); !lines.empty()) {
            show_tip(lines);
            return;
        }
        const auto what = under(m_context, *m_frame.port, m_mouse);
        if (!what || !what->unit || m_context.snapshot.results->coverage == nullptr) {
            return;
        }
        m_state.hovered = what->unit;
        const auto revision = m_context.snapshot.results->revision;
        const auto& access = m_context.snapshot.access;
        if (m_state.tip_place != what->unit || m_state.tip_revision != revision ||
            m_state.tip_access != access) {
            m_state.tip = tooltip_lines(m_context, *what);
            m_state.tip_place = what->unit;
            m_state.tip_revision = revision;
            m_state.tip_access = access;
        }
        show_tip(m_state.tip);
    }

    void show_tip(const std::vector<std::string>& lines) const {
        draw_map_tip(m_look, lines, m_frame.place);
    }

    void begin_edit(const carto::Text& text) {
        m_state.edited = text.role;
        m_state.edit_started = false;
        m_state.text.fill('\0');
        // A text of several lines is edited as one.
        std::string whole;
        for (const auto& line : m_scene.texts) {
            if (line.role == text.role) {
                whole += (whole.empty() ? "" : " ") + line.text;
            }
        }
        std::strncpy(m_state.text.data(), whole.c_str(), m_state.text.size() - 1);
    }

    void edit_text() {
        if (!m_state.edited) {
            return;
        }
        const auto text =
            std::find_if(m_scene.texts.begin(), m_scene.texts.end(),
                         [&](const carto::Text& one) { return one.role == *m_state.edited; });
        if (text == m_scene.texts.end()) {
            m_state.edited.reset();
            return;
        }
        const bool title = text->role == TextRole::kTitle;
        auto* font = title ? m_look.fonts.title
                           : (text->bold ? m_look.fonts.block_title : m_look.fonts.small);
        const double room = std::max(m_scene.width - text->box.x - 24, 120.0);
        ImGui::PushFont(font);
        ImGui::SetCursorPos({m_look.px(text->box.x) - m_look.px(6), m_look.px(text->box.y - 5)});
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(m_look.px(6), m_look.px(4)));
        ImGui::SetNextItemWidth(m_look.px(std::min(room, title ? 620.0 : 420.0)));
        if (!m_state.edit_started) {
            ImGui::SetKeyboardFocusHere();
        }
        const bool done = ImGui::InputText(
            "###map/text", m_state.text.data(), m_state.text.size(),
            ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
        note_item(m_look, "map/text");
        const bool left = m_state.edit_started && !ImGui::IsItemActive() && !done;
        m_state.edit_started = m_state.edit_started || ImGui::IsItemActive();
        ImGui::PopStyleVar();
        ImGui::PopFont();
        if (done) {
            save_text(*m_state.edited, std::string(trim(m_state.text.data())));
        }
        if (done || left) {
            m_state.edited.reset();
        }
    }

    void save_text(TextRole role, std::string text) {
        auto map = m_context.view.map;
        auto& texts = map.texts;
        auto& target = role == TextRole::kTitle      ? texts.title
                       : role == TextRole::kSubtitle ? texts.subtitle
                       : role == TextRole::kSource   ? texts.source
                                                     : texts.legend;
        target = std::move(text);
        if (!(map == m_context.view.map)) {
            m_sink(command::SetMap{std::move(map)});
        }
    }

    void context_menu() {
        if (m_hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
            const auto what = under(m_context, *m_frame.port, m_mouse);
            m_state.menu_place = what ? what->unit : std::nullopt;
            m_state.menu_commune = what ? what->commune : Index<Commune>{};
            ImGui::OpenPopup("###map/menu");
        }
        if (!ImGui::BeginPopup("###map/menu")) {
            return;
        }
        menu_of_place();
        secondary(m_context.look, m_context.text(screen::kSelectBy));
        if (item(screen::kByRectangle, "map/menu/rectangle")) {
            m_state.tool = MapTool::kRectangle;
        }
        if (item(screen::kByLasso, "map/menu/lasso")) {
            m_state.tool = MapTool::kLasso;
        }
        if (item(screen::kFitMap, "map/menu/fit")) {
            m_sink(command::SetCamera{std::nullopt});
        }
        ImGui::EndPopup();
    }

    void menu_of_place() {
        const auto& dataset = *m_context.snapshot.results->dataset;
        if (!m_state.menu_place) {
            return;
        }
        const auto thing = thing_of(dataset, *m_state.menu_place);
        if (item(screen::kOpenSheetOf, "map/menu/sheet")) {
            m_sink(command::OpenSheet{thing});
        }
        const auto commune = m_state.menu_commune;
        if (!commune.valid()) {
            return;
        }
        const auto& all = dataset.territories;
        if (carto::is_access(m_context.view.map.view) && item(reach::kTryHere, "map/menu/try")) {
            try_at(all.communes.code[commune.value].string());
        }
        const auto department = all.communes.department[commune.value];
        if (item(screen::kFocusOn, "map/menu/focus", {all.departments.name[department.value]})) {
            m_sink(command::SetFocus{all.departments.code[department.value]});
        }
        const auto select = [&](indicators::Level level, std::size_t row) {
            m_sink(command::Select{command::Pick::kAdd, {thing_of(dataset, {level, row})}});
        };
        const auto epci = all.communes.epci[commune.value];
        if (epci.valid() && item(screen::kAllEpci, "map/menu/epci")) {
            select(indicators::Level::kEpci, epci.value);
        }
        const auto arrondissement = all.communes.arrondissement[commune.value];
        if (arrondissement.valid() && item(screen::kAllArrondissement, "map/menu/arrondissement")) {
            select(indicators::Level::kArrondissement, arrondissement.value);
        }
        if (item(screen::kAllDepartment, "map/menu/department")) {
            select(indicators::Level::kDepartment, department.value);
        }
        ImGui::Separator();
    }

    bool item(MessageId label, const char* id, std::initializer_list<MessageArgument> values = {}) {
        const auto text = m_context.text(label, values);
        const bool chosen = ImGui::Selectable((text + "###" + id).c_str());
        note_item(m_look, id, text);
        return chosen;
    }

    const PanelContext& m_context;
    const Look& m_look;
    MapFrame& m_frame;
    MapState& m_state;
    ScreenRequests& m_requests;
    CommandSink& m_sink;
    const carto::MapScene& m_scene;
    carto::Rect m_viewport;
    carto::Camera m_camera;
    Pixel m_mouse;
    bool m_hovered = false;
    bool m_active = false;
};

}  // namespace

void draw_map_here(const PanelContext& context, MapFrame& frame, MapState& state,
                   ScreenRequests& requests, CommandSink& sink) {
    MapPart(context, frame, state, requests, sink).draw();
}

void draw_map(const PanelContext& context, MapFrame& frame, MapState& state,
              ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    const bool there = has_map(context, frame);
    begin_part("###map", frame.place, carto::with_alpha(look.colors.ground, there ? 0 : 255),
               {0, 0}, ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollWithMouse);
    if (there) {
        draw_map_here(context, frame, state, requests, sink);
    } else {
        const auto text =
            context.text(context.snapshot.results == nullptr ? screen::kLoading : screen::kDrawing);
        const float width = text_width(look.fonts.text, text);
        text_at(look.fonts.text, look.colors.secondary,
                (static_cast<float>(frame.place.width) - width) / 2,
                static_cast<float>(frame.place.height) / 2, text);
    }
    end_part();
}

}  // namespace maillage::ui
