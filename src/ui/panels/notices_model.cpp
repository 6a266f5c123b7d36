// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/notices_model.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "indicators/alerts.hpp"
#include "indicators/targets.hpp"
#include "report/choice_words.hpp"
#include "ui/panels/explanation.hpp"
#include "ui/panels/figures.hpp"

namespace maillage::ui {
namespace {

using workspace::ThingRef;

ThingRef contract_ref(const Dataset& dataset, std::size_t row) {
    return {ThingRef::Kind::kContract, dataset.contracts[row].id};
}

NoticeGroup contract_dates(const workspace::Results& results, Language language) {
    const auto& dataset = *results.dataset;
    NoticeGroup group{render({screen::kPaneNoticeDates}, language), {}};
    for (const auto& ending : indicators::ending_soon(dataset, results.date)) {
        auto text = render(indicators::ending_message(dataset, ending, language), language);
        if (ending.relayed) {
            text += " " + render({screen::kPaneNoticeRelayed}, language);
        }
        group.lines.push_back(
            {std::move(text), !ending.relayed, contract_ref(dataset, ending.contract)});
    }
    for (const auto& gap : indicators::renewal_gaps(dataset)) {
        group.lines.push_back({render(indicators::gap_message(dataset, gap), language), true,
                               contract_ref(dataset, gap.renewed)});
    }
    return group;
}

NoticeGroup targets(const workspace::Results& results, Language language) {
    NoticeGroup group{render({screen::kPaneNoticeTargets}, language), {}};
    const auto& regions = results.dataset->territories.regions;
    for (const auto& one : indicators::target_discrepancies(*results.coverage)) {
        group.lines.push_back(
            {render({MessageId::kTargetsDisagree,
                     {regions.name[one.region.value], std::to_string(one.year),
                      count_words(one.regional, 1, language),
                      count_words(one.departments, 1, language)}},
                    language),
             true, ThingRef{ThingRef::Kind::kRegion, regions.code[one.region.value].string()}});
    }
    return group;
}

}  // namespace

std::vector<NoticeGroup> notice_groups(const workspace::Results& results, Language language) {
    const auto& dataset = *results.dataset;
    NoticeGroup data{render({screen::kPaneNoticeData}, language), {}};
    for (const auto& notice : dataset.notices) {
        // The choices of computation follow in words, each with its name.
        if (notice.id != MessageId::kNoticeChoices) {
            data.lines.push_back({report::sentence(render(notice, language)), false, {}});
        }
    }
    NoticeGroup choices{render({screen::kPaneExplainChoices}, language), {}};
    for (const auto& [key, value] : choice_texts(dataset.choices)) {
        choices.lines.push_back({render({screen::kPaneNoticeChoice,
                                         {report::choice_name(key, language),
                                          report::choice_value_name(key, value, language)}},
                                        language),
                                 false,
                                 {}});
    }
    std::vector<NoticeGroup> groups;
    for (auto group : {contract_dates(results, language), targets(results, language),
                       std::move(data), std::move(choices)}) {
        if (!group.lines.empty()) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

}  // namespace maillage::ui
