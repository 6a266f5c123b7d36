// SPDX-License-Identifier: Apache-2.0
#include "reconcile/name_matching.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/cell_text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace maillage::reconcile {
namespace {

constexpr std::size_t kListedCodes = 6;
constexpr int kNearLetters = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    Words words;
    for (const auto word : split(text, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

bool is_article(std::string_view word) {
    static constexpr auto kArticles =
        std::to_array<std::string_view>({"l", "la", "las", "le", "les", "los", "aux", "au"});
    return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

/// An article at the end, in parentheses or after a comma, goes to the front: "BAULE (LA)".
std::string article_first(const std::string& name) {
    const auto mark = name.find_last_of("(,");
    if (mark == std::string::npos || mark == 0) {
        return name;
    }
    const auto last = fold(std::string_view(name).substr(mark + 1));
    return is_article(last) ? last + " " + name.substr(0, mark) : name;
}

/// "Chalon s/Saône", "CHALON/SAONE" → "Chalon sur Saône".
std::string spelled_out(const std::string& name) {
    std::string text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != '/') {
            text += name[i];
            continue;
        }
        const bool after_s = !text.empty() && (text.back() == 's' || text.back() == 'S') &&
                             (text.size() == 1 || text[text.size() - 2] == ' ');
        if (after_s) {
            text.pop_back();
        }
        text += " sur ";
    }
    return text;
}

void drop_front(Words& words, std::size_t count) {
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
}

/// "ville de", "commune d'", "mairie de" before the name.
void drop_office(Words& words) {
    static constexpr auto kOffices =
        std::to_array<std::string_view>({"ville", "commune", "mairie"});
    const bool office = words.size() >= 3 &&
                        std::find(kOffices.begin(), kOffices.end(), words[0]) != kOffices.end();
    if (office && (words[1] == "de" || words[1] == "d")) {
        drop_front(words, 2);
    } else if (office && words[1] == "du") {
        drop_front(words, 1);
        words[0] = "le";
    }
}

void drop_cedex(Words& words) {
    const auto cedex = std::find(words.begin(), words.end(), "cedex");
    if (cedex != words.begin()) {
        words.erase(cedex, words.end());
    }
}

/// "paris 12e arrondissement", "lyon 3", "marseille 01" → the city.
void drop_arrondissement(Words& words) {
    const bool city =
        words.size() >= 2 && (words[0] == "paris" || words[0] == "lyon" || words[0] == "marseille");
    if (city && is_digit(words[1][0])) {
        words.resize(1);
    }
}

Words name_words(std::string_view name) {
    Words words = words_of(fold(spelled_out(article_first(plain_characters(name)))));
    for (auto& word : words) {
        if (word == "s") {
            word = "sur";
        } else if (word == "ss") {
            word = "sous";
        }
    }
    drop_cedex(words);
    drop_office(words);
    drop_arrondissement(words);
    return words;
}

std::string joined(const Words& words, std::size_t from) {
    std::string key;
    for (std::size_t i = from; i < words.size(); ++i) {
        key += words[i];
    }
    return key;
}

std::string bare_key(const Words& words) {
    return joined(words, words.size() > 1 && is_article(words[0]) ? 1 : 0);
}

/// "45024 Baule, 89031 …" for a question to the user.
std::string listed(const std::vector<CommuneCode>& codes, const NameIndex& names) {
    std::string list;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (i == kListedCodes) {
            return list + ", …";
        }
        list +=
            (i == 0 ? "" : ", ") + codes[i].string() + " " + std::string(names.name_of(codes[i]));
    }
    return list;
}

}  // namespace

std::string commune_name_key(std::string_view name) { return joined(name_words(name), 0); }

NameIndex::NameIndex(std::span<const CommuneCode> codes, std::span<const std::string> names) {
    assert(codes.size() == names.size());
    m_entries.reserve(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const auto words = name_words(names[i]);
        m_entries.push_back({codes[i], names[i], joined(words, 0), bare_key(words)});
    }
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [](const Entry& a, const Entry& b) { return a.code < b.code; });
    m_by_key.reserve(codes.size());
    m_by_bare.reserve(codes.size());
    for (std::uint32_t row = 0; row < m_entries.size(); ++row) {
        m_by_key.emplace(m_entries[row].key, row);
        m_by_bare.emplace(m_entries[row].bare, row);
    }
}

