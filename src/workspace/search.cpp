// SPDX-License-Identifier: Apache-2.0
#include "workspace/search.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

namespace maillage::workspace {
namespace {

constexpr std::size_t kLongestQuery = 60;  ///< Bytes of folded text; no name is longer by much.
constexpr int kNone = 0;

// How well a text fits, before the weight of the territory (at most kMostWeight).
constexpr int kExactCode = 1200;
constexpr int kExactName = 1000;
constexpr int kCodeBegins = 900;
constexpr int kNameBegins = 800;
constexpr int kWordsBegin = 650;
constexpr int kInside = 500;
constexpr int kWithErrors = 400;
constexpr int kPerError = 60;

struct Entry {
    ThingRef thing;
    std::string name;
    std::string folded;
    std::string code;           ///< Folded, for contracts; codes are digits and A, B.
    std::uint32_t letters = 0;  ///< Which letters and digits the folded name holds.
    std::uint32_t around = 0;   ///< Row of its department, for the detail.
    int weight = 0;             ///< Large places before small ones of a like name.
};

std::uint32_t letters_of(std::string_view folded) {
    std::uint32_t set = 0;
    for (const char c : folded) {
        if (c >= 'a' && c <= 'z') {
            set |= 1U << static_cast<unsigned>(c - 'a');
        } else if (c >= '0' && c <= '9') {
            set |= 1U << 26U;
        }
    }
    return set;
}

int bit_count(std::uint32_t set) {
    int count = 0;
    for (; set != 0; set &= set - 1) {
        ++count;
    }
    return count;
}

/// Typing errors that are forgiven in a text of this length.
int errors_allowed(std::size_t length) {
    constexpr std::size_t kShort = 4;
    constexpr std::size_t kLong = 8;
    return length < kShort ? 0 : (length < kLong ? 1 : 2);
}

/// Fewest insertions, deletions, changes and swaps of neighbours (restricted Damerau–Levenshtein)
/// that make \p typed a beginning of \p name; above \p limit: limit + 1.
int errors_to_begin(std::string_view typed, std::string_view name, int limit) {
    constexpr std::size_t kWidth = kLongestQuery + 4;
    name = name.substr(0, std::min(name.size(), typed.size() + static_cast<std::size_t>(limit)));
    std::array<std::array<int, kWidth>, 3> rows{};
    for (std::size_t j = 0; j <= name.size(); ++j) {
        rows[0].at(j) = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= typed.size(); ++i) {
        auto& row = rows.at(i % 3);
        const auto& above = rows.at((i + 2) % 3);
        const auto& two_above = rows.at((i + 1) % 3);
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= name.size(); ++j) {
            const bool equal = typed[i - 1] == name[j - 1];
            int cost =
                std::min({above.at(j) + 1, row.at(j - 1) + 1, above.at(j - 1) + (equal ? 0 : 1)});
            if (i > 1 && j > 1 && typed[i - 1] == name[j - 2] && typed[i - 2] == name[j - 1]) {
                cost = std::min(cost, two_above.at(j - 2) + 1);
            }
            row.at(j) = cost;
            least = std::min(least, cost);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    const auto& last = rows.at(typed.size() % 3);
    return std::min(limit + 1,
                    *std::min_element(last.begin(),
                                      last.begin() + static_cast<std::ptrdiff_t>(name.size()) + 1));
}

/// What is typed, made ready once.
struct Query {
    std::string folded;
    std::string code;  ///< Without spaces.
    std::vector<std::string_view> words;
    std::uint32_t letters = 0;
    int errors = 0;
};

/// Every word typed begins a word of the name, in their order ("cha cham": Châlons-en-Champagne).
bool words_begin(const std::vector<std::string_view>& words, std::string_view name) {
    std::size_t at = 0;
    for (const auto word : words) {
        while (true) {
            if (at >= name.size()) {
                return false;
            }
            const bool begins = name.substr(at, word.size()) == word;
            const auto space = name.find(' ', at);
            at = space == std::string_view::npos ? name.size() : space + 1;
            if (begins) {
                break;
            }
        }
    }
    return true;
}

/// Fewest errors with which the query begins the name or one of its later words.
int errors_in(const Query& query, std::string_view name) {
    int best = query.errors + 1;
    for (std::size_t at = 0; at < name.size();) {
        best = std::min(best, errors_to_begin(query.folded, name.substr(at), query.errors) +
                                  (at > 0 && best <= query.errors ? 1 : 0));
        const auto space = name.find(' ', at);
        at = space == std::string_view::npos ? name.size() : space + 1;
    }
    return best;
}

int score_of(const Query& query, const Entry& entry) {
    if (!entry.code.empty() && entry.code.starts_with(query.code)) {
        return entry.code.size() == query.code.size() ? kExactCode : kCodeBegins;
    }
    if (entry.folded.starts_with(query.folded)) {
        return entry.folded.size() == query.folded.size() ? kExactName : kNameBegins;
    }
    const auto missing = bit_count(query.letters & ~entry.letters);
    if (missing == 0) {
        if (words_begin(query.words, entry.folded)) {
            return kWordsBegin;
        }
        if (entry.folded.find(query.folded) != std::string::npos) {
            return kInside;
        }
    }
    if (query.errors == 0 || missing > query.errors) {
        return kNone;
    }
    const int errors = errors_in(query, entry.folded);
    if (errors > query.errors) {
        return kNone;
    }
    // Of two names with as many errors, the one of the length that was typed.
    const auto longer = static_cast<int>(std::min<std::size_t>(
        kPerError / 2,
        entry.folded.size() > query.folded.size() ? entry.folded.size() - query.folded.size() : 0));
    return kWithErrors - errors * kPerError - longer;
}

/// 0 … 90: ten for each power of ten of inhabitants and something for the kind.
int weight_of(std::optional<std::int32_t> inhabitants) {
    return inhabitants && *inhabitants > 0
               ? static_cast<int>(10 * std::log10(static_cast<double>(*inhabitants)))
               : 0;
}

constexpr int kEpciWeight = 30;
constexpr int kDepartmentWeight = 75;
constexpr int kRegionWeight = 80;
constexpr int kContractWeight = 20;

MessageId detail_of(ThingRef::Kind kind) {
    switch (kind) {
        case ThingRef::Kind::kEpci:
            return screen::kFoundEpci;
        case ThingRef::Kind::kDepartment:
            return screen::kFoundDepartment;
        case ThingRef::Kind::kRegion:
            return screen::kFoundRegion;
        case ThingRef::Kind::kContract:
            return screen::kFoundContract;
        default:
            return screen::kFoundCommune;
    }
}

}  // namespace

struct SearchIndex::State {
    std::vector<Entry> entries;
    std::vector<std::string> department_name;
    std::vector<std::string> department_code;

