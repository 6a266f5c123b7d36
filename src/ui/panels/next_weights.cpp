// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/next_weights.hpp"

#include "base/planning_messages.hpp"
#include "ui/draw.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"
#include "ui/slider.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using planning::Criterion;

constexpr double kLine = 26;
constexpr double kLabelWidth = 142;
constexpr double kSliderWidth = 150;
constexpr int kSteps = 20;
/// A step of a slider, in millionths.
constexpr std::int64_t kStep = planning::kScoreUnit / 10;

carto::Color color_of(const Look& look, Criterion criterion) {
    const auto& c = look.colors;
    switch (criterion) {
        case Criterion::kGain:
            return c.primary;
        case Criterion::kRural:
            return c.covered;
        case Criterion::kDecline:
            return c.warning;
        case Criterion::kCost:
            return c.secondary;
        case Criterion::kAccess:
            return c.target;
    }
    return c.ink;
}

}  // namespace

double weights_height() { return kLine * static_cast<double>(planning::kCriteria) + 6; }

void draw_weights(const PanelContext& context, CommandSink& sink) {
    const auto& look = context.look;
    auto weights = *context.view.weights;
    for (std::size_t i = 0; i < planning::kCriteria; ++i) {
        const auto criterion = static_cast<Criterion>(i);
        const auto at = ImGui::GetCursorScreenPos();
        const auto label = context.text(criterion_word(criterion));
        const float side = look.px(9);
        const float top = at.y + look.px(kLine / 2) - side / 2;
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, top}, {at.x + side, top + side},
                                                  im(color_of(look, criterion)), look.px(2));
        const float text = at.y + look.px(5);
        cell(look.fonts.text, look.colors.ink, at.x + look.px(16), text, look.px(kLabelWidth - 20),
             label);
        ImGui::SetCursorScreenPos({at.x + look.px(kLabelWidth), at.y});
        const auto now = static_cast<int>(
            std::clamp<std::int64_t>((weights.at(i) + kStep / 2) / kStep, 0, kSteps));
        if (const auto moved = slider(look, "next/weight/" + std::to_string(i), label, now, kSteps,
                                      kSliderWidth)) {
            weights.at(i) = *moved * kStep;
            sink(command::SetWeights{weights});
        }
        cell(look.fonts.text, look.colors.ink, at.x + look.px(kLabelWidth + kSliderWidth + 8), text,
             look.px(44), weight_text({weights.at(i), planning::kScoreUnit}, context.language));
        ImGui::SetCursorScreenPos({at.x, at.y + look.px(kLine)});
    }
    ImGui::Dummy({1, look.px(6)});
}

void draw_score_bar(const Look& look, const NextRow& row, float x, float y, float width) {
    auto* list = ImGui::GetWindowDrawList();
    const float height = look.px(3);
    list->AddRectFilled({x, y}, {x + width, y + height}, im(look.colors.rule));
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const float end = x + width * static_cast<float>(row.parts.at(i));
        list->AddRectFilled({x, y}, {end, y + height},
                            im(color_of(look, static_cast<Criterion>(i))));
        x = end;
    }
}

std::string score_tip(const workspace::NextContracts& next, const NextRow& row,
                      const planning::Weights& weights, Language language) {
    constexpr std::int64_t kUnit = planning::kScoreUnit;
    auto text = render({planning::kScoreOf, {row.score}}, language);
    for (std::size_t i = 0; i < planning::kCriteria; ++i) {
        const indicators::Rate part{next.parts[row.candidate].at(i) * weights.at(i), kUnit * kUnit};
        text += '\n' + render({planning::kScorePart,
                               {render({criterion_word(static_cast<Criterion>(i))}, language),
                                weight_text(part, language)}},
                              language);
    }
    return text;
}

}  // namespace maillage::ui
