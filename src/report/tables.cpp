// SPDX-License-Identifier: Apache-2.0
#include "report/tables.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace maillage::report {
namespace {

using indicators::CoverageRow;
using indicators::Rate;

std::int64_t mean(std::int64_t sum, std::int64_t years) { return (2 * sum + years) / (2 * years); }

/// Decimal of an exact fraction, so that 0.45 is written and not 0.45000000000000001.
double decimal(std::int64_t num, std::int64_t den, int places) {
    const auto text = fixed_ratio(num, den, places, '.');
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

constexpr int kRatePlaces = 6;
constexpr int kPointPlaces = 4;

io::Value gap_in_points(const CoverageRow& row) {
    if (!row.target || !row.rate) {
        return {};
    }
    // target − rate, in points: (tn/td − rn/rd) × 100 on a common denominator.
    const auto& rate = row.rate->low;
    const auto num = (row.target->numerator * rate.den - rate.num * row.target->denominator) * 100;
    return decimal(num, row.target->denominator * rate.den, kPointPlaces);
}

std::vector<io::Value> coverage_cells(const CoverageRow& row) {
    const auto whole = [&](std::int64_t sum) { return io::Value(mean(sum, row.years)); };
    const auto share = [](const Rate& rate) { return io::Value(decimal(rate.num, rate.den, kRatePlaces)); };
    return {std::string(level_text(row.level)),
            row.code,
            row.name,
            whole(row.range.total.low),
            whole(row.range.total.high),
            whole(row.range.covered.low),
            whole(row.range.covered.high),
            row.rate ? share(row.rate->low) : io::Value(),
            row.rate ? share(row.rate->high) : io::Value(),
            whole(row.not_located.high),
            row.contracts,
            row.target ? io::Value(decimal(row.target->numerator, row.target->denominator, kRatePlaces)) : io::Value(),
            gap_in_points(row),
            row.to_cover ? whole(row.to_cover->high) : io::Value()};
}

std::string severity_text(Severity severity) {
    constexpr auto kTexts = std::to_array<std::string_view>({"information", "avertissement", "erreur"});
    return std::string(kTexts.at(static_cast<std::size_t>(severity)));
}

std::string source_text(const Source& source) {
    return source.layer.empty() ? source.path : source.path + " [" + source.layer + "]";
}

}  // namespace

std::string_view level_text(indicators::Level level) {
    constexpr auto kTexts = std::to_array<std::string_view>(
        {"commune", "epci", "epci_departement", "arrondissement", "departement", "region", "france"});
    return kTexts.at(static_cast<std::size_t>(level));
}

io::OutputTable coverage_table(const std::vector<CoverageRow>& rows) {
    io::OutputTable table;
    table.name = "couverture";
    table.columns = {"niveau",       "code",         "nom",      "signataires_min", "signataires_max",
                     "couverts_min", "couverts_max", "taux_min", "taux_max",        "non_localises",
                     "contrats",     "cible",        "ecart_points", "a_couvrir"};
    table.rows.reserve(rows.size());
    std::transform(rows.begin(), rows.end(), std::back_inserter(table.rows), coverage_cells);
    return table;
}

io::OutputTable check_table(const Ledger& ledger, Language language) {
    io::OutputTable table;
    table.name = "controle";
    table.columns = {"gravite", "source", "ligne", "colonne", "code", "message"};
    const auto line_value = [](std::uint32_t line) { return line == 0 ? io::Value() : io::Value(std::int64_t{line}); };
    for (const auto& entry : ledger.entries) {
        table.rows.push_back({severity_text(entry.severity), source_text(ledger.sources.at(entry.origin.source)),
                              line_value(entry.origin.line),
                              entry.column.empty() ? io::Value() : io::Value(entry.column),
                              std::string(message_code(entry.message.id)), render(entry.message, language)});
    }
    for (const auto& source : ledger.sources) {
        const Message sums(MessageId::kSourceSums,
                           {source.rows_read, source.rows_used, source.rows_repaired, source.rows_set_aside});
        table.rows.push_back({severity_text(Severity::kInformation), source_text(source), io::Value(), io::Value(),
                              std::string(message_code(sums.id)), render(sums, language)});
    }
    return table;
}

std::vector<std::string> notices(const Dataset& dataset, Language language) {
    std::vector<std::string> texts;
    for (const auto& notice : dataset.notices) {
        texts.push_back(render(notice, language));
    }
    std::string choices;
    for (const auto& [key, value] : choice_texts(dataset.choices)) {
        choices += (choices.empty() ? "" : ", ") + key + " = " + value;
    }
    texts.push_back(render({MessageId::kChoicesMade, {choices}}, language));
    return texts;
}

}  // namespace maillage::report
