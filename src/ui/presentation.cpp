// SPDX-License-Identifier: Apache-2.0
// Presentation mode on the screen: a slide, and what may lie over it.
#include "workspace/presentation.hpp"

#include "base/present_messages.hpp"
#include "carto/theme_colors.hpp"
#include "ui/numbers.hpp"
#include "ui/parts.hpp"
#include "ui/slide_layout.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::ui {
namespace {

constexpr double kFadeLeft = 44.0;
constexpr double kFadeUp = 26.0;
constexpr double kPointer = 11.0;  ///< Radius.
constexpr double kTimerAlpha = 0.75;

/// A font of a slide for a size of its layout; figures that had to shrink are drawn smaller.
ImFont* font_of(const Fonts& fonts, double size, bool bold) {
    if (bold) {
        return size > kSlideTitleSize   ? fonts.slide_figure
               : size > kSlideSmallSize ? fonts.slide_title
                                        : fonts.slide_label;
    }
    return size > kSlideSmallSize  ? fonts.slide_text
           : size > kSlideFootSize ? fonts.slide_small
                                   : fonts.text;
}

/// Text as ImGui will draw it, in pixels of a slide.
class FontMeasure final : public carto::TextMeasure {
public:
    explicit FontMeasure(const Look& look) : m_look(look) {}
    carto::TextSize measure(std::string_view text, double size, bool bold) const override {
        auto* font = font_of(m_look.fonts, size, bold);
        const double drawn = size * m_look.fonts.height_of_em;
        const auto extent =
            font->CalcTextSizeA(m_look.px(drawn), 1e9F, 0.0F, begin_of(text), end_of(text));
        return {static_cast<double>(extent.x) / m_look.scale, drawn * 0.8, drawn * 0.2};
    }

private:
    const Look& m_look;
};

carto::Color color_of(const Colors& colors, SlideInk ink) {
    switch (ink) {
        case SlideInk::kSecondary:
            return colors.secondary;
        case SlideInk::kPrimary:
            return colors.primary;
        case SlideInk::kTarget:
            return colors.target;
        case SlideInk::kInk:
            break;
    }
    return colors.ink;
}

/// One frame of a slide.
class SlidePart {
public:
    SlidePart(const PanelContext& context, const SlideInput& input, const FocusFacts& facts,
              SlideState& state)
        : m_context(context),
          m_look(context.look),
          m_now(context.view.presentation),
          m_input(input),
          m_facts(facts),
          m_state(state),
          m_ground(carto::slide_colors(context.look.theme).ground) {
        const auto& scene = context.snapshot.scene;
        // Until what may be published is there, nothing is shown.
        const bool is_slide = scene != nullptr && !scene->words.title.empty() && may_show(context);
        const FontMeasure measure(m_look);
        m_text = slide_text(context, facts);
        m_places = lay_out_slide(m_text, is_slide ? scene->words.legend.width : 0.0,
                                 is_slide ? scene->words.legend.height : 0.0,
                                 input.width / m_look.scale, input.height / m_look.scale, measure);
        m_frame = {on_screen(m_places.map), input.time, input.map, false, false, true,
                   m_now.what_if,           false,      -1.0};
        m_with_map = is_slide && has_map(context, m_frame);
    }

    ScreenOutput draw(MapState& map, ScreenRequests& requests, CommandSink& sink) {
        ScreenOutput output;
        output.map = m_frame.place;
        const carto::Rect whole{0, 0, m_input.width, m_input.height};
        begin_part("###slide", whole, carto::with_alpha(m_ground, 0), {0, 0},
                   ImGuiWindowFlags_NoNavInputs | ImGuiWindowFlags_NoScrollWithMouse |
                       ImGuiWindowFlags_NoScrollbar);
        if (m_with_map) {
            draw_map_here(m_context, m_frame, map, requests, sink);
        }
        requests.zoom = 1.0;
        m_list = ImGui::GetWindowDrawList();
        ground();
        words();
        legend();
        mode();
        hints();
        timer(output);
        if (m_now.keys) {
            keys();
        }
        if (m_now.black) {
            m_list->AddRectFilled({0, 0}, corner(), IM_COL32(0, 0, 0, 255));
        }
        end_part();
        pointer();
        output.moving = m_frame.moving;
        return output;
    }

private:
    carto::Rect on_screen(const carto::Rect& rect) const {
        const auto px = [this](double value) { return std::floor(value * m_look.scale); };
        return {px(rect.x), px(rect.y), px(rect.width), px(rect.height)};
    }
    ImVec2 at(double x, double y) const { return {m_look.px(x), m_look.px(y)}; }
    ImVec2 corner() const {
        return {static_cast<float>(m_input.width), static_cast<float>(m_input.height)};
    }

