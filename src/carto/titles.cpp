// SPDX-License-Identifier: Apache-2.0
#include "carto/titles.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "carto/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::carto {
namespace {

struct SpokenFraction {
    int num;
    int den;
    MessageId den_word;
    MessageId num_word;  ///< Of 2 and more, as a sentence begins.
};

/// Simplest first.
constexpr std::array kFractions = std::to_array<SpokenFraction>({
    {1, 2, screen::kTwo, screen::kTwo},
    {1, 3, screen::kThree, screen::kTwo},
    {2, 3, screen::kThree, screen::kCapitalTwo},
    {1, 4, screen::kFour, screen::kTwo},
    {3, 4, screen::kFour, screen::kCapitalThree},
    {1, 5, screen::kFive, screen::kTwo},
    {2, 5, screen::kFive, screen::kCapitalTwo},
    {3, 5, screen::kFive, screen::kCapitalThree},
    {4, 5, screen::kFive, screen::kCapitalFour},
    {1, 6, screen::kSix, screen::kTwo},
    {5, 6, screen::kSix, screen::kCapitalFive},
    {1, 7, screen::kSeven, screen::kTwo},
    {1, 8, screen::kEight, screen::kTwo},
    {1, 9, screen::kNine, screen::kTwo},
    {1, 10, screen::kTen, screen::kTwo},
    {9, 10, screen::kTen, screen::kCapitalNine},
    {1, 12, screen::kTwelve, screen::kTwo},
    {1, 15, screen::kFifteen, screen::kTwo},
    {1, 20, screen::kTwenty, screen::kTwo},
});

/// |rate − fraction| ≤ min(1 point, 5 % of the fraction), on whole numbers.
bool close(indicators::Rate rate, const SpokenFraction& fraction) {
    using indicators::Int128;
    const Int128 apart = Int128{rate.num} * fraction.den - Int128{fraction.num} * rate.den;
    const Int128 distance = apart < 0 ? -apart : apart;  // over rate.den × fraction.den
    return distance * 100 <= Int128{rate.den} * fraction.den &&
           distance * 20 <= Int128{rate.den} * fraction.num;
}

bool at_least(indicators::Rate rate, std::int64_t num, std::int64_t den) {
    return indicators::compare(rate, Share{num, den}) >= 0;
}

std::string rate_text(indicators::Rate rate, Language language) {
    return fixed_ratio(rate.num * 100, rate.den, 1, language == Language::kFrench ? ',' : '.');
}

MessageId units_word(const MapRequest& request) {
    switch (request.level) {
        case MapLevel::kCommune:
            return screen::kUnitsCommunes;
        case MapLevel::kEpci:
            return screen::kUnitsEpcis;
        case MapLevel::kRegion:
            return screen::kUnitsRegions;
        case MapLevel::kDepartment:
            break;
    }
    return screen::kUnitsDepartments;
}
MessageId by_units(const MapRequest& request) {
    switch (request.level) {
        case MapLevel::kCommune:
            return screen::kByCommune;
        case MapLevel::kEpci:
            return screen::kByEpci;
        case MapLevel::kRegion:
            return screen::kByRegion;
        case MapLevel::kDepartment:
            break;
    }
    return screen::kByDepartment;
}

std::string signatories_title(const MapRequest& request, const MapContent& content,
                              const CircleMarks& marks) {
    // The fewest units that surely hold half: their smallest counts against the largest total.
    double half = static_cast<double>(content.range.total.high) /
                  static_cast<double>(content.counts.years) / 2.0;
    std::vector<double> lows;
    for (const auto& mark : marks.marks) {
        lows.push_back(mark.masked ? 0.0 : mark.low);
    }
    std::sort(lows.begin(), lows.end(), std::greater<>());
    std::int64_t needed = 0;
    for (const double low : lows) {
        ++needed;
        half -= low;
        if (half <= 0.0) {
            break;
        }
    }
    const auto all = static_cast<std::int64_t>(
        content.by_commune ? content.focus.communes.size() : content.units.rows.size());
    if (half > 0.0 || lows.empty() || needed * 2 > all || needed < 2) {
        return render({screen::kTitleSignatories}, request.language);
    }
    return render({screen::kTitleHalf, {needed, units_word(request), all}}, request.language);
}

std::string growth_title(const MapRequest& request, const MapContent& content) {
    std::int64_t known = 0;
    std::int64_t growing = 0;
    for (const auto& value : content.values) {
        known += value.state == UnitValue::State::kValue ? 1 : 0;
        growing += value.state == UnitValue::State::kValue && value.low > 0.0 ? 1 : 0;
    }
    if (known == 0) {
        return render({screen::kTitleGrowthUnknown}, request.language);
    }
    return render({screen::kTitleGrowth, {growing, units_word(request), known}}, request.language);
}

std::string contracts_title(const SceneInput& input, const MapRequest& request,
                            const MapContent& content) {
    std::int64_t counted = 0;
    std::int64_t negotiated = 0;
    const auto& contracts = input.dataset->contracts;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const auto& communes = contracts[i].perimeter_signed;
        if (std::none_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
                return content.focus.inside[commune.value] != 0;
            })) {
            continue;
        }
        const bool counts = input.coverage->has_contract(i);
        counted += counts ? 1 : 0;
        negotiated += !counts && contracts[i].status == ContractStatus::kNegociation ? 1 : 0;
    }
    return render({screen::kTitleContracts, {counted, negotiated}}, request.language);
}

