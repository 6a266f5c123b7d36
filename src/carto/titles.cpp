// SPDX-License-Identifier: Apache-2.0
#include "carto/titles.hpp"

#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/access_titles.hpp"
#include "carto/department_words.hpp"
#include "carto/layer_marks.hpp"
#include "carto/legend.hpp"
#include "model/service_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <string_view>

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
    {1, 2, screen::kMapTwo, screen::kMapTwo},
    {1, 3, screen::kMapThree, screen::kMapTwo},
    {2, 3, screen::kMapThree, screen::kMapCapitalTwo},
    {1, 4, screen::kMapFour, screen::kMapTwo},
    {3, 4, screen::kMapFour, screen::kMapCapitalThree},
    {1, 5, screen::kMapFive, screen::kMapTwo},
    {2, 5, screen::kMapFive, screen::kMapCapitalTwo},
    {3, 5, screen::kMapFive, screen::kMapCapitalThree},
    {4, 5, screen::kMapFive, screen::kMapCapitalFour},
    {1, 6, screen::kMapSix, screen::kMapTwo},
    {5, 6, screen::kMapSix, screen::kMapCapitalFive},
    {1, 7, screen::kMapSeven, screen::kMapTwo},
    {1, 8, screen::kMapEight, screen::kMapTwo},
    {1, 9, screen::kMapNine, screen::kMapTwo},
    {1, 10, screen::kMapTen, screen::kMapTwo},
    {9, 10, screen::kMapTen, screen::kMapCapitalNine},
    {1, 12, screen::kMapTwelve, screen::kMapTwo},
    {1, 15, screen::kMapFifteen, screen::kMapTwo},
    {1, 20, screen::kMapTwenty, screen::kMapTwo},
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

std::string capitalised(std::string words) {
    constexpr std::string_view kSmallAcute = "é";
    if (words.starts_with(kSmallAcute)) {
        return "É" + words.substr(kSmallAcute.size());
    }
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return words;
}

/// "Plus d’un signataire sur neuf": sure when the whole interval lies between two neighbours of a
/// list whose steps are small. Nothing above a quarter, where the steps are not.
std::optional<SpokenFraction> more_than(const indicators::RateBounds& rate) {
    int above = 4;
    for (const auto& fraction : kFractions) {
        if (fraction.num != 1 || fraction.den <= 4) {
            continue;
        }
        if (indicators::compare(rate.low, Share{1, fraction.den}) > 0) {
            return indicators::compare(rate.high, Share{1, above}) < 0 ? std::optional(fraction)
                                                                       : std::nullopt;
        }
        above = fraction.den;
    }
    return std::nullopt;
}

MessageId units_word(const MapRequest& request) {
    if (is_access(request.view)) {
        return screen::kMapUnitsCommunes;
    }
    switch (request.level) {
        case MapLevel::kCommune:
            return screen::kMapUnitsCommunes;
        case MapLevel::kEpci:
            return screen::kMapUnitsEpcis;
        case MapLevel::kRegion:
            return screen::kMapUnitsRegions;
        case MapLevel::kDepartment:
            break;
    }
    return screen::kMapUnitsDepartments;
}
/// "1 commune", "35 communes".
std::string units_text(const MapRequest& request, std::int64_t number) {
    return render({units_word(request), {number}}, request.language);
}
MessageId by_units(const MapRequest& request) {
    switch (request.level) {
        case MapLevel::kCommune:
            return screen::kMapByCommune;
        case MapLevel::kEpci:
            return screen::kMapByEpci;
        case MapLevel::kRegion:
            return screen::kMapByRegion;
        case MapLevel::kDepartment:
            break;
    }
    return screen::kMapByDepartment;
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
    const auto all = static_cast<std::int64_t>(content.by_commune ? content.focus.communes.size()
                                                                  : content.units.rows.size());
    if (half > 0.0 || lows.empty() || needed * 2 > all || needed < 2) {
        return render({screen::kMapTitleSignatories}, request.language);
    }
    return render({screen::kMapTitleHalf, {units_text(request, needed), all}}, request.language);
}

std::string growth_title(const MapRequest& request, const MapContent& content) {
    std::int64_t known = 0;
    std::int64_t growing = 0;
    for (const auto& value : content.values) {
        known += value.state == UnitValue::State::kValue ? 1 : 0;
        growing += value.state == UnitValue::State::kValue && value.low > 0.0 ? 1 : 0;
    }
    if (known == 0) {
        return render({screen::kMapTitleGrowthUnknown}, request.language);
    }
    return render({screen::kMapTitleGrowth, {units_text(request, growing), known}},
                  request.language);
}

Message growth_words(const Territories& all, MessageId by) {
    if (all.population_year == 0) {
        return {screen::kMapSubtitleGrowthUnknown, {by}};
    }
    return {screen::kMapSubtitleGrowth,
            {by, std::to_string(all.population_before_year), std::to_string(all.population_year)}};
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
    return render({screen::kMapTitleContracts, {counted, negotiated}}, request.language);
}

std::string focus_words(const SceneInput& input, const FocusArea& focus, Language language) {
    if (focus.whole) {
        return render({screen::kMapFrance}, language);
    }
    auto name = typographic(focus.name);
    if (focus.level == indicators::Level::kDepartment && language == Language::kFrench) {
        const auto code = input.dataset->territories.departments.code[focus.territory];
        return render({screen::kMapDepartmentOf, {of_department(code, focus.name)}}, language);
    }
    return name;
}

}  // namespace

