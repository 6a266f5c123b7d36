// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/access_lines.hpp"

#include "base/access_screen_messages.hpp"
#include "carto/layer_marks.hpp"

#include <utility>

namespace maillage::ui {
namespace {

MessageId gap_words(access::Gap gap) {
    switch (gap) {
        case access::Gap::kNone:
            return reach::kGapNoneWords;
        case access::Gap::kNoCar:
            return reach::kGapNoCarWords;
        case access::Gap::kTotal:
            return reach::kGapTotalWords;
        case access::Gap::kUnknown:
            break;
    }
    return reach::kGapUnknownWords;
}

SheetLine service_line(const workspace::AccessMap& map, MessageId label, const access::Reach& reach,
                       Language language) {
    const auto& service = map.request.dataset->services[reach.service.value];
    SheetLine line;
    line.label = render({label}, language);
    line.value = minutes_text(reach.time, map.estimate, language);
    line.note = service.name;
    return line;
}

}  // namespace

std::string minutes_text(access::Seconds time, bool estimate, Language language) {
    const std::int64_t begun = (time + access::kMinute - 1) / access::kMinute;
    return render({estimate ? reach::kMinutesEstimated : reach::kMinutesShown, {begun}}, language);
}

std::string time_words(const workspace::AccessMap& map, Index<Commune> commune, Language language) {
    const auto& here = map.communes[commune.value];
    if (here.nearest) {
        return minutes_text(here.nearest->time, map.estimate, language);
    }
    return render({here.known ? reach::kNoneReached : reach::kTimeUnknown}, language);
}

SheetBlock access_block(const workspace::AccessMap& map, Index<Commune> commune,
                        Language language) {
    const auto& here = map.communes[commune.value];
    const auto service =
        carto::service_words(workspace::service_asked(map.request.asked), language);
    SheetBlock block{render({reach::kBlockAccess, {service}}, language), {}};
    if (here.nearest) {
        block.lines.push_back(service_line(map, reach::kNearestLine, *here.nearest, language));
    } else {
        SheetLine none;
        none.label = render({reach::kNearestLine}, language);
        none.value = time_words(map, commune, language);
        block.lines.push_back(std::move(none));
    }
    if (here.second) {
        block.lines.push_back(service_line(map, reach::kSecondLine, *here.second, language));
    }
    if (here.known) {
        SheetLine gap;
        gap.label = render({reach::kGapLine, {std::int64_t{map.request.asked.minutes}}}, language);
        gap.note = render({gap_words(here.gap)}, language);
        block.lines.push_back(std::move(gap));
    }
    return block;
}

}  // namespace maillage::ui
