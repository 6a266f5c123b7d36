// SPDX-License-Identifier: Apache-2.0
#include "workspace/contract_export.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "workspace/contract_register.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

std::string ending(const std::filesystem::path& path) {
    auto text = path.extension().string();
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

bool is_amount(std::string_view column) {
    return column.starts_with("montant_") || column == "cofinancements";
}

/// A number where a person wrote one, so that the spreadsheet can add it up.
io::Value amount(std::string text) {
    const auto number = parse_number(text);
    if (!number || !std::isfinite(*number)) {
        return text;
    }
    const double whole = std::trunc(*number);
    if (whole == *number && std::abs(whole) < 1e15) {
        return static_cast<std::int64_t>(whole);
    }
    return *number;
}

}  // namespace

io::OutputTable contracts_table(const Dataset& dataset) {
    io::OutputTable table;
    table.name = "Contrats";
    for (const auto column : register_columns()) {
        table.columns.push_back(render({column_title(column)}, Language::kFrench));
    }
    for (const auto& contract : dataset.contracts) {
        const auto fields = fields_of(contract, dataset.territories);
        auto& row = table.rows.emplace_back();
        for (const auto column : register_columns()) {
            const auto found = fields.find(std::string(column));
            if (found == fields.end() || trim(found->second).empty()) {
                row.emplace_back();
            } else if (is_amount(column)) {
                row.push_back(amount(found->second));
            } else {
                row.emplace_back(found->second);
            }
        }
    }
    return table;
}

Result<Done> export_contracts(const Dataset& dataset, const std::filesystem::path& path) {
    const auto kind = ending(path);
    if (kind == ".csv") {
        return io::write_file(path, io::to_csv(contracts_table(dataset)));
    }
    if (kind == ".xlsx") {
        return io::write_layer(path, "XLSX", contracts_table(dataset));
    }
    return Error{
        Error::Code::kRefused, {planning::kContractsFormat, {path.filename().string()}}, ""};
}

}  // namespace maillage::workspace
