// SPDX-License-Identifier: Apache-2.0
#include "report/access_tables.hpp"

#include "base/access_messages.hpp"
#include "base/text.hpp"
#include "indicators/exact.hpp"
#include "report/decimals.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

namespace maillage::report {
namespace {

constexpr const char* kEnDash = "\u00A0–\u00A0";
constexpr int kDigits = 9;

/// Of an enumeration, in its order.
template <typename Kind, std::size_t size>
std::string word(Kind kind, const std::array<std::string_view, size>& words) {
    return std::string(words.at(static_cast<std::size_t>(kind)));
}

std::string gap_word(access::Gap gap) {
    return word(gap,
                std::to_array<std::string_view>({"aucun", "sans_voiture", "total", "inconnu"}));
}
std::string coverage_word(access::CoverageClass coverage) {
    return word(coverage, std::to_array<std::string_view>({"aucune", "non_comptee", "comptee"}));
}
std::string access_word(access::AccessClass access) {
    return word(access, std::to_array<std::string_view>({"proche", "moyen", "loin", "inconnu"}));
}
std::string typology_word(access::Typology typology) {
    return word(typology,
                std::to_array<std::string_view>({"couverte_hors_atteinte", "a_portee_non_couverte",
                                                 "ni_l_un_ni_l_autre", "les_deux", "inconnu"}));
}

MessageId gap_title(access::Gap gap) {
    constexpr auto kTitles = std::to_array<MessageId>(
        {access::kGapNone, access::kGapNoCar, access::kGapTotal, access::kGapUnknown});
    return kTitles.at(static_cast<std::size_t>(gap));
}

/// Two decimals hold every second: a matrix that is written and read again is the same.
io::Value minutes(access::Seconds time) { return decimal({time, access::kMinute}, 2); }
io::Value minutes(const std::optional<access::Reach>& reach) {
    return reach ? minutes(reach->time) : io::Value();
}

/// \returns Nothing for what has no bound.
io::Value significant(double value) {
    if (!std::isfinite(value)) {
        return {};
    }
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::general, kDigits)
                         .ptr;
    double rounded = 0.0;
    std::from_chars(text.data(), end, rounded);
    return rounded;
}

struct CommuneWords {
    explicit CommuneWords(const AccessListing& listing)
        : communes(listing.dataset->territories.communes), years(listing.years) {}
    std::string code(Index<Commune> row) const { return communes.code[row.value].string(); }
    std::string name(Index<Commune> row) const { return communes.name[row.value]; }
    std::int64_t shown(std::int64_t count) const { return indicators::shown_count(count, years); }

    const CommuneTable& communes;
    std::int64_t years;
};

std::string whole_minutes(access::Seconds time) {
    return std::to_string((time + access::kMinute / 2) / access::kMinute);
}

std::string minutes_text(const std::optional<access::Reach>& reach, bool is_estimate) {
    return reach ? (is_estimate ? "≈ " : "") + whole_minutes(reach->time) : "";
}

std::string range_text(const std::string& low, const std::string& high) {
    return low == high ? low : low + kEnDash + high;
}

std::string figure_text(double value, Language language) {
    if (!std::isfinite(value)) {
        return "∞";
    }
    constexpr int kShown = 3;
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::general, kShown)
                         .ptr;
    std::string shown(text.data(), end);
    if (const auto point = shown.find('.');
        point != std::string::npos && language == Language::kFrench) {
        shown[point] = ',';
    }
    return shown;
}

std::string share_interval(const std::optional<indicators::RateBounds>& share, Language language) {
    if (!share) {
        return "";
    }
    const auto one = [&](indicators::Rate rate) {
        return fixed_ratio(100 * rate.num, rate.den, 1, language == Language::kFrench ? ',' : '.');
    };
    return range_text(one(share->low), one(share->high));
}

io::OutputTable titled(const char* name, std::initializer_list<MessageId> titles,
                       Language language) {
    io::OutputTable table;
    table.name = name;
    for (const auto id : titles) {
        table.columns.push_back(render({id}, language));
    }
    return table;
}

}  // namespace

