// SPDX-License-Identifier: Apache-2.0
#include "report/tables.hpp"

#include "base/text.hpp"
#include "indicators/exact.hpp"
#include "report/decimals.hpp"

#include <algorithm>
#include <array>

namespace maillage::report {
namespace {

using indicators::CoverageRow;

std::vector<io::Value> coverage_cells(const CoverageRow& row) {
    const auto whole = [&](std::int64_t sum) {
        return row.has_counts ? io::Value(indicators::shown_count(sum, row.years)) : io::Value();
    };
    return {std::string(level_text(row.level)),
            row.code,
            row.name,
            whole(row.range.total.low),
            whole(row.range.total.high),
            whole(row.range.covered.low),
            whole(row.range.covered.high),
            low_rate(row.rate),
            high_rate(row.rate),
            whole(row.not_located.high),
            row.contracts,
            row.target ? decimal({row.target->numerator, row.target->denominator}, 6) : io::Value(),
            row.gap ? points(row.gap->high) : io::Value(),
            row.to_cover ? io::Value(row.to_cover->high) : io::Value()};
}

std::string severity_text(Severity severity) {
    constexpr auto kTexts =
        std::to_array<std::string_view>({"information", "avertissement", "erreur"});
    return std::string(kTexts.at(static_cast<std::size_t>(severity)));
}

std::string source_text(const Source& source) {
    return source.layer.empty() ? source.path : source.path + " [" + source.layer + "]";
}

}  // namespace

std::string_view level_text(indicators::Level level) {
    constexpr auto kTexts =
        std::to_array<std::string_view>({"commune", "epci", "epci_departement", "arrondissement",
                                         "departement", "region", "france"});
    return kTexts.at(static_cast<std::size_t>(level));
}

io::OutputTable coverage_table(const std::vector<CoverageRow>& rows) {
    io::OutputTable table;
    table.name = "couverture";
    table.columns = {"niveau",          "code",          "nom",          "signataires_min",
                     "signataires_max", "couverts_min",  "couverts_max", "taux_min",
                     "taux_max",        "non_localises", "contrats",     "cible",
                     "ecart_points",    "a_couvrir"};
    table.rows.reserve(rows.size());
    std::transform(rows.begin(), rows.end(), std::back_inserter(table.rows), coverage_cells);
    return table;
}

io::OutputTable coverage_details_table(
    const std::vector<CoverageRow>& rows, const std::vector<CoverageRow>& with_all_contracts,
    const std::vector<CoverageRow>& funded_only,
    const std::vector<std::optional<indicators::YearChange>>& changes) {
    auto table = coverage_table(rows);
    table.name = "couverture_detaillee";
    for (const char* column :
         {"taux_tous_contrats_min", "taux_tous_contrats_max", "contrats_non_comptes",
          "couverts_par_contrat_min", "couverts_par_contrat_max", "moyenne_departements_min",
          "moyenne_departements_max", "avancement_min", "avancement_max",
          "evolution_annuelle_points_min", "evolution_annuelle_points_max", "taux_finances_min",
          "taux_finances_max"}) {
        table.columns.emplace_back(column);
    }
    constexpr int kPlaces = 6;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const auto each = indicators::covered_per_contract(row);
        const auto& change = changes[i];
        const auto& mean = row.mean_of_children;
        const std::initializer_list<io::Value> more = {
            low_rate(with_all_contracts[i].rate),
            high_rate(with_all_contracts[i].rate),
            row.contracts_not_counted,
            each ? decimal(each->low, 1) : io::Value(),
            each ? decimal(each->high, 1) : io::Value(),
            mean ? io::Value(mean->low) : io::Value(),
            mean ? io::Value(mean->high) : io::Value(),
            row.progress ? decimal(row.progress->low, kPlaces) : io::Value(),
            row.progress ? decimal(row.progress->high, kPlaces) : io::Value(),
            change ? points(change->low) : io::Value(),
            change ? points(change->high) : io::Value(),
            low_rate(funded_only[i].rate),
            high_rate(funded_only[i].rate)};
        table.rows[i].insert(table.rows[i].end(), more);
    }
    return table;
}

Message sums_message(const Source& source) {
    return {MessageId::kSourceSums,
            {source.rows_read, source.rows_used, source.rows_repaired, source.rows_set_aside}};
}

bool listed_in_check(const Source& source, bool with_built_in) {
    return with_built_in || !source.built_in || source.rows_set_aside > 0;
}

io::OutputTable check_table(const Ledger& ledger, bool with_built_in, Language language) {
    io::OutputTable table;
    table.name = "controle";
    table.columns = {"gravite", "source", "ligne", "colonne", "code", "message"};
    const auto line_value = [](std::uint32_t line) {
        return line == 0 ? io::Value() : io::Value(std::int64_t{line});
    };
    for (const auto& entry : ledger.entries) {
        if (!listed_in_check(ledger.sources.at(entry.origin.source), with_built_in)) {
            continue;
        }
        table.rows.push_back(
            {severity_text(entry.severity), source_text(ledger.sources.at(entry.origin.source)),
             line_value(entry.origin.line),
             entry.column.empty() ? io::Value() : io::Value(entry.column),
             std::string(message_code(entry.message.id)), render(entry.message, language)});
    }
    for (const auto& source : ledger.sources) {
        if (!listed_in_check(source, with_built_in)) {
            continue;
        }
        const auto sums = sums_message(source);
        table.rows.push_back({severity_text(Severity::kInformation), source_text(source),
                              io::Value(), io::Value(), std::string(message_code(sums.id)),
                              render(sums, language)});
    }
    return table;
}

std::vector<std::string> notices(const Dataset& dataset, Language language) {
    std::vector<std::string> texts;
    for (const auto& notice : dataset.notices) {
        texts.push_back(render(notice, language));
    }
    return texts;
}

}  // namespace maillage::report
