// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include "base/format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace maillage {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
    char32_t point = kReplacement;
    std::size_t length = 0;  ///< Bytes taken; 0 = not well formed.
};

/// One code point of UTF-8, refusing overlong forms and surrogates (RFC 3629).
Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (length == 0 || first > 0xF4 || text.size() < length) {
        return {};
    }
    auto point = static_cast<char32_t>(first & (0xFFU >> (length + 1)));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        point = (point << 6U) | (byte(i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kSmallest.at(length) || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        return {};
    }
    return {point, length};
}

void append(std::string& text, char32_t point) {
    const auto put = [&](char32_t value) {
        text += static_cast<char>(static_cast<unsigned char>(value));
    };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0U | (point >> 6U));
        put(0x80U | (point & 0x3FU));
    } else if (point < 0x10000) {
        put(0xE0U | (point >> 12U));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    } else {
        put(0xF0U | (point >> 18U));
        put(0x80U | ((point >> 12U) & 0x3FU));
        put(0x80U | ((point >> 6U) & 0x3FU));
        put(0x80U | (point & 0x3FU));
    }
}

bool is_space(char32_t point) {
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 || point == 0x202F ||
           point == 0xFEFF || (point >= 0x2000 && point <= 0x200B) || point == 0x3000;
}

/// Latin letters of French, Corsican, Creole and Breton names without their marks.
/// \returns Empty for a point that is not a letter or digit.
std::string_view base_letters(char32_t point) {
    struct Range {
        char32_t first;
        char32_t last;
        std::string_view letters;
    };
    static constexpr auto kRanges = std::to_array<Range>({
        {0xC0, 0xC5, "a"},    {0xC6, 0xC6, "ae"},     {0xC7, 0xC7, "c"},      {0xC8, 0xCB, "e"},
        {0xCC, 0xCF, "i"},    {0xD1, 0xD1, "n"},      {0xD2, 0xD6, "o"},      {0xD8, 0xD8, "o"},
        {0xD9, 0xDC, "u"},    {0xDD, 0xDD, "y"},      {0xDF, 0xDF, "ss"},     {0xE0, 0xE5, "a"},
        {0xE6, 0xE6, "ae"},   {0xE7, 0xE7, "c"},      {0xE8, 0xEB, "e"},      {0xEC, 0xEF, "i"},
        {0xF1, 0xF1, "n"},    {0xF2, 0xF6, "o"},      {0xF8, 0xF8, "o"},      {0xF9, 0xFC, "u"},
        {0xFD, 0xFD, "y"},    {0xFF, 0xFF, "y"},      {0x100, 0x105, "a"},    {0x106, 0x10D, "c"},
        {0x112, 0x11B, "e"},  {0x128, 0x131, "i"},    {0x143, 0x148, "n"},    {0x14C, 0x151, "o"},
        {0x152, 0x153, "oe"}, {0x15A, 0x161, "s"},    {0x168, 0x173, "u"},    {0x178, 0x178, "y"},
        {0x179, 0x17E, "z"},  {0xFB01, 0xFB01, "fi"}, {0xFB02, 0xFB02, "fl"},
    });
    const auto* found = std::find_if(kRanges.begin(), kRanges.end(), [&](const Range& range) {
        return point >= range.first && point <= range.last;
    });
    return found == kRanges.end() ? std::string_view{} : found->letters;
}

bool is_combining(char32_t point) { return point >= 0x300 && point <= 0x36F; }

void end_word(std::string& folded, std::size_t& word_start) {
    const auto word = std::string_view(folded).substr(word_start);
    if (word == "st") {
        folded.replace(word_start, 2, "saint");
    } else if (word == "ste") {
        folded.replace(word_start, 3, "sainte");
    }
    if (!folded.empty() && folded.back() != ' ') {
        folded += ' ';
    }
    word_start = folded.size();
}