io::OutputTable access_table(const AccessListing& listing) {
    io::OutputTable table;
    table.name = "acces";
    table.columns = {"code_commune",
                     "nom",
                     "temps_min",
                     "service_id",
                     "accessibilite_min",
                     "accessibilite_max",
                     "signataires_min",
                     "signataires_max",
                     "ecart"};
    for (const auto& [shown, columns] :
         {std::pair(listing.both_ways, std::array{"aller_min", "retour_min"}),
          std::pair(listing.has_day, std::array{"allers_retours", "dernier_retour"})}) {
        if (shown) {
            table.columns.insert(table.columns.end(), columns.begin(), columns.end());
        }
    }
    const CommuneWords words(listing);
    for (const auto& row : listing.rows) {
        const auto& services = listing.dataset->services;
        table.rows.push_back(
            {words.code(row.commune), words.name(row.commune), minutes(row.nearest),
             row.nearest ? io::Value(services[row.nearest->service.value].id) : io::Value(),
             row.accessibility ? significant(row.accessibility->low) : io::Value(),
             row.accessibility ? significant(row.accessibility->high) : io::Value(),
             words.shown(row.signatories.low), words.shown(row.signatories.high),
             gap_word(row.gap)});
        auto& cells = table.rows.back();
        if (listing.both_ways) {
            cells.push_back(row.there ? minutes(*row.there) : io::Value());
            cells.push_back(row.back ? minutes(*row.back) : io::Value());
        }
        if (listing.has_day) {
            cells.push_back(row.round_trips ? io::Value(*row.round_trips) : io::Value());
            cells.push_back(row.last_home ? io::Value(access::clock_text(*row.last_home))
                                          : io::Value());
        }
    }
    return table;
}

