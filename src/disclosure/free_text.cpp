// SPDX-License-Identifier: Apache-2.0
#include "disclosure/free_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace maillage::disclosure {
namespace {

constexpr std::size_t kWordsBetween = 2;  ///< A number and whom it counts.

struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string folded;
    bool number = false;
    bool people = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters and digits; of what is not ASCII all but spaces, quotes and dashes.
std::size_t word_end(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 4> kBetween{"\u00A0", "«", "»", "·"};
    const auto c = static_cast<unsigned char>(text[at]);
    constexpr unsigned char kAscii = 0x80;
    if (c < kAscii) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || is_digit(text[at]) ? at + 1 : at;
    }
    const auto rest = text.substr(at);
    // U+2000 to U+206F: spaces, dashes, quotes.
    if (rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x81") ||
        std::any_of(kBetween.begin(), kBetween.end(),
                    [&](std::string_view one) { return rest.starts_with(one); })) {
        return at;
    }
    return at + 1;
}

bool counts_people(std::string_view folded) {
    constexpr std::array<std::string_view, 10> kStems{
        "signataire", "arrivant",  "beneficiaire", "personne", "etranger",
        "refugie",    "apprenant", "stagiaire",    "inscrit",  "allophone"};
    return folded == "cir" || std::any_of(kStems.begin(), kStems.end(), [&](std::string_view stem) {
               return folded.starts_with(stem);
           });
}

bool is_number(std::string_view folded) {
    constexpr std::array<std::string_view, 13> kWords{"un",   "une",  "deux", "trois", "quatre",
                                                      "cinq", "six",  "sept", "huit",  "neuf",
                                                      "dix",  "onze", "douze"};
    return (!folded.empty() && std::all_of(folded.begin(), folded.end(), is_digit)) ||
           std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && word_end(text, end) > end) {
            ++end;
        }
        if (end == at) {
            do {  // All bytes of the character.
                ++at;
            } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
            continue;
        }
        Word word{at, end, fold(text.substr(at, end - at)), false, false};
        word.number = is_number(word.folded);
        word.people = counts_people(word.folded);
        const bool digits = word.number && is_digit(text[at]);
        // "1 234" is one number.
        if (digits && !words.empty() && words.back().number && is_digit(text[words.back().begin]) &&
            end - at == 3 && at - words.back().end <= 3) {
            words.back().end = end;
        } else {
            words.push_back(std::move(word));
        }
        at = end;
    }
    return words;
}

bool is_money(std::string_view text, const Word& word) {
    return word.folded.starts_with("euro") ||
           text.substr(word.begin, word.end - word.begin).starts_with("€");
}

bool quotes_count(std::string_view text, const std::vector<Word>& words, std::size_t i) {
    if (i + 1 < words.size() && is_money(text, words[i + 1])) {
        return false;
    }
    const auto last = std::min(words.size(), i + 2 + kWordsBetween);
    for (auto next = i + 1; next < last && !words[next].number; ++next) {
        if (words[next].people) {
            return true;
        }
    }
    const auto first = i - std::min(i, kWordsBetween);
    for (auto before = first; before < i; ++before) {
        const auto between = text.substr(words[before].end, words[i].begin - words[before].end);
        if (words[before].people && between.find_first_of(":=") != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string without_counts(std::string_view text) {
    const auto words = words_of(text);
    std::string without;
    std::size_t at = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].number && quotes_count(text, words, i)) {
            without += text.substr(at, words[i].begin - at);
            without += "…";
            at = words[i].end;
        }
    }
    without += text.substr(at);
    return without;
}

}  // namespace maillage::disclosure