std::string rate_text(indicators::Rate rate, Language language) {
    return fixed_ratio(rate.num * 100, rate.den, 1, language == Language::kFrench ? ',' : '.');
}

std::string coverage_title(const std::optional<indicators::RateBounds>& rate, bool known,
                           Language language) {
    if (!rate) {
        return render({screen::kMapTitleNoCounts}, language);
    }
    const auto contract = known ? screen::kMapAKnownContract : screen::kMapAContract;
    const auto say = [&](MessageId id) { return render({id, {contract}}, language); };
    if (rate->high.num == 0) {
        return say(screen::kMapTitleNone);
    }
    if (at_least(rate->low, 1, 1)) {
        return say(screen::kMapTitleAll);
    }
    if (at_least(rate->low, 97, 100) && !at_least(rate->high, 1, 1)) {
        return say(screen::kMapTitleNearlyAll);
    }
    for (const auto& fraction : kFractions) {
        if (close(rate->low, fraction) && close(rate->high, fraction)) {
            return fraction.num == 1
                       ? render({screen::kMapTitleOneIn, {contract, fraction.den_word}}, language)
                       : render({screen::kMapTitleSomeIn,
                                 {contract, fraction.den_word, fraction.num_word}},
                                language);
        }
    }
    if (const auto fraction = more_than(*rate)) {
        return render({screen::kMapTitleMoreThan, {contract, fraction->den_word}}, language);
    }
    if (rate->low.num > 0 && !at_least(rate->high, 1, 20)) {
        return say(screen::kMapTitleFew);
    }
    const auto low = rate_text(rate->low, language);
    const auto high = rate_text(rate->high, language);
    return low == high ? render({screen::kMapTitlePercent, {contract, low}}, language)
                       : render({screen::kMapTitleBetween, {contract, low, high}}, language);
}

std::string map_title(const SceneInput& input, const MapRequest& request, const MapContent& content,
                      const CircleMarks& marks) {
    switch (request.view) {
        case View::kSignatories:
            return signatories_title(request, content, marks);
        case View::kContracts:
            return contracts_title(input, request, content);
        case View::kPopulation:
            return growth_title(request, content);
        case View::kAccess:
        case View::kAccessGaps:
        case View::kAccessCoverage:
            return access_title(request, content);
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
                return {screen::kMapSubtitleSignatories, {by}};
            case View::kContracts:
                return {screen::kMapSubtitleContracts};
            case View::kPopulation:
                return growth_words(input.dataset->territories, by);
            case View::kAccess:
            case View::kAccessGaps:
            case View::kAccessCoverage:
                return access_words(request, content);
            case View::kCoverage:
                break;
        }
        if (content.choropleth) {
            return {request.circles ? screen::kMapSubtitleRate : screen::kMapSubtitleRateOnly,
                    {by}};
        }
        return {request.circles ? screen::kMapSubtitleCover : screen::kMapSubtitleCoverOnly, {by}};
    };
    const auto words = render(variable(), request.language);
    const auto text =
        content.focus.whole
            ? capitalised(words)
            : render({screen::kMapInTerritory, {typographic(content.focus.name), words}},
                     request.language);
    return input.scenario.empty() || request.view == View::kPopulation ||
                   request.view == View::kSignatories || request.view == View::kAccess ||
                   request.view == View::kAccessGaps
               ? text
           : input.compared.empty()
               ? render({planning::kMapScenario, {input.scenario, text}}, request.language)
               : render({planning::kMapCompared, {input.scenario, input.compared, text}},
                        request.language);
}

Message legend_heading(const MapRequest& request, const Territories& all,
                       const MapContent& content) {
    if (is_access(request.view)) {
        return access_heading(request, content);
    }
    if (request.view != View::kPopulation) {
        return {content.choropleth ? screen::kMapRateHeading : screen::kMapContractsHeading};
    }
    if (all.population_year == 0) {
        return {screen::kMapGrowthUnknownHeading};
    }
    return {screen::kMapGrowthHeading,
            {std::to_string(all.population_before_year), std::to_string(all.population_year)}};
}

std::string describe_map(const SceneInput& input, const MapRequest& request,
                         const MapContent& content, const std::string& title,
                         const std::string& subtitle) {
    const auto language = request.language;
    auto text = render({screen::kMapDescribe, {title, subtitle}}, language);
    if (content.rate && request.view != View::kPopulation && !is_access(request.view)) {
        const auto who = focus_words(input, content.focus, language);
        const auto low = rate_text(content.rate->low, language);
        const auto high = rate_text(content.rate->high, language);
        text += " " + (low == high
                           ? render({screen::kMapDescribeRate, {who, low}}, language)
                           : render({screen::kMapDescribeRateBetween, {who, low, high}}, language));
    }
    std::size_t id = content.scale.zero ? 0 : 1;
    for (const auto& one : legend_classes(content)) {
        const auto words =
            id > 0 ? class_words(content.scale, id, language)
                   : render({input.dataset->partial_contracts ? screen::kMapNoKnownContract
                                                              : screen::kMapNobodyCovered},
                            language);
        ++id;
        if (one.units > 0) {
            text +=
                " " + render({screen::kMapDescribeClass, {words, units_text(request, one.units)}},
                             language);
        }
    }
    return text;
}

}  // namespace maillage::carto
