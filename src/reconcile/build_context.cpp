// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_context.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/vintage_detection.hpp"

#include <algorithm>

namespace maillage::reconcile {
namespace {

std::string listed(std::span<const CommuneCode> codes) {
    std::string text;
    for (const auto code : codes) {
        text += text.empty() ? "" : ", ";
        text += code.text();
    }
    return text;
}

}  // namespace

std::optional<Vintage> table_vintage(const TableInput& input, std::span<const CommuneCode> codes,
                                     const VintageMap& moves, std::optional<Vintage> preferred,
                                     LedgerBuilder& ledger) {
    const Origin file{input.source, 0};
    if (const auto told = input.spec->vintage) {
        if (*told < kFirstVintage || *told > kLastVintage) {
            ledger.note(Severity::kError, file, "",
                        {MessageId::kVintageOutOfRange,
                         {std::to_string(told->year), std::to_string(kFirstVintage.year),
                          std::to_string(kLastVintage.year)}});
            return std::nullopt;
        }
        ledger.source(input.source).vintage = told;
        return told;
    }
    if (codes.empty()) {
        return preferred ? preferred : kLastVintage;
    }
    const auto guess = detect_vintage(codes, moves, preferred);
    if (!guess.vintage) {
        ledger.note(
            Severity::kError, file, "",
            {MessageId::kVintageNoneFits,
             {static_cast<std::int64_t>(guess.known), static_cast<std::int64_t>(guess.codes),
              std::to_string(guess.best.year), listed(guess.unknown)}});
        return std::nullopt;
    }
    auto& source = ledger.source(input.source);
    source.vintage = guess.vintage;
    source.vintage_detected = true;
    if (guess.known < guess.codes) {
        ledger.note(Severity::kWarning, file, "",
                    {MessageId::kVintageDetectedPartly,
                     {std::to_string(guess.vintage->year), static_cast<std::int64_t>(guess.known),
                      static_cast<std::int64_t>(guess.codes), listed(guess.unknown)}});
    } else {
        ledger.note(
            Severity::kInformation, file, "",
            {MessageId::kVintageDetected,
             {std::to_string(guess.vintage->year), static_cast<std::int64_t>(guess.codes)}});
    }
    return guess.vintage;
}

std::vector<CommuneCode> codes_of_column(const TypedTable& table, FieldId field) {
    std::vector<CommuneCode> codes;
    if (!table.has(field)) {
        return codes;
    }
    codes.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, field);
        if (const auto plain = CommuneCode::parse(text)) {
            codes.push_back(*plain);
        } else if (const auto reading = read_commune_code(text)) {
            codes.push_back(reading->value);
        }
    }
    return codes;
}

void set_all_aside(const TypedTable& table, const Message& message, LedgerBuilder& ledger) {
    if (table.row_count() == 0) {
        return;
    }
    const auto first = table.origin(0);
    auto& source = ledger.source(first.source);
    const auto rows = static_cast<std::int64_t>(table.row_count());
    source.rows_read += rows;
    source.rows_set_aside += rows;
    ledger.note(Severity::kError, {first.source, 0}, "", message, RowState::kSetAside);
}

std::optional<std::int64_t> plain_digits(std::string_view text) {
    if (text.empty() || text.size() > 9 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text) {
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace maillage::reconcile
