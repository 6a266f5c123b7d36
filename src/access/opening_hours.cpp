// SPDX-License-Identifier: Apache-2.0
#include "access/opening_hours.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace maillage::access {
namespace {

constexpr Seconds kHour = 60 * kMinute;
constexpr Seconds kDayEnd = 24 * kHour;

struct Token {
    enum class Kind : std::uint8_t { kWord, kNumber, kMark, kEnd };
    Kind kind = Kind::kEnd;
    std::string text;  ///< Of a word in lower case, without accents.
};

/// Letters and marks of French text that stand for one of ASCII.
constexpr auto kLikeAscii = std::to_array<std::pair<std::string_view, char>>({{"à", 'a'},
                                                                              {"À", 'a'},
                                                                              {"é", 'e'},
                                                                              {"É", 'e'},
                                                                              {"–", '-'},
                                                                              {"—", '-'},
                                                                              {"\u2010", '-'},
                                                                              {"\u2011", '-'},
                                                                              {"\u00A0", ' '},
                                                                              {"\u202F", ' '}});

/// \returns Nothing for text with other letters.
std::optional<std::string> ascii_of(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        if (static_cast<unsigned char>(text[0]) < 0x80) {
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
            text.remove_prefix(1);
            continue;
        }
        const auto found = std::ranges::find_if(
            kLikeAscii, [&](const auto& one) { return text.starts_with(one.first); });
        if (found == kLikeAscii.end()) {
            return std::nullopt;
        }
        plain += found->second;
        text.remove_prefix(found->first.size());
    }
    return plain;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = at;
        const auto run = [&](auto is) {
            while (at < text.size() && is(text[at])) {
                ++at;
            }
            return std::string(text.substr(first, at - first));
        };
        if (is_letter(text[at])) {
            tokens.push_back({Token::Kind::kWord, run(is_letter)});
        } else if (is_digit(text[at])) {
            tokens.push_back({Token::Kind::kNumber, run(is_digit)});
        } else {
            ++at;
            const char mark = text[first] == '\n' ? ';' : text[first];
            if (mark != ' ' && mark != '\t' && mark != '\r') {
                tokens.push_back({Token::Kind::kMark, std::string(1, mark)});
            }
        }
    }
    return tokens;
}

/// The words of the two ways of writing. What is written mixes no two of them.
constexpr auto kFrenchDays =
    std::to_array<std::pair<std::string_view, std::size_t>>({{"lundi", 0},
                                                             {"mardi", 1},
                                                             {"mercredi", 2},
                                                             {"jeudi", 3},
                                                             {"vendredi", 4},
                                                             {"samedi", 5},
                                                             {"dimanche", 6},
                                                             {"lun", 0},
                                                             {"mar", 1},
                                                             {"mer", 2},
                                                             {"jeu", 3},
                                                             {"ven", 4},
                                                             {"sam", 5},
                                                             {"dim", 6}});
constexpr auto kOsmDays = std::to_array<std::pair<std::string_view, std::size_t>>(
    {{"mo", 0}, {"tu", 1}, {"we", 2}, {"th", 3}, {"fr", 4}, {"sa", 5}, {"su", 6}});