/// Communes of exactly that name, or where there are none those that differ by the article only:
/// lists without articles ("ABERGEMENT CLEMENCIAT") are common.
std::vector<std::uint32_t> NameIndex::rows_named(const std::string& key) const {
    std::vector<std::uint32_t> rows;
    for (auto [at, end] = m_by_key.equal_range(key); at != end; ++at) {
        rows.push_back(at->second);
    }
    if (rows.empty()) {
        for (auto [at, end] = m_by_bare.equal_range(key); at != end; ++at) {
            rows.push_back(at->second);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

NameMatch NameIndex::find(std::string_view name, std::optional<DepartmentCode> department) const {
    NameMatch match;
    const auto key = commune_name_key(name);
    if (key.empty()) {
        return match;
    }
    std::vector<CommuneCode> all;
    for (const auto row : rows_named(key)) {
        const auto code = m_entries[row].code;
        all.push_back(code);
        if (!department || department_of(code) == department) {
            match.codes.push_back(code);
        }
    }
    if (!match.codes.empty()) {
        match.kind = match.codes.size() == 1 ? NameMatch::Kind::kUnique : NameMatch::Kind::kSeveral;
    } else if (!all.empty()) {
        match.kind = NameMatch::Kind::kElsewhere;
        match.codes = std::move(all);
    } else {
        match.codes = nearest(key, department);
    }
    return match;
}

std::vector<CommuneCode> NameIndex::nearest(const std::string& key,
                                            std::optional<DepartmentCode> department) const {
    std::vector<CommuneCode> codes;
    int best = kNearLetters;
    for (const auto& entry : m_entries) {
        if (department && department_of(entry.code) != department) {
            continue;
        }
        // In a short name two letters are the whole name.
        const int limit = std::min(best, static_cast<int>(entry.key.size() / 3));
        const int distance = edit_distance(key, entry.key, limit);
        if (distance > limit) {
            continue;
        }
        if (distance < best) {
            codes.clear();
            best = distance;
        }
        codes.push_back(entry.code);
    }
    return codes;
}

std::string_view NameIndex::name_of(CommuneCode code) const {
    const auto at = std::lower_bound(
        m_entries.begin(), m_entries.end(), code,
        [](const Entry& entry, CommuneCode wanted) { return entry.code < wanted; });
    return at == m_entries.end() || at->code != code ? std::string_view{} : at->name;
}

bool NameIndex::agrees(CommuneCode code, std::string_view name) const {
    const auto own = name_of(code);
    if (own.empty()) {
        return false;
    }
    const auto wanted = name_words(name);
    const auto known = name_words(own);
    return joined(wanted, 0) == joined(known, 0) || bare_key(wanted) == bare_key(known);
}

namespace {

/// No code could be read: the name decides, or the user is asked.
CommuneReading from_name(const CommuneCells& cells, const NameIndex& names) {
    const auto department = read_department_code(cells.department);
    const auto match =
        names.find(cells.name, department ? std::optional(department->value) : std::nullopt);
    const auto quoted_code = quote_excerpt(trim(cells.code));
    const auto quoted_name = quote_excerpt(trim(cells.name));
    CommuneReading reading;
    switch (match.kind) {
        case NameMatch::Kind::kUnique:
            reading.code = match.codes.front();
            reading.repair =
                quoted_code.empty()
                    ? Message(MessageId::kCodeFromName, {quoted_name, reading.code->string()})
                    : Message(MessageId::kCodeUnreadableFromName,
                              {quoted_code, quoted_name, reading.code->string()});
            break;
        case NameMatch::Kind::kSeveral:
            reading.problem = Message(MessageId::kNameAmbiguous,
                                      {static_cast<std::int64_t>(match.codes.size()), quoted_name,
                                       listed(match.codes, names), cells.cell});
            break;
        case NameMatch::Kind::kElsewhere:
            reading.problem = Message(MessageId::kNameElsewhere,
                                      {quoted_name, std::string(department->value.text()),
                                       listed(match.codes, names), cells.cell});
            break;
        case NameMatch::Kind::kNone:
            reading.problem = match.codes.empty()
                                  ? Message(MessageId::kNameUnknown, {quoted_name, cells.cell})
                                  : Message(MessageId::kNameUnknownNear,
                                            {quoted_name, listed(match.codes, names), cells.cell});
            break;
    }
    return reading;
}

/// A repaired code beside a name: both must say the same commune.
CommuneReading checked_by_name(const CommuneCells& cells, const Reading<CommuneCode>& read,
                               const NameIndex& names) {
    CommuneReading reading;
    const auto known = names.name_of(read.value);
    if (trim(cells.name).empty() || names.agrees(read.value, cells.name)) {
        reading.code = read.value;
        reading.repair = read.repair;
        const bool by_letter = read.repair->id == MessageId::kCodeLetterAsDigit;
        if (by_letter && !trim(cells.name).empty()) {
            reading.repair = Message(MessageId::kCodeLetterByName,
                                     {quote_excerpt(trim(cells.code)), read.value.string(),
                                      read.repair->arguments[2], quote_excerpt(trim(cells.name))});
        }
        return reading;
    }
    const auto match = names.find(cells.name, department_of(read.value));
    if (known.empty() && match.kind != NameMatch::Kind::kUnique) {
        // Another vintage's code or spelling: the form is repaired, the rest is not ours to judge.
        reading.code = read.value;
        reading.repair = read.repair;
        return reading;
    }
    reading.problem = Message(MessageId::kCodeAndNameDiffer,
                              {quote_excerpt(trim(cells.code)), read.value.string(),
                               std::string(known), quote_excerpt(trim(cells.name)), cells.cell});
    return reading;
}

}  // namespace

CommuneReading read_commune(const CommuneCells& cells, const NameIndex& names) {
    if (const auto read = read_commune_code(cells.code)) {
        if (read->repair) {
            return checked_by_name(cells, *read, names);
        }
        return {read->value, std::nullopt, std::nullopt};
    }
    if (const auto read = join_commune_code(cells.department, cells.code)) {
        return {read->value, std::nullopt, std::nullopt};
    }
    if (trim(cells.name).empty()) {
        return {std::nullopt, std::nullopt, unreadable_code_message(cells.code, cells.cell)};
    }
    return from_name(cells, names);
}

}  // namespace maillage::reconcile