std::string focus_words(const SceneInput& input, const FocusArea& focus, Language language) {
    if (focus.whole) {
        return render({screen::kFrance}, language);
    }
    const auto name = typographic(focus.name);
    if (focus.level == indicators::Level::kDepartment && language == Language::kFrench) {
        const auto code = input.dataset->territories.departments.code[focus.territory];
        return render({screen::kDepartmentOf, {of_department(code, focus.name)}}, language);
    }
    return name;
}

}  // namespace

std::string coverage_title(const std::optional<indicators::RateBounds>& rate, bool known,
                           Language language) {
    if (!rate) {
        return render({screen::kTitleNoCounts}, language);
    }
    const auto contract = known ? screen::kAKnownContract : screen::kAContract;
    const auto say = [&](MessageId id) { return render({id, {contract}}, language); };
    if (rate->high.num == 0) {
        return say(screen::kTitleNone);
    }
    if (at_least(rate->low, 1, 1)) {
        return say(screen::kTitleAll);
    }
    if (at_least(rate->low, 97, 100) && !at_least(rate->high, 1, 1)) {
        return say(screen::kTitleNearlyAll);
    }
    for (const auto& fraction : kFractions) {
        if (close(rate->low, fraction) && close(rate->high, fraction)) {
            return fraction.num == 1
                       ? render({screen::kTitleOneIn, {contract, fraction.den_word}}, language)
                       : render({screen::kTitleSomeIn,
                                 {contract, fraction.den_word, fraction.num_word}},
                                language);
        }
    }
    if (rate->low.num > 0 && !at_least(rate->high, 1, 20)) {
        return say(screen::kTitleFew);
    }
    const auto low = rate_text(rate->low, language);
    const auto high = rate_text(rate->high, language);
    return low == high ? render({screen::kTitlePercent, {contract, low}}, language)
                       : render({screen::kTitleBetween, {contract, low, high}}, language);
}

std::string map_title(const SceneInput& input, const MapRequest& request,
                      const MapContent& content, const CircleMarks& marks) {
    switch (request.view) {
        case View::kSignatories:
            return signatories_title(request, content, marks);
        case View::kContracts:
            return contracts_title(input, request, content);
        case View::kPopulation:
            return growth_title(request, content);
        case View::kCoverage:
            break;
    }
    return coverage_title(content.rate, input.dataset->partial_contracts, request.language);
}

std::string map_subtitle(const SceneInput& input, const MapRequest& request,
                         const MapContent& content) {
    const auto by = by_units(request);
    const auto variable = [&]() -> Message {
        switch (request.view) {
            case View::kSignatories:
                return {screen::kSubtitleSignatories, {by}};
            case View::kContracts:
                return {screen::kSubtitleContracts};
            case View::kPopulation:
                return {screen::kSubtitleGrowth, {by}};
            case View::kCoverage:
                break;
        }
        if (content.choropleth) {
            return {request.circles ? screen::kSubtitleRate : screen::kSubtitleRateOnly, {by}};
        }
        return {request.circles ? screen::kSubtitleCover : screen::kSubtitleCoverOnly, {by}};
    };
    const auto words = render(variable(), request.language);
    if (content.focus.whole) {
        return words;
    }
    return render({screen::kInTerritory, {typographic(content.focus.name), words}},
                  request.language);
}

std::string describe_map(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const std::string& title,
                         const std::string& subtitle) {
    const auto language = request.language;
    auto text = render({screen::kDescribe, {title, subtitle}}, language);
    if (content.rate && request.view != View::kPopulation) {
        const auto who = focus_words(input, content.focus, language);
        const auto low = rate_text(content.rate->low, language);
        const auto high = rate_text(content.rate->high, language);
        text += " " + (low == high
                           ? render({screen::kDescribeRate, {who, low}}, language)
                           : render({screen::kDescribeRateBetween, {who, low, high}}, language));
    }
    std::size_t id = content.scale.zero ? 0 : 1;
    for (const auto& one : legend_classes(content)) {
        const auto words =
            id > 0 ? class_words(content.scale, id, language)
                   : render({input.dataset->partial_contracts ? screen::kNoKnownContract
                                                              : screen::kNobodyCovered},
                            language);
        ++id;
        if (one.units > 0) {
            text += " " + render({screen::kDescribeClass,
                                  {words, group_digits(one.units, language) + " " +
                                              render({units_word(request)}, language)}},
                                 language);
        }
    }
    return text;
}

}  // namespace maillage::carto
