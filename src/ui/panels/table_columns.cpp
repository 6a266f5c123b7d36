// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/table_columns.hpp"

#include "base/access_screen_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "ui/panels/access_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace maillage::ui {
namespace {

using indicators::Rate;
using workspace::TableOf;

constexpr double kNoKey = std::numeric_limits<double>::quiet_NaN();
constexpr int kPlaces = 6;

bool is_commune(const TerritoryRow& row) {
    return row.coverage.level == indicators::Level::kCommune;
}

/// The mean over the years, where a row's counts are sums over them.
std::string plain_count(std::int64_t sum, const TerritoryRow& row) {
    return std::to_string(indicators::shown_count(sum, row.coverage.years));
}
std::vector<std::string> plain_bounds(Count count, const TerritoryRow& row) {
    if (!row.coverage.has_counts) {
        return {"", ""};
    }
    return {plain_count(count.low, row), plain_count(count.high, row)};
}
std::string plain_rate(Rate rate) {
    const bool negative = rate.num < 0;
    return (negative ? "-" : "") +
           fixed_ratio(negative ? -rate.num : rate.num, rate.den, kPlaces, '.');
}
double middle(Count count) {
    return (static_cast<double>(count.low) + static_cast<double>(count.high)) / 2;
}
double count_key(Count count, const TerritoryRow& row) {
    return row.coverage.has_counts ? middle(count) : kNoKey;
}
bool per_thousand_known(const TerritoryRow& row) {
    return row.coverage.has_counts && row.population && *row.population > 0;
}
double as_double(Rate rate) {
    return static_cast<double>(rate.num) / static_cast<double>(rate.den);
}

MessageId word_of(CoverWord word) {
    switch (word) {
        case CoverWord::kCovered:
            return screen::kPaneCovered;
        case CoverWord::kNegotiated:
            return screen::kPaneInNegotiation;
        case CoverWord::kNotCovered:
            break;
    }
    return screen::kPaneNotCovered;
}

std::string coverage_text(const TerritoryRow& row, Language language) {
    return is_commune(row) ? render({word_of(row.word)}, language)
                           : percent_text(row.coverage.rate, language);
}
double coverage_key(const TerritoryRow& row) {
    if (is_commune(row)) {
        return static_cast<double>(row.word);
    }
    const auto& rate = row.coverage.rate;
    return rate ? as_double(rate->low) + as_double(rate->high) : kNoKey;
}
std::vector<std::string> coverage_values(const TerritoryRow& row) {
    const auto& rate = row.coverage.rate;
    if (!rate) {
        return {"", ""};
    }
    return {plain_rate(rate->low), plain_rate(rate->high)};
}

template <typename Get>
std::string optional_text(const Get& value, Language language) {
    return value ? group_digits(*value, language) : std::string(kNothing);
}

std::vector<TableColumn> make_identity_columns() {
    return {
        {"nom",
         screen::kPaneColumnName,
         screen::kPaneColumnNameHelp,
         Align::kLeft,
         150,
         [](const TerritoryRow& row, Language) { return row.coverage.name; },
         nullptr,
         {"nom"},
         [](const TerritoryRow& row) { return std::vector<std::string>{row.coverage.name}; }},
        {"code",
         screen::kPaneColumnCode,
         screen::kPaneColumnCodeHelp,
         Align::kLeft,
         72,
         [](const TerritoryRow& row, Language) { return row.coverage.code; },
         nullptr,
         {"code", "departement"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{row.coverage.code, row.coverage.department};
         }},
        {"couverture",
         screen::kPaneColumnCoverage,
         screen::kPaneColumnCoverageHelp,
         Align::kRight,
         112,
         coverage_text,
         coverage_key,
         {"taux_min", "taux_max"},
         coverage_values},
    };
}

std::vector<TableColumn> make_count_columns() {
    return {
        {"signataires",
         screen::kPaneColumnSignatories,
         screen::kPaneColumnSignatoriesHelp,
         Align::kRight,
         84,
         [](const TerritoryRow& row, Language language) {
             return count_cell(row.coverage, row.coverage.range.total, language);
         },
         [](const TerritoryRow& row) { return count_key(row.coverage.range.total, row); },
         {"signataires_min", "signataires_max"},
         [](const TerritoryRow& row) { return plain_bounds(row.coverage.range.total, row); }},
        {"couverts",
         screen::kPaneColumnCovered,
         screen::kPaneColumnCoveredHelp,
         Align::kRight,
         84,
         [](const TerritoryRow& row, Language language) {
             return count_cell(row.coverage, row.coverage.range.covered, language);
         },
         [](const TerritoryRow& row) { return count_key(row.coverage.range.covered, row); },
         {"couverts_min", "couverts_max"},
         [](const TerritoryRow& row) { return plain_bounds(row.coverage.range.covered, row); }},
        {"non_couverts",
         screen::kPaneColumnNotCovered,
         screen::kPaneColumnNotCoveredHelp,
         Align::kRight,
         92,
         [](const TerritoryRow& row, Language language) {
             return count_cell(row.coverage, row.coverage.range.rest, language);
         },
         [](const TerritoryRow& row) { return count_key(row.coverage.range.rest, row); },
         {"non_couverts_min", "non_couverts_max"},
         [](const TerritoryRow& row) { return plain_bounds(row.coverage.range.rest, row); }},
        {"non_localises",
         screen::kPaneColumnNotLocated,
         screen::kPaneColumnNotLocatedHelp,
         Align::kRight,
         92,
         [](const TerritoryRow& row, Language language) {
             return count_cell(row.coverage, row.coverage.not_located, language);
         },
         [](const TerritoryRow& row) { return count_key(row.coverage.not_located, row); },
         {"non_localises_min", "non_localises_max"},
         [](const TerritoryRow& row) { return plain_bounds(row.coverage.not_located, row); }},
        {"contrats",
         screen::kPaneColumnContracts,
         screen::kPaneColumnContractsHelp,
         Align::kRight,
         68,
         [](const TerritoryRow& row, Language language) {
             return group_digits(row.coverage.contracts, language);
         },
         [](const TerritoryRow& row) { return static_cast<double>(row.coverage.contracts); },
         {"contrats", "contrats_non_comptes"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{std::to_string(row.coverage.contracts),
                                             std::to_string(row.coverage.contracts_not_counted)};
         }},
    };
}

std::vector<TableColumn> make_target_columns() {
    return {
        {"cible",
         screen::kPaneColumnTarget,
         screen::kPaneColumnTargetHelp,
         Align::kRight,
         68,
         [](const TerritoryRow& row, Language language) {
             return row.coverage.target ? share_text(*row.coverage.target, language)
                                        : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             const auto& target = row.coverage.target;
             return target ? as_double({target->numerator, target->denominator}) : kNoKey;
         },
         {"cible"},
         [](const TerritoryRow& row) {
             const auto& target = row.coverage.target;
             return std::vector<std::string>{
                 target ? plain_rate({target->numerator, target->denominator}) : ""};
         }},
        {"a_couvrir",
         screen::kPaneColumnToCover,
         screen::kPaneColumnToCoverHelp,
         Align::kRight,
         84,
         [](const TerritoryRow& row, Language language) {
             return row.coverage.to_cover ? count_cell(*row.coverage.to_cover, 1, language)
                                          : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             return row.coverage.to_cover ? middle(*row.coverage.to_cover) : kNoKey;
         },
         {"a_couvrir_min", "a_couvrir_max"},
         [](const TerritoryRow& row) {
             const auto& left = row.coverage.to_cover;
             return left ? std::vector<std::string>{std::to_string(left->low),
                                                    std::to_string(left->high)}
                         : std::vector<std::string>{"", ""};
         }},
    };
}

std::vector<TableColumn> make_population_columns() {
    return {
        {"population",
         screen::kPaneColumnPopulation,
         screen::kPaneColumnPopulationHelp,
         Align::kRight,
         88,
         [](const TerritoryRow& row, Language language) {
             return optional_text(row.population, language);
         },
         [](const TerritoryRow& row) {
             return row.population ? static_cast<double>(*row.population) : kNoKey;
         },
         {"population"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{row.population ? std::to_string(*row.population) : ""};
         }},
        {"evolution",
         screen::kPaneColumnEvolution,
         screen::kPaneColumnEvolutionHelp,
         Align::kRight,
         76,
         [](const TerritoryRow& row, Language language) {
             return row.evolution ? evolution_text(*row.evolution, language)
                                  : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             return row.evolution ? static_cast<double>(row.evolution->now) /
                                        static_cast<double>(row.evolution->before)
                                  : kNoKey;
         },
         {"evolution_population"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{
                 row.evolution ? plain_rate({row.evolution->now - row.evolution->before,
                                             row.evolution->before})
                               : ""};
         }},
        {"pour_mille",
         screen::kPaneColumnPerThousand,
         screen::kPaneColumnPerThousandHelp,
         Align::kRight,
         84,
         [](const TerritoryRow& row, Language language) {
             if (!per_thousand_known(row)) {
                 return std::string(kNothing);
             }
             const auto& total = row.coverage.range.total;
             const auto each = [&](std::int64_t sum) {
                 return fixed_ratio(sum * 1000, *row.population * row.coverage.years, 1,
                                    language == Language::kFrench ? ',' : '.');
             };
             return total.is_exact() ? each(total.low) : each(total.low) + "–" + each(total.high);
         },
         [](const TerritoryRow& row) {
             return per_thousand_known(row)
                        ? middle(row.coverage.range.total) / static_cast<double>(*row.population)
                        : kNoKey;
         },
         {"signataires_pour_mille_min", "signataires_pour_mille_max"},
         [](const TerritoryRow& row) {
             if (!per_thousand_known(row)) {
                 return std::vector<std::string>{"", ""};
             }
             const auto each = [&](std::int64_t sum) {
                 return plain_rate({sum * 1000, *row.population * row.coverage.years});
             };
             return std::vector<std::string>{each(row.coverage.range.total.low),
                                             each(row.coverage.range.total.high)};
         }},
    };
}

std::vector<TableColumn> make_access_columns() {
    return {
        {"temps_acces",
         reach::kColumnTime,
         reach::kColumnTimeHelp,
         Align::kRight,
         92,
         [](const TerritoryRow& row, Language language) {
             if (row.seconds == carto::AccessTimes::kNoneReached) {
                 return render({reach::kTriedNone}, language);
             }
             return row.seconds < 0 ? std::string(kNothing)
                                    : minutes_text(row.seconds, row.estimate, language);
         },
         [](const TerritoryRow& row) {
             if (row.seconds == carto::AccessTimes::kNoneReached) {
                 return std::numeric_limits<double>::infinity();
             }
             return row.seconds < 0 ? kNoKey : static_cast<double>(row.seconds);
         },
         {"temps_acces_min"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{
                 row.seconds < 0 ? "" : fixed_ratio(row.seconds, access::kMinute, 2, '.')};
         }},
        {"gain_acces",
         reach::kColumnGain,
         reach::kColumnGainHelp,
         Align::kRight,
         72,
         [](const TerritoryRow& row, Language language) {
             return row.gained ? minutes_text(*row.gained, row.estimate, language)
                               : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             return row.gained ? static_cast<double>(*row.gained) : kNoKey;
         },
         {"gain_acces_min"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{
                 row.gained ? fixed_ratio(*row.gained, access::kMinute, 2, '.') : ""};
         }},
        {"ecart",
         reach::kColumnGap,
         reach::kColumnGapHelp,
         Align::kLeft,
         150,
         [](const TerritoryRow& row, Language language) {
             return row.gap ? gap_text(*row.gap, language) : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             return row.gap && *row.gap != access::Gap::kUnknown ? static_cast<double>(*row.gap)
                                                                 : kNoKey;
         },
         {"ecart"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{row.gap ? gap_text(*row.gap, Language::kFrench) : ""};
         }},
        {"liste_acces",
         reach::kColumnList,
         reach::kColumnListHelp,
         Align::kLeft,
         190,
         [](const TerritoryRow& row, Language language) {
             return row.list ? render({list_words(*row.list)}, language) : std::string(kNothing);
         },
         [](const TerritoryRow& row) {
             // "Covered but out of reach" first, the most to be done, where the most come first.
             return row.list && *row.list != access::Typology::kUnknown
                        ? -static_cast<double>(*row.list)
                        : kNoKey;
         },
         {"liste_acces"},
         [](const TerritoryRow& row) {
             return std::vector<std::string>{
                 row.list ? render({list_words(*row.list)}, Language::kFrench) : ""};
         }},
    };
}

const std::vector<TableColumn>& all_columns() {
    static const std::vector<TableColumn> all = [] {
        auto columns = make_identity_columns();
        for (const auto& more : {make_count_columns(), make_target_columns(),
                                 make_population_columns(), make_access_columns()}) {
            columns.insert(columns.end(), more.begin(), more.end());
        }
        return columns;
    }();
    return all;
}

}  // namespace