/// The text with every kind of space and apostrophe used as thousands mark taken out.
std::string without_spaces(std::string_view text) {
    std::string bare;
    bare.reserve(text.size());
    while (!text.empty()) {
        const auto decoded = decode(text);
        const auto length = std::max<std::size_t>(decoded.length, 1);
        if (decoded.length == 0 || !is_space(decoded.point)) {
            bare += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return bare;
}

/// Spaces inside a number must stand before groups of three digits: "1 02" is not 102.
bool groups_are_of_three(std::string_view text) {
    std::size_t run = 0;
    bool after_space = false;
    bool fraction = false;
    while (!text.empty()) {
        const auto decoded = decode(text);
        const auto length = std::max<std::size_t>(decoded.length, 1);
        if (decoded.length != 0 && is_space(decoded.point)) {
            if (run == 0 || run > 3 || (after_space && run != 3) || fraction) {
                return false;
            }
            after_space = true;
            run = 0;
        } else if (decoded.point >= '0' && decoded.point <= '9') {
            ++run;
        } else if (decoded.point == ',' || decoded.point == '.') {
            if (after_space && run != 3) {
                return false;
            }
            after_space = false;
            fraction = true;
            run = 0;
        }
        text.remove_prefix(length);
    }
    return !after_space || run == 3;
}

/// One decimal point, no thousands marks: "1.234,5" and "1,234.5" → "1234.5".
std::optional<std::string> with_decimal_point(std::string bare) {
    const auto commas = std::count(bare.begin(), bare.end(), ',');
    const auto points = std::count(bare.begin(), bare.end(), '.');
    const auto drop = [&](char mark) {
        bare.erase(std::remove(bare.begin(), bare.end(), mark), bare.end());
    };
    if (commas > 0 && points > 0) {
        const bool comma_is_decimal = bare.rfind(',') > bare.rfind('.');
        if ((comma_is_decimal ? commas : points) != 1) {
            return std::nullopt;
        }
        drop(comma_is_decimal ? '.' : ',');
    } else if (commas > 1 || points > 1) {
        return std::nullopt;
    }
    std::replace(bare.begin(), bare.end(), ',', '.');
    return bare;
}

std::string normalised_number(std::string_view text) {
    text = trim(text);
    std::string bare = groups_are_of_three(text) ? without_spaces(text) : std::string(text);
    if (bare.starts_with("\u2212")) {  // U+2212, the typographic minus
        bare.replace(0, 3, "-");
    }
    if (bare.starts_with('+')) {
        bare.erase(0, 1);
    }
    return bare;
}

}  // namespace

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const auto decoded = decode(text);
        if (decoded.length == 0 || !is_space(decoded.point)) {
            break;
        }
        text.remove_prefix(decoded.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && text.size() - start < 4 &&
               (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
            --start;
        }
        const auto decoded = decode(text.substr(start));
        if (decoded.length != text.size() - start || !is_space(decoded.point)) {
            break;
        }
        text = text.substr(0, start);
    }
    return text;
}

std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    std::size_t word_start = 0;
    while (!text.empty()) {
        const auto decoded = decode(text);
        text.remove_prefix(std::max<std::size_t>(decoded.length, 1));
        const char32_t point = decoded.point;
        const bool upper = point >= 'A' && point <= 'Z';
        const bool plain =
            upper || (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
        if (plain) {
            folded += static_cast<char>(upper ? point + ('a' - 'A') : point);
        } else if (const auto letters = base_letters(point); !letters.empty()) {
            folded += letters;
        } else if (!is_combining(point)) {
            end_word(folded, word_start);
        }
    }
    end_word(folded, word_start);
    if (!folded.empty() && folded.back() == ' ') {
        folded.pop_back();
    }
    return folded;
}

std::string fold_key(std::string_view text) {
    auto key = fold(text);
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    return key;
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        if (static_cast<unsigned char>(bytes[0]) < 0x80) {
            bytes.remove_prefix(1);
            continue;
        }
        const auto decoded = decode(bytes);
        if (decoded.length == 0) {
            return false;
        }
        bytes.remove_prefix(decoded.length);
    }
    return true;
}

std::string utf8_from_windows_1252(std::string_view bytes) {
    static constexpr std::array<char32_t, 32> kHigh = {
        0x20AC,       kReplacement, 0x201A, 0x0192, 0x201E, 0x2026,       0x2020, 0x2021,
        0x02C6,       0x2030,       0x0160, 0x2039, 0x0152, kReplacement, 0x017D, kReplacement,
        kReplacement, 0x2018,       0x2019, 0x201C, 0x201D, 0x2022,       0x2013, 0x2014,
        0x02DC,       0x2122,       0x0161, 0x203A, 0x0153, kReplacement, 0x017E, 0x0178};
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append(text, byte >= 0x80 && byte < 0xA0 ? kHigh.at(byte - 0x80U) : byte);
    }
    return text;
}