    void add(ThingRef thing, const std::string& name, int weight, std::uint32_t around) {
        Entry entry;
        entry.folded = fold(name);
        entry.code = thing.kind == ThingRef::Kind::kContract ? fold_key(thing.code) : thing.code;
        if (thing.kind != ThingRef::Kind::kContract) {
            std::transform(entry.code.begin(), entry.code.end(), entry.code.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
        }
        entry.thing = std::move(thing);
        entry.name = name;
        entry.letters = letters_of(entry.folded);
        entry.weight = weight;
        entry.around = around;
        entries.push_back(std::move(entry));
    }

    template <typename Table>
    void add_all(const Table& table, ThingRef::Kind kind, int weight) {
        for (std::size_t i = 0; i < table.size(); ++i) {
            add({kind, table.code[i].string()}, table.name[i], weight, Index<Department>{}.value);
        }
    }

    std::string detail(const Entry& entry, Language language) const {
        const bool known = entry.around < department_name.size();
        if (entry.thing.kind == ThingRef::Kind::kCommune && known) {
            return render({screen::kFoundCommune,
                           {department_name[entry.around], department_code[entry.around]}},
                          language);
        }
        return render({detail_of(entry.thing.kind), {entry.thing.code}}, language);
    }
};

SearchIndex::SearchIndex(const Dataset& dataset) {
    auto state = std::make_unique<State>();
    const auto& all = dataset.territories;
    state->entries.reserve(all.communes.size() + all.epcis.size() + dataset.contracts.size() + 150);
    for (std::size_t i = 0; i < all.departments.size(); ++i) {
        state->department_name.push_back(all.departments.name[i]);
        state->department_code.push_back(all.departments.code[i].string());
    }
    state->add_all(all.regions, ThingRef::Kind::kRegion, kRegionWeight);
    state->add_all(all.departments, ThingRef::Kind::kDepartment, kDepartmentWeight);
    state->add_all(all.epcis, ThingRef::Kind::kEpci, kEpciWeight);
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        state->add({ThingRef::Kind::kCommune, all.communes.code[i].string()}, all.communes.name[i],
                   weight_of(all.communes.population[i]), all.communes.department[i].value);
    }
    for (const auto& contract : dataset.contracts) {
        state->add({ThingRef::Kind::kContract, contract.id}, contract.name, kContractWeight,
                   Index<Department>{}.value);
    }
    m_state = std::move(state);
}

SearchIndex::~SearchIndex() = default;

std::vector<Found> SearchIndex::find(std::string_view text, std::size_t limit,
                                     Language language) const {
    Query query;
    query.folded = fold(text.substr(0, 4 * kLongestQuery));
    query.folded.resize(std::min(query.folded.size(), kLongestQuery));
    while (!query.folded.empty() && query.folded.back() == ' ') {
        query.folded.pop_back();
    }
    if (query.folded.empty()) {
        return {};
    }
    query.code = query.folded;
    std::erase(query.code, ' ');
    query.words = split(query.folded, ' ');
    query.letters = letters_of(query.folded);
    query.errors = errors_allowed(query.folded.size());

    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; i < m_state->entries.size(); ++i) {
        const auto& entry = m_state->entries[i];
        if (const int score = score_of(query, entry); score != kNone) {
            ranked.emplace_back(-(score + entry.weight), i);
        }
    }
    const auto kept = std::min(limit, ranked.size());
    const auto order = [&](const auto& a, const auto& b) {
        const auto length = [&](const auto& one) {
            return m_state->entries[one.second].folded.size();
        };
        return std::tuple(a.first, length(a), a.second) < std::tuple(b.first, length(b), b.second);
    };
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                      ranked.end(), order);
    std::vector<Found> found;
    for (std::size_t i = 0; i < kept; ++i) {
        const auto& entry = m_state->entries[ranked[i].second];
        found.push_back(
            {entry.thing, entry.name, m_state->detail(entry, language), -ranked[i].first});
    }
    return found;
}

}  // namespace maillage::workspace