    /// The paper around the map, into which the map fades.
    void ground() {
        const auto solid = im(m_ground);
        const auto clear = im(carto::with_alpha(m_ground, 0));
        const auto& map = m_frame.place;
        const auto f = [](double value) { return static_cast<float>(value); };
        const float left = f(map.x);
        const float top = f(map.y);
        const float right = f(map.right());
        const float bottom = f(map.bottom());
        m_list->AddRectFilled({0, 0}, {corner().x, top}, solid);
        m_list->AddRectFilled({0, bottom}, corner(), solid);
        m_list->AddRectFilled({0, top}, {left, bottom}, solid);
        if (!m_with_map) {
            m_list->AddRectFilled({left, top}, {corner().x, bottom}, solid);
            return;
        }
        const float side = m_look.px(kFadeLeft);
        const float up = m_look.px(kFadeUp);
        m_list->AddRectFilledMultiColor({left, top}, {left + side, bottom}, solid, clear, clear,
                                        solid);
        m_list->AddRectFilledMultiColor({left, top}, {right, top + up}, solid, solid, clear, clear);
        m_list->AddRectFilledMultiColor({left, bottom - up}, {right, bottom}, clear, clear, solid,
                                        solid);
    }

    void line(const SlideLine& one) {
        auto* font = font_of(m_look.fonts, one.size, one.bold);
        put(font, m_look.px(one.size * m_look.fonts.height_of_em), one.box.x, one.box.y,
            color_of(m_look.colors, one.ink), one.text);
    }
    void put(ImFont* font, float size, double x, double y, carto::Color color,
             std::string_view text) {
        const auto from = at(x, y);
        // A hair's difference from a rendered size would only blur it.
        const float shown = std::abs(font->FontSize - size) < 0.6F ? font->FontSize : size;
        m_list->AddText(font, shown, {std::floor(from.x), std::floor(from.y)}, im(color),
                        begin_of(text), end_of(text));
    }

    void words() {
        if (const auto& strip = m_places.strip; strip.height > 0) {
            m_list->AddRectFilled(at(strip.x, strip.y), corner(), im(m_look.colors.primary_light));
        }
        for (const auto& one : m_places.lines) {
            line(one);
        }
        if (m_places.gauge.width > 0 && m_facts.facts) {
            const auto& row = m_facts.facts->row;
            const auto target =
                row.target ? std::optional(share({row.target->numerator, row.target->denominator}))
                           : std::nullopt;
            ImGui::SetCursorScreenPos(at(m_places.gauge.x, m_places.gauge.y));
            gauge(m_look, row.rate ? share(row.rate->low) : 0.0,
                  row.rate ? share(row.rate->high) : 0.0, target, m_places.gauge.width, 16.0);
        }
    }

    void legend() {
        const auto& place = m_places.legend;
        if (m_with_map && place.width > 0) {
            draw_block(m_look, m_context.snapshot.scene->words.legend, at(place.x, place.y),
                       m_places.legend_scale * m_look.scale);
        }
    }

    void mode() {
        // Read from the back of a room.
        auto large = m_look;
        large.fonts.small = m_look.fonts.text;
        const float width =
            text_width(large.fonts.small, m_context.text(mode_of(m_context))) + m_look.px(14);
        ImGui::SetCursorScreenPos(
            {m_look.px(m_places.mode.right()) - width, m_look.px(m_places.mode.y)});
        draw_mode_badge(m_context, large);
    }

    /// What a key expects next, over the lower edge of the map.
    void hints() {
        std::string text;
        if (m_now.typed > 0) {
            text = m_context.text(slides::kGoTo, {std::to_string(m_now.typed)});
        } else if (m_now.asks_mode) {
            text = m_context.text(slides::kAskInternal);
        } else if (m_now.what_if) {
            text = m_context.text(slides::kTryHow);
        }
        if (text.empty()) {
            return;
        }
        auto* font = m_look.fonts.slide_small;
        const float width = text_width(font, text);
        const float room = m_look.px(m_places.map.width - 180.0);
        const float size = font->FontSize * std::min(1.0F, room / std::max(width, 1.0F));
        const float scale = size / font->FontSize;
        const ImVec2 from{m_look.px(m_places.map.x + 24.0),
                          m_look.px(m_places.map.bottom() - 16.0) - size};
        const float pad = m_look.px(10);
        m_list->AddRectFilled({from.x - pad, from.y - pad / 2},
                              {from.x + width * scale + pad, from.y + size + pad / 2},
                              im(m_look.colors.primary_light), m_look.px(4));
        m_list->AddText(font, size, from, im(m_look.colors.ink), begin_of(text), end_of(text));
    }