std::span<const TableColumn> table_columns() { return all_columns(); }

const TableColumn* table_column(std::string_view name) {
    const auto all = table_columns();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const TableColumn& column) { return column.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<const TableColumn*> shown_columns(const workspace::TableView& view,
                                              const TerritoryRows& rows) {
    std::vector<const TableColumn*> shown;
    for (const auto& name : view.columns) {
        if (const auto* column = table_column(name)) {
            shown.push_back(column);
        }
    }
    if (!shown.empty()) {
        return shown;
    }
    if (rows.access_column == "liste_acces") {
        return {table_column("nom"), table_column("liste_acces")};  // It says both.
    }
    const auto last = !rows.access_column.empty()     ? rows.access_column
                      : rows.of == TableOf::kCommunes ? "signataires"
                      : rows.targets                  ? "a_couvrir"
                                                      : "non_couverts";
    return {table_column("nom"), table_column("couverture"), table_column(last)};
}

std::string detail_text(const workspace::Results& results, const TerritoryRow& row,
                        Language language) {
    const auto& all = results.dataset->territories;
    const auto total = count_cell(row.coverage, row.coverage.range.total, language);
    const auto signatories = render(
        {screen::kPaneDetailSignatories,
         {total, indicators::shown_count(row.coverage.range.total.high, row.coverage.years)}},
        language);
    if (row.thing.kind == workspace::ThingRef::Kind::kCommune) {
        const auto epci = all.communes.epci[row.row];
        return row.coverage.code + " · " +
               (epci.valid() ? all.epcis.name[epci.value]
                             : render({screen::kPaneNoEpci}, language));
    }
    if (row.thing.kind == workspace::ThingRef::Kind::kEpci) {
        return row.part ? render({screen::kPaneDetailPart, {row.coverage.department}}, language) +
                              " · " + signatories
                        : signatories;
    }
    return row.coverage.code + " · " + signatories;
}

ColumnHead head_of(const TableColumn& column, const TerritoryRows& rows) {
    if (column.name == "temps_acces" && rows.direction != access::Direction::kThere) {
        return rows.direction == access::Direction::kBack
                   ? ColumnHead{reach::kColumnTimeBack, reach::kColumnTimeBackHelp}
                   : ColumnHead{reach::kColumnTimeBoth, reach::kColumnTimeBothHelp};
    }
    return {column.title, column.help};
}

std::string cell_reason(const TableColumn& column, const TerritoryRow& row, Language language) {
    return column.name == "temps_acces" && row.seconds == carto::AccessTimes::kNoneReached
               ? render({reach::kNoneReached}, language)
               : "";
}

std::string rate_reason(const TerritoryRow& row, Language language) {
    const auto& coverage = row.coverage;
    if (!coverage.rate) {
        return render({screen::kPaneNoRateReason}, language);
    }
    return render({screen::kPaneRateReason,
                   {count_words(coverage.range.covered, coverage.years, language),
                    count_words(coverage.range.total, coverage.years, language),
                    indicators::shown_count(coverage.range.covered.high, coverage.years)}},
                  language);
}

}  // namespace maillage::ui