io::OutputTable access_for_people(const AccessListing& listing, Language language) {
    bool measured = false;
    for (const auto& row : listing.rows) {
        measured = measured || row.accessibility;
    }
    auto table = titled("access",
                        {MessageId::kTitleCode, MessageId::kTitleName,
                         listing.is_estimate ? access::kTitleEstimate
                         : listing.way_back  ? access::kTitleMinutesBack
                                             : access::kTitleMinutes,
                         access::kTitleNearest, access::kTitleSecond},
                        language);
    table.align_right = {false, false, true, false, true};
    if (measured) {
        table.columns.push_back(render({access::kTitleAccessibility}, language));
        table.align_right.push_back(true);
    }
    for (const auto id : {MessageId::kTitleSignatories, access::kTitleGap}) {
        table.columns.push_back(render({id}, language));
        table.align_right.push_back(id == MessageId::kTitleSignatories);
    }
    for (const auto& [shown, titles] :
         {std::pair(listing.both_ways, std::array{access::kTitleThere, access::kTitleBack}),
          std::pair(listing.has_day,
                    std::array{access::kTitleRoundTrips, access::kTitleLastHome})}) {
        for (std::size_t i = 0; shown && i < titles.size(); ++i) {
            table.columns.push_back(render({titles.at(i)}, language));
            table.align_right.push_back(true);
        }
    }
    const CommuneWords words(listing);
    for (const auto& row : listing.rows) {
        std::string service;
        if (row.nearest) {
            const auto& one = listing.dataset->services[row.nearest->service.value];
            service = one.name.empty() ? one.id : one.name;
        }
        std::vector<io::Value> cells{words.code(row.commune), words.name(row.commune),
                                     minutes_text(row.nearest, listing.is_estimate), service,
                                     minutes_text(row.second, listing.is_estimate)};
        if (measured) {
            cells.emplace_back(row.accessibility
                                   ? range_text(figure_text(row.accessibility->low, language),
                                                figure_text(row.accessibility->high, language))
                                   : "");
        }
        cells.emplace_back(count_range(row.signatories, listing.years, language));
        cells.emplace_back(render({gap_title(row.gap)}, language));
        if (listing.both_ways) {
            cells.emplace_back(row.there ? whole_minutes(*row.there) : "");
            cells.emplace_back(row.back ? whole_minutes(*row.back) : "");
        }
        if (listing.has_day) {
            cells.emplace_back(row.round_trips ? std::to_string(*row.round_trips) : "");
            cells.emplace_back(row.last_home ? access::clock_text(*row.last_home) : "");
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

io::OutputTable beyond_table(const AccessListing& listing) {
    io::OutputTable table;
    table.name = "hors_seuil";
    table.columns = {"code",
                     "nom",
                     "seuil_min",
                     "communes",
                     "signataires_min",
                     "signataires_max",
                     "part_min",
                     "part_max",
                     "communes_inconnues"};
    for (const auto& row : listing.beyond) {
        table.rows.push_back({row.code, row.name, minutes(row.threshold), row.communes,
                              indicators::shown_count(row.signatories.low, listing.years),
                              indicators::shown_count(row.signatories.high, listing.years),
                              low_rate(row.share), high_rate(row.share), row.unknown});
    }
    return table;
}

io::OutputTable beyond_for_people(const AccessListing& listing, Language language) {
    auto table = titled("beyond",
                        {MessageId::kTitleCode, MessageId::kTitleName, access::kTitleThreshold,
                         access::kTitleCommunes, MessageId::kTitleSignatories, access::kTitleShare},
                        language);
    table.align_right = {false, false, true, true, true, true};
    for (const auto& row : listing.beyond) {
        table.rows.push_back({row.code, row.name,
                              std::string(listing.is_estimate ? "≈ " : "") +
                                  std::to_string(row.threshold / access::kMinute),
                              row.communes, count_range(row.signatories, listing.years, language),
                              share_interval(row.share, language)});
    }
    return table;
}

io::OutputTable typology_table(const AccessListing& listing) {
    io::OutputTable table;
    table.name = "typologie";
    table.columns = {"code_commune",   "nom", "couverture", "acces", "liste", "signataires_min",
                     "signataires_max"};
    const CommuneWords words(listing);
    for (const auto& row : listing.rows) {
        table.rows.push_back({words.code(row.commune), words.name(row.commune),
                              coverage_word(row.coverage), access_word(row.access),
                              typology_word(access::typology(row.coverage, row.access)),
                              words.shown(row.signatories.low), words.shown(row.signatories.high)});
    }
    return table;
}

io::OutputTable gains_table(const AccessListing& listing) {
    io::OutputTable table;
    table.name = "gains";
    table.columns = {"code_commune",   "nom",          "temps_avant",
                     "temps_apres",    "gain_minutes", "signataires_min",
                     "signataires_max"};
    const CommuneWords words(listing);
    for (const auto& gain : listing.gains) {
        const auto& count = listing.signatories[gain.commune.value];
        table.rows.push_back({words.code(gain.commune), words.name(gain.commune),
                              gain.before ? minutes(*gain.before) : io::Value(),
                              minutes(gain.after),
                              gain.before ? minutes(*gain.before - gain.after) : io::Value(),
                              words.shown(count.low), words.shown(count.high)});
    }
    return table;
}

io::OutputTable journeys_table(const AccessListing& listing) {
    io::OutputTable table;
    table.name = "trajets";
    table.columns = {"sens", "depart", "arrivee", "de", "a", "ligne", "direction"};
    const auto text = [](const std::string& words) {
        return words.empty() ? io::Value() : io::Value(words);
    };
    for (const auto& [back, journey] : listing.journeys) {
        for (const auto& leg : journey.legs) {
            table.rows.push_back({std::string(back ? "retour" : "aller"),
                                  access::clock_text(leg.leave), access::clock_text(leg.arrive),
                                  text(leg.from), text(leg.to), text(leg.line),
                                  text(leg.headsign)});
        }
    }
    return table;
}

io::OutputTable journeys_for_people(const AccessListing& listing, Language language) {
    auto table = titled("journeys", {access::kTitleWay, access::kTitleLeg}, language);
    table.align_right = {false, false};
    for (const auto& [back, journey] : listing.journeys) {
        const auto way = render({back ? access::kTitleBack : access::kTitleThere}, language);
        for (const auto& leg : access::journey_sentences(journey)) {
            table.rows.push_back({way, render(leg, language)});
        }
    }
    return table;
}

std::string count_range(Count count, std::int64_t years, Language language) {
    const auto whole = [&](std::int64_t n) {
        return group_digits(indicators::shown_count(n, years), language);
    };
    return range_text(whole(count.low), whole(count.high));
}

}  // namespace maillage::report