    void timer(ScreenOutput& output) {
        if (!m_now.timer) {
            m_state.timer_from.reset();
            return;
        }
        if (!m_state.timer_from) {
            m_state.timer_from = m_input.time;
        }
        const double elapsed = m_input.time - *m_state.timer_from;
        output.wake_in = 1.0 - (elapsed - std::floor(elapsed));
        auto text = workspace::timer_text(elapsed);
        if (m_now.minutes > 0) {
            text = m_context.text(slides::kTimerOf, {text, std::to_string(m_now.minutes)});
        }
        const bool over = m_now.minutes > 0 && elapsed >= m_now.minutes * 60.0;
        const auto color = over ? m_look.colors.target : m_look.colors.secondary;
        auto* font = m_look.fonts.slide_title;
        const float width = text_width(font, text);
        const ImVec2 from{m_look.px(m_places.timer.right()) - width, m_look.px(m_places.timer.y)};
        // Legible over whatever land is there.
        m_list->AddRectFilled({from.x - m_look.px(8), from.y},
                              {from.x + width + m_look.px(8), from.y + font->FontSize},
                              im(carto::with_alpha(m_ground, 200)), m_look.px(4));
        m_list->AddText(font, font->FontSize, from,
                        im(carto::with_alpha(color, static_cast<std::uint8_t>(255 * kTimerAlpha))),
                        begin_of(text), end_of(text));
    }

    void keys() {
        struct Row {
            std::string key;
            MessageId does;
        };
        const auto say = [this](MessageId id) { return m_context.text(id); };
        const std::array rows = {Row{say(slides::kKeyNext), slides::kKeyNextDoes},
                                 Row{say(slides::kKeyPrevious), slides::kKeyPreviousDoes},
                                 Row{say(slides::kKeyEnds), slides::kKeyEndsDoes},
                                 Row{say(slides::kKeyNumber), slides::kKeyNumberDoes},
                                 Row{"F5", slides::kKeyBackDoes},
                                 Row{"B  .", slides::kKeyBlackDoes},
                                 Row{say(slides::kKeyZoom), slides::kKeyZoomDoes},
                                 Row{"L", slides::kKeyPointerDoes},
                                 Row{"E", slides::kKeyTryDoes},
                                 Row{"T", slides::kKeyTimerDoes},
                                 Row{"S", slides::kKeyNotesDoes},
                                 Row{"M", slides::kKeyModeDoes},
                                 Row{say(screen::kKeyEscape), slides::kKeyLeaveDoes}};
        const double width = 760.0;
        const double leading = 34.0;
        const double height = 84.0 + leading * static_cast<double>(rows.size());
        const double x = (m_input.width / m_look.scale - width) / 2;
        double y = (m_input.height / m_look.scale - height) / 2;
        m_list->AddRectFilled({0, 0}, corner(), IM_COL32(20, 24, 36, 110));
        m_list->AddRectFilled(at(x, y), at(x + width, y + height), im(m_look.colors.panel),
                              m_look.px(6));
        line({say(slides::kKeysTitle),
              kSlideTextSize,
              false,
              SlideInk::kInk,
              {x + 32, y + 24, 0, 0}});
        y += 68.0;
        for (const auto& row : rows) {
            line({row.key, kSlideSmallSize, false, SlideInk::kPrimary, {x + 32, y, 0, 0}});
            line({say(row.does), kSlideSmallSize, false, SlideInk::kInk, {x + 300, y, 0, 0}});
            y += leading;
        }
    }

    void pointer() const {
        if (!m_now.pointer || m_now.black) {
            return;
        }
        const auto mouse = ImGui::GetIO().MousePos;
        if (!ImGui::IsMousePosValid(&mouse)) {
            return;
        }
        ImGui::SetMouseCursor(ImGuiMouseCursor_None);
        auto& list = *ImGui::GetForegroundDrawList();
        list.AddCircleFilled(mouse, m_look.px(kPointer), IM_COL32(214, 32, 38, 210), 32);
        list.AddCircle(mouse, m_look.px(kPointer), IM_COL32(255, 255, 255, 230), 32, m_look.px(2));
    }

    const PanelContext& m_context;
    const Look& m_look;
    const workspace::Presentation& m_now;
    const SlideInput& m_input;
    const FocusFacts& m_facts;
    SlideState& m_state;
    carto::Color m_ground;
    SlideText m_text;
    SlideLayout m_places;
    MapFrame m_frame;
    bool m_with_map = false;
    ImDrawList* m_list = nullptr;
};

}  // namespace

ScreenOutput draw_slide(const PanelContext& context, const SlideInput& input,
                        const FocusFacts& facts, SlideState& state, MapState& map,
                        ScreenRequests& requests, CommandSink& sink) {
    return SlidePart(context, input, facts, state).draw(map, requests, sink);
}

}  // namespace maillage::ui
