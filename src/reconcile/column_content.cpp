// SPDX-License-Identifier: Apache-2.0
#include "reconcile/column_content.hpp"

#include "base/text.hpp"
#include "model/codes.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::reconcile {
namespace {

constexpr std::size_t kSampleCells = 50;
constexpr std::size_t kSampleRows = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

std::size_t letters_in(std::string_view text) {
    const auto folded = fold_key(text);
    return static_cast<std::size_t>(
        std::count_if(folded.begin(), folded.end(), [](char c) { return !is_digit(c); }));
}

bool looks_like_commune(std::string_view text, bool number_apart) {
    if (read_commune_code(text)) {
        return true;
    }
    const bool number = text.size() <= 3 && std::all_of(text.begin(), text.end(), is_digit);
    return number_apart && number;
}

bool looks_like_epci(std::string_view text) {
    const auto read = read_epci_code(text);
    return read && !read->value.text().starts_with("21");
}

bool looks_like_arrondissement(std::string_view text) {
    return ArrondissementCode::parse(text) || ArrondissementCode::parse("0" + std::string(text));
}

enum class Content { kAny, kCommune, kDepartment, kRegion, kEpci, kArrondissement, kName };

Content content_of(std::string_view field) {
    struct Known {
        std::string_view field;
        Content content;
    };
    static constexpr auto kKnown = std::to_array<Known>({
        {"code_commune", Content::kCommune},
        {"ancien_code", Content::kCommune},
        {"nouveau_code", Content::kCommune},
        {"chef_lieu", Content::kCommune},
        {"code_departement", Content::kDepartment},
        {"code_region", Content::kRegion},
        {"code_epci", Content::kEpci},
        {"code_ept", Content::kEpci},
        {"code_arrondissement", Content::kArrondissement},
        {"nom", Content::kName},
        {"nom_epci", Content::kName},
    });
    const auto* const found = std::find_if(
        kKnown.begin(), kKnown.end(), [&](const Known& known) { return known.field == field; });
    return found == kKnown.end() ? Content::kAny : found->content;
}

bool looks_like(Content content, std::string_view text, bool number_apart) {
    switch (content) {
        case Content::kCommune:
            return looks_like_commune(text, number_apart);
        case Content::kDepartment:
            return read_department_code(text).has_value();
        case Content::kRegion:
            return read_region_code(text).has_value();
        case Content::kEpci:
            return looks_like_epci(text);
        case Content::kArrondissement:
            return looks_like_arrondissement(text);
        case Content::kName:
            return letters_in(text) >= 2;
        case Content::kAny:
            break;
    }
    return true;
}

/// "(nombre)", "en %", "nombre", "€".
bool is_unit(std::string_view text) {
    if (text.starts_with('(') && text.ends_with(')')) {
        return true;
    }
    static constexpr auto kUnits = std::to_array<std::string_view>({
        "%",
        "€",
        "k€",
        "nb",
        "nombre",
        "effectif",
        "effectifs",
        "hab",
        "hab.",
        "habitants",
        "euros",
        "unité",
        "texte",
        "code",
        "ha",
        "km²",
        "km2",
    });
    if (std::find(kUnits.begin(), kUnits.end(), text) != kUnits.end()) {
        return true;
    }
    const auto folded = fold(text);
    return (folded == "en" || folded.starts_with("en ")) && letters_in(text) < 20;
}

bool is_units_row(const io::RawTable& table, std::size_t row) {
    std::size_t filled = 0;
    for (std::size_t c = 0; c < table.cell_count(row); ++c) {
        const auto text = trim(table.cell(row, c));
        if (text.empty()) {
            continue;
        }
        ++filled;
        if (!is_unit(text)) {
            return false;
        }
    }
    return filled > 0;
}

/// All words, no digit, no masked token: "Code de la commune", "Nombre de contrats signés".
bool is_description_row(const io::RawTable& table, std::size_t row, std::size_t code_column) {
    const auto code = trim(table.cell(row, code_column));
    const bool codes_follow =
        row + 1 < table.row_count() && has_digit(table.cell(row + 1, code_column));
    if (means_not_located(code) || !codes_follow) {
        return false;
    }
    std::size_t filled = 0;
    for (std::size_t c = 0; c < table.cell_count(row); ++c) {
        const auto text = trim(table.cell(row, c));
        if (text.empty()) {
            continue;
        }
        ++filled;
        const bool words = letters_in(text) >= 4 && !has_digit(text);
        if (!words || read_count(text, {}).count || means_not_located(text)) {
            return false;
        }
    }
    return filled >= 2;
}

}  // namespace

bool content_fits(const io::RawTable& table, std::size_t first_row, std::size_t column,
                  std::string_view field, bool number_apart) {
    const auto content = content_of(field);
    if (content == Content::kAny) {
        return true;
    }
    std::size_t seen = 0;
    std::size_t good = 0;
    const auto end = std::min(table.row_count(), first_row + kSampleRows);
    for (std::size_t row = first_row; row < end && seen < kSampleCells; ++row) {
        const auto text = trim(table.cell(row, column));
        if (means_not_located(text)) {
            continue;
        }
        ++seen;
        good += looks_like(content, text, number_apart) ? 1U : 0U;
    }
    return good * 2 >= seen;
}

bool is_row_under_titles(const io::RawTable& table, std::size_t row, std::size_t code_column) {
    if (is_units_row(table, row)) {
        return true;
    }
    return code_column != kNoColumn && is_description_row(table, row, code_column);
}

}  // namespace maillage::reconcile
