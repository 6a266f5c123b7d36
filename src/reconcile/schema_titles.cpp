// SPDX-License-Identifier: Apache-2.0
#include "reconcile/schema_titles.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace maillage::reconcile {
namespace {

constexpr std::string_view kYearMark = "{annee}";
constexpr std::size_t kShapefileLength = 10;
constexpr std::uint32_t kCutRank = 1000;  ///< After every alias.

/// The year that a word is or ends with: "2023", "cir2023", "pmun22".
std::optional<YearTitle> year_word(std::string_view word) {
    const auto last_letter = word.find_last_not_of("0123456789");
    const auto digits = word.substr(last_letter == std::string_view::npos ? 0 : last_letter + 1);
    const auto stem = word.substr(0, word.size() - digits.size());
    const auto number = parse_integer(digits);
    if (!number || (digits.size() != 4 && (digits.size() != 2 || stem.size() < 3))) {
        return std::nullopt;
    }
    const auto year = static_cast<int>(digits.size() == 2 ? 2000 + *number : *number);
    if (year < 2000 || year > 2099) {
        return std::nullopt;
    }
    return YearTitle{std::string(stem) + "#", year};
}

/// The word as it is compared; empty for a little word.
std::string_view title_word(std::string_view word) {
    static constexpr auto kLittle = std::to_array<std::string_view>(
        {"au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "par"});
    if (std::find(kLittle.begin(), kLittle.end(), word) != kLittle.end()) {
        return {};
    }
    return word == "nb" || word == "nbre" ? std::string_view("nombre") : word;
}

}  // namespace

std::string title_key(std::string_view title) {
    std::string key;
    const auto folded = fold(title);
    for (const auto word : split(folded, ' ')) {
        key += title_word(word);
    }
    return key;
}

std::optional<YearTitle> year_title(std::string_view title) {
    // A sheet holds the title 2023 as a number, which some readers write "2023.0".
    const auto number = parse_integer(title);
    const std::string text = number ? std::to_string(*number) : fold(title);
    YearTitle found;
    for (const auto word : split(text, ' ')) {
        const auto year = year_word(word);
        if (year && found.year != 0) {
            return std::nullopt;
        }
        found.key += year ? year->key : std::string(title_word(word));
        found.year = year ? year->year : found.year;
    }
    return found.year == 0 ? std::nullopt : std::optional(found);
}

bool is_vague_title(std::string_view title) {
    static constexpr auto kVague = std::to_array<std::string_view>(
        {"effectif", "effectifs", "ensemble", "nb", "nombre", "total", "valeur"});
    return std::find(kVague.begin(), kVague.end(), fold_key(title)) != kVague.end();
}

SchemaTitles::SchemaTitles(const TableSchema& schema) : m_schema(&schema) {
    for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
        add(schema.fields[field].name, {field, 0});
        std::uint32_t rank = 0;
        for (const auto& alias : schema.fields[field].aliases) {
            add(alias, {field, ++rank});
        }
    }
}

void SchemaTitles::add(const std::string& title, Hit hit) {
    const auto mark = title.find(kYearMark);
    std::string key = title_key(title);
    if (mark != std::string::npos) {
        key = title_key(title.substr(0, mark)) + "#" +
              title_key(title.substr(mark + kYearMark.size()));
    }
    if (key == "#") {
        m_value_field = hit.field;
    }
    add_key(key, hit);
    if (hit.rank == 0 && title.size() > kShapefileLength) {
        add_key(cut_key(std::string_view(title).substr(0, kShapefileLength)),
                {hit.field, kCutRank});
    }
}

void SchemaTitles::add_key(const std::string& key, Hit hit) {
    auto& hits = m_hits[key];
    const bool known = std::any_of(hits.begin(), hits.end(),
                                   [&](const Hit& other) { return other.field == hit.field; });
    if (!known && !key.empty()) {
        hits.push_back(hit);
    }
}

std::string cut_key(std::string_view title) {
    return title.size() == kShapefileLength ? "~" + fold_key(title) : std::string();
}

const std::vector<SchemaTitles::Hit>* SchemaTitles::find(const std::string& key) const {
    const auto found = m_hits.find(key);
    return found == m_hits.end() ? nullptr : &found->second;
}

}  // namespace maillage::reconcile