class Reader {
public:
    explicit Reader(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    std::optional<OpeningHours> read() {
        do {
            while (take(";")) {
            }
            if (!at_end() && !rule()) {
                return std::nullopt;
            }
        } while (take(";"));
        if (!at_end() || !m_any || (m_french && m_osm)) {
            return std::nullopt;
        }
        return m_hours;
    }

private:
    bool at_end() const { return m_at == m_tokens.size(); }
    const Token& next() const {
        static const Token nothing;
        return at_end() ? nothing : m_tokens[m_at];
    }
    bool take(std::string_view text) {
        if (at_end() || next().text != text) {
            return false;
        }
        ++m_at;
        return true;
    }

    /// Days with their hours, or "PH off".
    bool rule() {
        if (take("ph")) {
            m_osm = true;
            return take("off") || take("closed");
        }
        std::array<bool, 7> named{};
        std::vector<ServiceHours> hours;
        if (next().text == "24" && m_tokens.size() == 3 && m_at == 0) {
            ++m_at;
            m_any = m_osm = true;
            named.fill(true);
            hours = {{0, kDayEnd}};
            return take("/") && take("7") && keep(named, hours);
        }
        if (!days(named)) {
            return false;
        }
        take(":");
        if (take("off") || take("closed")) {
            m_osm = true;
        } else if (take("ferme")) {
            m_french = true;
        } else if (!intervals(hours)) {
            return false;
        }
        m_any = true;
        return keep(named, hours);
    }

    bool keep(const std::array<bool, 7>& named, const std::vector<ServiceHours>& hours) {
        for (std::size_t day = 0; day < named.size(); ++day) {
            if (!named.at(day)) {
                continue;
            }
            if (m_given.at(day) && m_french) {
                return false;
            }
            m_given.at(day) = true;
            m_hours.days.at(day) = hours;
        }
        return true;
    }

    std::optional<std::size_t> day() {
        for (const auto& [table, style] :
             {std::pair(std::span<const std::pair<std::string_view, std::size_t>>(kFrenchDays),
                        &Reader::m_french),
              {kOsmDays, &Reader::m_osm}}) {
            const auto found = std::ranges::find(table, std::string_view(next().text),
                                                 &std::pair<std::string_view, std::size_t>::first);
            if (next().kind == Token::Kind::kWord && found != table.end()) {
                ++m_at;
                this->*style = true;
                return found->second;
            }
        }
        return std::nullopt;
    }

    bool days(std::array<bool, 7>& named) {
        do {
            const bool range = take("du");
            if (!range) {
                take("le");
            }
            const auto first = day();
            if (!first) {
                return false;
            }
            auto last = first;
            if (take("-") || take("au")) {
                last = day();
                if (!last || *last <= *first) {
                    return false;
                }
            } else if (range) {
                return false;
            }
            for (auto one = *first; one <= *last; ++one) {
                named.at(one) = true;
            }
        } while (take(",") || take("et"));
        return true;
    }

    /// "09:00", "9h", "17h30".
    std::optional<Seconds> clock() {
        const auto whole = number();
        if (!whole || (!take(":") && !take("h"))) {
            return std::nullopt;
        }
        const bool hours_only = m_tokens[m_at - 1].text == "h" &&
                                (next().kind != Token::Kind::kNumber || next().text.size() != 2);
        const auto minutes = hours_only ? std::optional(0) : number();
        if (!minutes || *whole > 24 || *minutes > 59) {
            return std::nullopt;
        }
        const auto time = *whole * kHour + *minutes * kMinute;
        return time <= kDayEnd ? std::optional(time) : std::nullopt;
    }

    std::optional<int> number() {
        const auto& text = next().text;
        if (next().kind != Token::Kind::kNumber || text.size() > 2) {
            return std::nullopt;
        }
        const int value = std::stoi(text);
        ++m_at;
        return value;
    }

    bool intervals(std::vector<ServiceHours>& hours) {
        do {
            take("de");
            const auto start = clock();
            if (!start || (!take("-") && !take("a"))) {
                return false;
            }
            const auto end = clock();
            if (!end || *end <= *start) {
                return false;
            }
            hours.push_back({*start, *end});
        } while (take("/") || take(",") || take("et"));
        join(hours);
        return true;
    }

    /// Hours that overlap or touch become one.
    static void join(std::vector<ServiceHours>& hours) {
        std::ranges::sort(hours, {}, &ServiceHours::start);
        std::vector<ServiceHours> joined;
        for (const auto& one : hours) {
            if (!joined.empty() && one.start <= joined.back().end) {
                joined.back().end = std::max(joined.back().end, one.end);
            } else {
                joined.push_back(one);
            }
        }
        hours = std::move(joined);
    }

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    OpeningHours m_hours;
    std::array<bool, 7> m_given{};
    bool m_any = false;  ///< A rule was about a day of the week.
    bool m_french = false;
    bool m_osm = false;
};

}  // namespace

std::span<const ServiceHours> OpeningHours::on(Date day) const {
    return days.at(std::chrono::weekday(day).iso_encoding() - 1);
}

std::optional<OpeningHours> parse_opening_hours(std::string_view text) {
    const auto plain = ascii_of(text);
    return plain ? Reader(tokens_of(*plain)).read() : std::nullopt;
}

std::vector<ServiceHours> stays_within(const ServiceHours& hours, Seconds length) {
    constexpr Seconds kStep = 15 * kMinute;
    std::vector<ServiceHours> stays;
    for (auto start = hours.start; start + length <= hours.end; start += kStep) {
        stays.push_back({start, start + length});
    }
    return stays;
}

}  // namespace maillage::access
