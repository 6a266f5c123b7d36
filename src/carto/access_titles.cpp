// SPDX-License-Identifier: Apache-2.0
#include "carto/access_titles.hpp"

#include "base/access_screen_messages.hpp"
#include "carto/titles.hpp"
#include "model/service_words.hpp"

#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

namespace maillage::carto {
namespace {

/// How many signatories live beyond the threshold; communes where that cannot be said of all.
std::string times_title(const MapRequest& request, const MapContent& content) {
    std::int64_t known = 0;
    std::int64_t far = 0;
    if (content.access) {
        const auto limit = content.access->threshold * 60;
        for (const auto commune : content.focus.communes) {
            const auto& value = content.values[commune.value];
            known += value.state == UnitValue::State::kUnknown ? 0 : 1;
            far += value.state == UnitValue::State::kNone || value.low > limit ? 1 : 0;
        }
    }
    const auto language = request.language;
    if (known == 0) {
        return render({reach::kTitleNoTimes}, language);
    }
    const std::int64_t minutes = content.access->threshold;
    const auto rate = content.access->beyond == nullptr
                          ? std::nullopt
                          : indicators::rate_bounds(content.access->beyond
                                                        ->possible_coverage(content.focus.level,
                                                                            content.focus.territory)
                                                        .range);
    if (!rate || known < static_cast<std::int64_t>(content.focus.communes.size())) {
        return render({reach::kTitleCommunes, {far, minutes, known}}, language);
    }
    if (rate->high.num == 0) {
        return render({reach::kTitleAllWithin, {minutes}}, language);
    }
    const auto low = rate_text(rate->low, language);
    const auto high = rate_text(rate->high, language);
    return low == high ? render({reach::kTitleBeyond, {low, minutes}}, language)
                       : render({reach::kTitleBeyondBetween, {low, high, minutes}}, language);
}

/// Communes in focus by their number in the scale (access::Gap; coverage by time).
std::vector<std::int64_t> count_kinds(const MapContent& content) {
    std::vector<std::int64_t> kinds(content.scale.colors.size(), 0);
    for (const auto commune : content.focus.communes) {
        const auto& value = content.values[commune.value];
        if (value.state == UnitValue::State::kValue) {
            ++kinds[static_cast<std::size_t>(value.low)];
        }
    }
    return kinds;
}

std::string gaps_title(const MapRequest& request, const MapContent& content) {
    const auto kinds = count_kinds(content);
    const auto known = std::accumulate(kinds.begin(), kinds.end(), std::int64_t{0});
    const auto total = kinds[static_cast<std::size_t>(access::Gap::kTotal)];
    const auto far = total + kinds[static_cast<std::size_t>(access::Gap::kNoCar)];
    if (known == 0) {
        return render({reach::kTitleGapsUnknown}, request.language);
    }
    const std::int64_t minutes = content.access->threshold;
    auto title = render(total == 0 ? Message(reach::kTitleGapsNone, {far, minutes})
                                   : Message(reach::kTitleGaps, {far, minutes, total}),
                        request.language);
    return known == std::ssize(content.focus.communes)
               ? title
               : render({reach::kTitleGapsKnown, {title, known}}, request.language);
}

std::string crossed_title(const MapRequest& request, const MapContent& content) {
    const auto kinds = count_kinds(content);
    if (std::accumulate(kinds.begin(), kinds.end(), std::int64_t{0}) == 0) {
        return render({reach::kTitleNoTimes}, request.language);
    }
    std::int64_t covered_far = 0;
    std::int64_t near_open = 0;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const auto list = access::typology(static_cast<access::CoverageClass>(kind / 3),
                                           static_cast<access::AccessClass>(kind % 3));
        covered_far += list == access::Typology::kCoveredOutOfReach ? kinds[kind] : 0;
        near_open += list == access::Typology::kWithinReachUncovered ? kinds[kind] : 0;
    }
    return render(
        {reach::kTitleCrossed, {covered_far, std::int64_t{content.access->threshold}, near_open}},
        request.language);
}

Message times_heading(const MapContent& content, Language language) {
    const auto direction = content.access ? content.access->direction : access::Direction::kThere;
    if (direction == access::Direction::kBack) {
        return {reach::kLegendTimeBack};
    }
    const bool estimate = content.access && content.access->estimate;
    const Message words(estimate ? reach::kLegendEstimate : reach::kLegendTime);
    return direction == access::Direction::kBoth
               ? Message(reach::kLongerWay, {render(words, language)})
               : words;
}

}  // namespace

std::string access_title(const MapRequest& request, const MapContent& content) {
    switch (request.view) {
        case View::kAccessGaps:
            return gaps_title(request, content);
        case View::kAccessCoverage:
            return crossed_title(request, content);
        default:
            return times_title(request, content);
    }
}

Message of_direction(const Message& words, const MapContent& content, Language language) {
    const auto direction = content.access ? content.access->direction : access::Direction::kThere;
    if (direction == access::Direction::kThere) {
        return words;
    }
    return {direction == access::Direction::kBack ? reach::kWayBack : reach::kEachWay,
            {render(words, language)}};
}

Message access_words(const MapRequest& request, const MapContent& content) {
    if (content.access == nullptr) {
        return {reach::kLegendTime};
    }
    const auto language = request.language;
    const auto service = service_words(content.access->services, language);
    const bool back = content.access->direction == access::Direction::kBack;
    const bool both = content.access->direction == access::Direction::kBoth;
    Message words(reach::kSubtitleGaps, {service});
    if (request.view == View::kAccessGaps) {
        words = of_direction(words, content, language);
    } else {
        const bool crossed = request.view == View::kAccessCoverage;
        const auto id = back ? (crossed ? reach::kSubtitleCrossedBack : reach::kMapSubtitleBack)
                             : (crossed ? reach::kSubtitleCrossed : reach::kMapSubtitle);
        words = {id, {content.access->way, service}};
        if (both) {
            words = {reach::kLongerWay, {render(words, language)}};
        }
    }
    const bool tried = content.access->tried != nullptr && request.view != View::kAccessGaps;
    return tried ? Message(reach::kSubtitleTried, {render(words, language)}) : words;
}

Message access_heading(const MapRequest& request, const MapContent& content) {
    const bool estimate = content.access && content.access->estimate;
    const auto language = request.language;
    if (request.view == View::kAccess) {
        return times_heading(content, language);
    }
    if (request.view == View::kAccessGaps) {
        const bool guessed = content.access && content.access->gap_estimate;
        return of_direction({guessed ? reach::kLegendGapsEstimate : reach::kLegendGaps,
                             {std::int64_t{content.scale.threshold}}},
                            content, language);
    }
    return of_direction({estimate ? reach::kLegendCrossedEstimate : reach::kLegendCrossed}, content,
                        language);
}

}  // namespace maillage::carto
