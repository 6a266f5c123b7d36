// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/access_lines.hpp"

#include "base/access_screen_messages.hpp"
#include "base/text.hpp"
#include "model/service_words.hpp"
#include "workspace/access.hpp"

#include <cmath>
#include <utility>

namespace maillage::ui {
namespace {

SheetLine service_line(const workspace::AccessMap& map, MessageId label, const access::Reach& reach,
                       Language language) {
    const auto& service = map.request.dataset->services[reach.service.value];
    SheetLine line;
    line.label = render({label}, language);
    line.value = minutes_text(reach.time, map.estimate, language);
    line.note = service.name;
    if (workspace::services_asked(map.request.asked).size() > 1) {
        line.note += (line.note.empty() ? "" : ", ") + service_words(service.type, language);
    }
    return line;
}

}  // namespace

std::string minutes_text(access::Seconds time, bool estimate, Language language) {
    const std::int64_t begun = (time + access::kMinute - 1) / access::kMinute;
    return render({estimate ? reach::kMinutesEstimated : reach::kMinutesShown, {begun}}, language);
}

std::string gap_text(access::Gap gap, Language language) {
    switch (gap) {
        case access::Gap::kNone:
            return render({reach::kGapNoneWords}, language);
        case access::Gap::kNoCar:
            return render({reach::kGapNoCarWords}, language);
        case access::Gap::kTotal:
            return render({reach::kGapTotalWords}, language);
        case access::Gap::kUnknown:
            break;
    }
    return render({reach::kGapUnknownWords}, language);
}

MessageId list_words(access::Typology list) {
    switch (list) {
        case access::Typology::kCoveredOutOfReach:
            return reach::kListCoveredFar;
        case access::Typology::kWithinReachUncovered:
            return reach::kListNearUncovered;
        case access::Typology::kNeither:
            return reach::kListNeither;
        case access::Typology::kBoth:
            return reach::kListBoth;
        case access::Typology::kUnknown:
            break;
    }
    return reach::kTimeUnknown;
}

namespace {

/// Without the point that is tried.
std::string real_time_words(const workspace::AccessMap& map, const workspace::CommuneAccess& here,
                            Language language) {
    if (here.nearest) {
        return minutes_text(here.nearest->time, map.estimate, language);
    }
    const bool timetable = map.request.asked.mode == workspace::AccessMode::kTransit;
    return render({here.known  ? reach::kNoneReached
                   : timetable ? reach::kNoData
                               : reach::kTimeUnknown},
                  language);
}

/// How the nearest is reached, in kilometres or leg by leg.
SheetLine way_line(const workspace::AccessWay& way, Language language) {
    SheetLine line;
    line.label = render({reach::kWayLine}, language);
    if (way.route) {
        const char mark = language == Language::kFrench ? ',' : '.';
        const auto kilometres = [&](double metres) {
            return render({reach::kKilometres, {fixed_ratio(std::llround(metres), 1000, 1, mark)}},
                          language);
        };
        line.value = kilometres(way.metres);
        if (way.of->direction == access::Direction::kBoth) {
            line.value = "";
            line.note = render(
                {reach::kThereAndBack, {kilometres(way.metres), kilometres(way.metres_back)}},
                language);
        }
    }
    for (const auto& leg : way.journey) {
        line.note += (line.note.empty() ? "" : "\n") + render(leg, language);
    }
    return line;
}

}  // namespace

std::string time_words(const workspace::AccessMap& map, Index<Commune> commune, Language language) {
    const auto& here = map.communes[commune.value];
    const auto real = real_time_words(map, here, language);
    return here.tried ? render({reach::kInstead,
                                {minutes_text(*here.tried, map.estimate, language), real}},
                               language)
                      : real;
}

SheetBlock access_block(const workspace::AccessMap& map, const workspace::AccessWay* way,
                        Index<Commune> commune, Language language) {
    const auto& here = map.communes[commune.value];
    const auto service = workspace::services_words(map.request.asked, language);
    SheetBlock block{render({reach::kBlockAccess, {service}}, language), {}};
    if (map.direction != access::Direction::kThere) {
        block.title =
            render({map.direction == access::Direction::kBack ? reach::kWayBack : reach::kEachWay,
                    {block.title}},
                   language);
    }
    if (here.nearest) {
        block.lines.push_back(service_line(map, reach::kNearestLine, *here.nearest, language));
        if (map.direction == access::Direction::kBoth && here.there && here.back) {
            auto& note = block.lines.back().note;
            note += (note.empty() ? "" : "\n") +
                    render({reach::kThereAndBack,
                            {minutes_text(*here.there, map.estimate, language),
                             minutes_text(*here.back, map.estimate, language)}},
                           language);
        }
    } else {
        SheetLine none;
        none.label = render({reach::kNearestLine}, language);
        none.value = real_time_words(map, here, language);
        block.lines.push_back(std::move(none));
    }
    if (way != nullptr && (way->route || !way->journey.empty())) {
        block.lines.push_back(way_line(*way, language));
    }
    if (here.second) {
        block.lines.push_back(service_line(map, reach::kSecondLine, *here.second, language));
    }
    if (here.tried) {
        SheetLine tried;
        tried.label = render({reach::kTriedHere}, language);
        tried.value = minutes_text(*here.tried, map.estimate, language);
        block.lines.push_back(std::move(tried));
    }
    if (here.known) {
        SheetLine gap;
        gap.label = render({reach::kGapLine, {std::int64_t{map.request.asked.minutes}}}, language);
        gap.note = gap_text(here.gap, language);
        block.lines.push_back(std::move(gap));
    }
    return block;
}

}  // namespace maillage::ui
