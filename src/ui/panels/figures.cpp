// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/figures.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <array>

namespace maillage::ui {
namespace {

using indicators::Rate;

/// Counts of 1 to 4 are those the statistical secrecy hides by its usual rule.
constexpr Count kUsualMask{1, 4};

char decimal_mark(Language language) { return language == Language::kFrench ? ',' : '.'; }

const char* percent_sign(Language language) {
    return language == Language::kFrench ? "\u00A0%" : "%";
}

std::string number(Rate rate, std::int64_t factor, Language language) {
    return fixed_ratio(rate.num * factor, rate.den, 1, decimal_mark(language));
}

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string count_cell(Count count, std::int64_t years, Language language) {
    if (count == kUsualMask && years == 1) {
        return render({screen::kPaneFewerThan, {std::int64_t{5}}}, language);
    }
    return count_text(count, years, language);
}

std::string count_words(Count count, std::int64_t years, Language language) {
    const auto low = indicators::shown_count(count.low, years);
    const auto high = indicators::shown_count(count.high, years);
    return low == high ? group_digits(low, language)
                       : render({screen::kPaneBetween, {low, high}}, language);
}

std::string rate_words(const indicators::RateBounds& rate, Language language) {
    const auto low = number(rate.low, 100, language);
    const auto high = number(rate.high, 100, language);
    return (low == high ? low : render({screen::kPaneBetween, {low, high}}, language)) +
           percent_sign(language);
}

std::string share_text(Share share, Language language) {
    return percent_text({share.numerator, share.denominator}, language);
}

std::string points_text(Rate difference, Language language) {
    return signed_text(difference, language) + "\u00A0" + render({screen::kPanePoints}, language);
}

std::string evolution_text(const Evolution& evolution, Language language) {
    return signed_text({evolution.now - evolution.before, evolution.before}, language) +
           percent_sign(language);
}

std::string date_text(const ParsedDate& date, Language language) {
    const std::chrono::year_month_day day{date.date};
    const auto year = std::to_string(static_cast<int>(day.year()));
    if (date.precision == DatePrecision::kYear) {
        return year;
    }
    const auto month = two_digits(static_cast<unsigned>(day.month()));
    if (date.precision == DatePrecision::kMonth) {
        return language == Language::kFrench ? month + "/" + year : year + "-" + month;
    }
    return language == Language::kFrench
               ? two_digits(static_cast<unsigned>(day.day())) + "/" + month + "/" + year
               : iso_date(date.date);
}

std::string date_text(const std::optional<ParsedDate>& date, Language language) {
    return date ? date_text(*date, language) : kNothing;
}

MessageId level_word(ContractLevel level) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneLevelCommune, screen::kPaneLevelCommunes, screen::kPaneLevelEpt,
         screen::kPaneLevelEpci, screen::kPaneLevelDepartment, screen::kPaneLevelRegion});
    return words.at(static_cast<std::size_t>(level));
}

MessageId kind_word(ContractKind kind) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneKindCtai, screen::kPaneKindContratDeVille, screen::kPaneKindPartnership});
    return words.at(static_cast<std::size_t>(kind));
}

MessageId status_word(ContractStatus status) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneStatusPlanned, screen::kPaneStatusContact, screen::kPaneStatusNegotiated,
         screen::kPaneStatusSigned, screen::kPaneStatusRefused, screen::kPaneStatusGivenUp});
    return words.at(static_cast<std::size_t>(status));
}

MessageId thing_word(workspace::ThingRef::Kind kind) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneThingCommune, screen::kPaneThingEpci, screen::kPaneThingArrondissement,
         screen::kPaneThingDepartment, screen::kPaneThingRegion, screen::kPaneThingFrance,
         screen::kPaneThingContract});
    return words.at(static_cast<std::size_t>(kind));
}

MessageId role_word(Role role) {
    const auto words = std::to_array<MessageId>(
        {screen::kPaneRoleCommunes, screen::kPaneRoleTerritories, screen::kPaneRoleNames,
         screen::kPaneRoleMembers, screen::kPaneRoleMoves, screen::kPaneRoleCir,
         screen::kPaneRoleCirTotals, screen::kPaneRoleContracts, screen::kPaneRoleTargets,
         screen::kPaneRoleServices, screen::kPaneRoleDensity, screen::kPaneRoleLayer,
         screen::kPaneRoleRoads, screen::kPaneRoleTransit, screen::kPaneRoleUnknown});
    return words.at(static_cast<std::size_t>(role));
}

MessageId reason_word(indicators::Reason reason) {
    const auto words = std::to_array<MessageId>({screen::kPaneWhyCounted, screen::kPaneWhyKind,
                                                 screen::kPaneWhyStatus, screen::kPaneWhyNoDate,
                                                 screen::kPaneWhyNotYet, screen::kPaneWhyEnded,
                                                 screen::kPaneWhyLevel, screen::kPaneWhyParisLyon});
    return words.at(static_cast<std::size_t>(reason));
}

std::string origin_text(const Source& source, std::uint32_t line, Language language) {
    auto text = source.path;
    if (!source.layer.empty()) {
        text += render({screen::kPanePlaceSheet, {source.layer}}, language);
    }
    if (line != 0) {
        text += render({screen::kPanePlaceLine, {std::int64_t{line}}}, language);
    }
    return text;
}

}  // namespace maillage::ui
