// SPDX-License-Identifier: Apache-2.0
#include "report/funding_tables.hpp"

#include "base/format.hpp"
#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "report/decimals.hpp"

#include <array>
#include <cmath>

namespace maillage::report {
namespace {

using indicators::Answer;
using indicators::DueKind;
using indicators::DueState;
using indicators::FundingFigure;
using indicators::FundingUnit;
using indicators::Rate;

constexpr int kCentPlaces = 2;
constexpr int kSharePlaces = 6;

/// Without trailing zeros, inside a text.
std::string plain_text(Rate rate, int places) {
    auto text = fixed_ratio(rate.num, rate.den, places, '.');
    while (text.ends_with('0')) {
        text.pop_back();
    }
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

io::Value cell(const indicators::FundingValue& value) {
    if (const auto* figure = std::get_if<FundingFigure>(&value)) {
        const auto& [low, high] = figure->bounds;
        const int places = figure->unit == FundingUnit::kShare ? kSharePlaces : kCentPlaces;
        if (std::is_eq(indicators::compare(low, high))) {
            return exact_decimal(low, places);
        }
        // Two dots: a hyphen between small numbers would be taken for a date by a spreadsheet.
        return plain_text(low, places) + ".." + plain_text(high, places);
    }
    if (const auto* date = std::get_if<Date>(&value)) {
        return iso_date(*date);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    return {};
}

std::string state_word(Answer state) {
    constexpr auto kWords =
        std::to_array<std::string_view>({"respecte", "non_respecte", "inconnu"});
    return std::string(kWords.at(static_cast<std::size_t>(state)));
}

std::string due_word(DueState state) {
    constexpr auto kWords =
        std::to_array<std::string_view>({"en_retard", "proche", "a_venir", "fait", "passe"});
    return std::string(kWords.at(static_cast<std::size_t>(state)));
}

io::Value euros(const std::optional<Rate>& rate) {
    return rate ? exact_decimal(*rate, kCentPlaces) : io::Value();
}

}  // namespace

std::string due_sentence(const indicators::Due& due, Language language) {
    switch (due.kind) {
        case DueKind::kCalendar:
        case DueKind::kFile:
            return due.deadline->what.in(language);
        case DueKind::kEnd:
            return render({planning::kDeadlineEnds}, language);
        case DueKind::kEndRelayed:
            return render({planning::kDeadlineEndsRelayed}, language);
        case DueKind::kNextAction:
            break;
    }
    return due.text.empty() ? render({planning::kDeadlineAction}, language)
                            : render({planning::kDeadlineActionNamed, {due.text}}, language);
}

io::OutputTable funding_table(const Dataset& dataset,
                              std::span<const indicators::ExaminedContract> contracts) {
    io::OutputTable table;
    table.name = "financement";
    table.columns = {"id", "nom", "regle", "etat", "valeur", "seuil", "reference"};
    for (const auto& examined : contracts) {
        const auto& contract = dataset.contracts[examined.contract];
        for (const auto& answer : examined.answers) {
            table.rows.push_back({contract.id, contract.name, answer.rule->id,
                                  state_word(answer.state), cell(answer.value),
                                  cell(answer.threshold), answer.rule->section});
        }
    }
    return table;
}

io::OutputTable costs_table(const Dataset& dataset,
                            std::span<const indicators::FundingCosts> costs) {
    io::OutputTable table;
    table.name = "couts";
    table.columns = {"id",
                     "nom",
                     "montant_etat",
                     "signataires_min",
                     "signataires_max",
                     "nouveaux_min",
                     "nouveaux_max",
                     "cout_signataire_min",
                     "cout_signataire_max",
                     "cout_nouveau_min",
                     "cout_nouveau_max",
                     "cout_point_min",
                     "cout_point_max",
                     "part_enveloppe",
                     "levier"};
    for (const auto& one : costs) {
        const auto& contract = dataset.contracts[one.contract];
        const auto count = [&](std::int64_t sum) {
            return io::Value(indicators::shown_count(sum, one.years));
        };
        const auto amount = one.cents ? std::optional(Rate{*one.cents, 100}) : std::nullopt;
        const auto share = [](const std::optional<Rate>& rate) {
            return rate ? exact_decimal(*rate, kSharePlaces) : io::Value();
        };
        table.rows.push_back({contract.id, contract.name, euros(amount), count(one.signatories.low),
                              count(one.signatories.high), count(one.newly.low),
                              count(one.newly.high), euros(one.per_signatory.low),
                              euros(one.per_signatory.high), euros(one.per_new_signatory.low),
                              euros(one.per_new_signatory.high), euros(one.per_point.low),
                              euros(one.per_point.high), share(one.share_of_envelope),
                              share(one.leverage)});
    }
    return table;
}

io::OutputTable deadlines_table(const Dataset& dataset, std::span<const indicators::Due> dues,
                                Language language) {
    io::OutputTable table;
    table.name = "echeances";
    table.columns = {"date", "id", "nom", "quoi", "etat", "jours", "reference"};
    for (const auto& due : dues) {
        const auto* contract = due.contract ? &dataset.contracts[*due.contract] : nullptr;
        table.rows.push_back(
            {iso_date(due.date), contract == nullptr ? io::Value() : io::Value(contract->id),
             contract == nullptr ? io::Value() : io::Value(contract->name),
             due_sentence(due, language), due_word(due.state), std::int64_t{due.days},
             due.deadline == nullptr ? io::Value() : io::Value(due.deadline->section)});
    }
    return table;
}

}  // namespace maillage::report