std::string utf8_from_utf16(std::string_view bytes, bool big_endian) {
    std::string text;
    text.reserve(bytes.size());
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? (a << 8U) | b : (b << 8U) | a);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const char32_t first = unit(i);
        const bool high = first >= 0xD800 && first < 0xDC00;
        if (high && i + 3 < bytes.size()) {
            const char32_t second = unit(i + 2);
            if (second >= 0xDC00 && second < 0xE000) {
                append(text, 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
                i += 2;
                continue;
            }
        }
        append(text, first >= 0xD800 && first < 0xE000 ? kReplacement : first);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    while (true) {
        const auto to = text.find(separator, from);
        parts.push_back(text.substr(from, to - from));
        if (to == std::string_view::npos) {
            return parts;
        }
        from = to + 1;
    }
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t start = 0;
    std::size_t at = 0;
    const auto close = [&] {
        if (at > start) {
            words.push_back(text.substr(start, at - start));
        }
    };
    while (at < text.size()) {
        const auto decoded = decode(text.substr(at));
        const auto length = std::max<std::size_t>(decoded.length, 1);
        const bool separates =
            decoded.length != 0 &&
            (is_space(decoded.point) || decoded.point == ',' || decoded.point == ';');
        if (separates) {
            close();
            start = at + length;
        }
        at += length;
    }
    close();
    return words;
}

std::optional<double> parse_number(std::string_view text) {
    const auto bare = with_decimal_point(normalised_number(text));
    if (!bare || bare->empty()) {
        return std::nullopt;
    }
    const char first = bare->front() == '-' && bare->size() > 1 ? (*bare)[1] : bare->front();
    if ((first < '0' || first > '9') && first != '.') {
        return std::nullopt;  // from_chars would take "inf" and "nan"
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(bare->data(), bare->data() + bare->size(), value);
    if (error != std::errc{} || end != bare->data() + bare->size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t quick = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quick);
    if (error == std::errc{} && end == text.data() + text.size()) {
        return quick;
    }
    const auto value = parse_number(text);
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (!value || std::floor(*value) != *value || std::abs(*value) >= kExact) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*value);
}

std::optional<Share> parse_share(std::string_view text) {
    text = trim(text);
    const bool percent = text.ends_with('%');
    if (percent) {
        text = trim(text.substr(0, text.size() - 1));
    }
    const auto bare = with_decimal_point(normalised_number(text));
    if (!bare || bare->empty() || bare->size() > 12) {
        return std::nullopt;
    }
    Share share{0, percent ? 100 : 1};
    bool fraction = false;
    for (const char c : *bare) {
        if (c == '.') {
            fraction = true;
        } else if (c >= '0' && c <= '9') {
            share.numerator = share.numerator * 10 + (c - '0');
            share.denominator *= fraction ? 10 : 1;
        } else {
            return std::nullopt;
        }
    }
    if (share.numerator > share.denominator) {
        return std::nullopt;
    }
    return share;
}

std::string group_digits(std::int64_t number, Language language) {
    const bool negative = number < 0;
    const auto magnitude =
        negative ? 0U - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    const std::string digits = std::to_string(magnitude);
    std::string text = negative ? "\u2212" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            text += language == Language::kFrench ? "\u202F" : ",";
        }
        text += digits[i];
    }
    return text;
}

std::string fixed_ratio(std::int64_t num, std::int64_t den, int decimals, char decimal_mark) {
    __extension__ using Wide = __int128;  // num × 10^6 may pass 2^63
    Wide scale = 1;
    for (int i = 0; i < decimals; ++i) {
        scale *= 10;
    }
    const bool negative = num < 0;
    const Wide magnitude = negative ? -static_cast<Wide>(num) : static_cast<Wide>(num);
    const Wide rounded = (2 * magnitude * scale + den) / (2 * static_cast<Wide>(den));
    const auto whole = static_cast<std::int64_t>(rounded / scale);
    const auto part = static_cast<std::int64_t>(rounded % scale);
    std::string text = (negative && rounded != 0 ? "-" : "") + std::to_string(whole);
    if (decimals > 0) {
        text += format("{}{:0{}}", decimal_mark, part, decimals);
    }
    return text;
}

std::size_t display_width(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string quote_excerpt(std::string_view text, std::size_t max_points) {
    std::string excerpt;
    std::size_t points = 0;
    while (!text.empty()) {
        if (points == max_points) {
            return excerpt + "…";
        }
        const auto decoded = decode(text);
        const bool control =
            decoded.point < 0x20 || (decoded.point >= 0x7F && decoded.point < 0xA0);
        append(excerpt, control ? U'·' : decoded.point);
        text.remove_prefix(std::max<std::size_t>(decoded.length, 1));
        ++points;
    }
    return excerpt;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > static_cast<std::size_t>(limit)) {
        return limit + 1;
    }
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        int best = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
            best = std::min(best, row[j]);
        }
        if (best > limit) {
            return limit + 1;
        }
    }
    return std::min(row[b.size()], limit + 1);
}

}  // namespace maillage
