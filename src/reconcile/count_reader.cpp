// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace maillage::reconcile {
namespace {

constexpr std::int64_t kLargestCount = 10'000'000;
constexpr Count kDefaultMask = Count::masked(1, 10);

/// A cell as tokens are compared: without spaces, accents and case, but with its signs, since
/// "<5" and "5" differ by nothing else.
std::string token_key(std::string_view text) {
    const std::string plain = plain_characters(text);
    std::string key;
    key.reserve(plain.size());
    for (std::size_t i = 0; i < plain.size();) {
        const char c = plain[i];
        if (static_cast<unsigned char>(c) < 0x80) {
            if (c >= 'A' && c <= 'Z') {
                key += static_cast<char>(c + 32);
            } else if (c != ' ') {
                key += c;
            }
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < plain.size() && static_cast<unsigned char>(plain[end]) >= 0x80) {
            ++end;
        }
        const auto foreign = std::string_view(plain).substr(i, end - i);
        const auto letters = fold_key(foreign);
        key += letters.empty() ? foreign : std::string_view(letters);
        i = end;
    }
    return key;
}

/// A number that is all of \p text. \returns Nothing for an empty text, signs, or 10 digits.
std::optional<std::int64_t> bound(std::string_view text) {
    const bool digits =
        !text.empty() && text.size() <= 8 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? parse_integer(text) : std::nullopt;
}

std::optional<Count> interval(std::optional<std::int64_t> low, std::optional<std::int64_t> high) {
    if (!low || !high || *low > *high || *high > kLargestCount) {
        return std::nullopt;
    }
    return Count::masked(*low, *high);
}

/// "<5", "moinsde5" → [1, 4]; "≤4" → [1, 4].
std::optional<Count> below(std::string_view key) {
    struct Form {
        std::string_view prefix;
        std::int64_t step;  ///< Taken off the number: 1 where it is itself excluded.
    };
    static constexpr auto kForms = std::to_array<Form>({
        {"<=", 0},
        {"≤", 0},
        {"<", 1},
        {"moinsde", 1},
        {"inferieura", 1},
        {"inferieurea", 1},
        {"inf.a", 1},
        {"infa", 1},
    });
    for (const auto& [prefix, step] : kForms) {
        if (key.starts_with(prefix)) {
            const auto number = bound(key.substr(prefix.size()));
            return number ? interval(1, *number - step) : std::nullopt;
        }
    }
    return std::nullopt;
}

/// "1-4", "1a4", "entre1et4", "de1a4", "[1;4]".
std::optional<Count> between(std::string_view key) {
    if (key.starts_with('[') && key.ends_with(']')) {
        key = key.substr(1, key.size() - 2);
    }
    for (const std::string_view word : {"entre", "de"}) {
        if (key.starts_with(word)) {
            key.remove_prefix(word.size());
            break;
        }
    }
    for (const std::string_view mark : {"-", "a", "et", ";"}) {
        const auto at = key.find(mark);
        if (at != std::string_view::npos && at > 0) {
            return interval(bound(key.substr(0, at)), bound(key.substr(at + mark.size())));
        }
    }
    return std::nullopt;
}

std::optional<Count> common_token(std::string_view key) {
    static constexpr auto kSecret = std::to_array<std::string_view>({
        "*",
        "**",
        "***",
        "c",
        "confidentiel",
        "masque",
        "n.d",
        "n.d.",
        "n/d",
        "nd",
        "s",
        "secret",
        "secretstatistique",
        "ss",
    });
    if (std::find(kSecret.begin(), kSecret.end(), key) != kSecret.end()) {
        return kDefaultMask;
    }
    if (const auto count = below(key)) {
        return count;
    }
    return between(key);
}

std::optional<Count> declared_token(std::string_view key,
                                    const std::map<std::string, Count>& masked) {
    for (const auto& [token, count] : masked) {
        if (token_key(token) == key) {
            return count;
        }
    }
    return std::nullopt;
}

CountReading of_number(double value, bool unwrapped, std::string_view written) {
    CountReading reading;
    if (value < 0.0) {
        reading.problem = CountProblem::kNegative;
    } else if (value > static_cast<double>(kLargestCount)) {
        reading.problem = CountProblem::kTooLarge;
    } else if (value != static_cast<double>(static_cast<std::int64_t>(value))) {
        reading.problem = CountProblem::kNotWhole;
    } else {
        reading.count = Count::exact(static_cast<std::int64_t>(value));
        if (unwrapped) {
            reading.repair = Message(MessageId::kCountCleaned,
                                     {quote_excerpt(trim(written)), reading.count->low});
        }
    }
    return reading;
}

}  // namespace

CountReading read_count(std::string_view text, const std::map<std::string, Count>& masked) {
    const auto trimmed = trim(text);
    if (!masked.empty()) {
        if (const auto count = declared_token(token_key(trimmed), masked)) {
            return {count, CountProblem::kEmpty, true, std::nullopt};
        }
    }
    if (trimmed.empty()) {
        return {};
    }
    std::int64_t quick = 0;
    const auto* const last = trimmed.data() + trimmed.size();
    const auto [end, error] = std::from_chars(trimmed.data(), last, quick);
    if (error == std::errc{} && end == last && quick >= 0 && quick <= kLargestCount) {
        return {Count::exact(quick), CountProblem::kEmpty, false, std::nullopt};
    }
    const std::string plain = unwrap_cell(plain_characters(trimmed));
    if (const auto value = parse_number(plain)) {
        return of_number(*value, !parse_number(trimmed).has_value(), trimmed);
    }
    if (const auto count = common_token(token_key(plain))) {
        return {count, CountProblem::kEmpty, true, std::nullopt};
    }
    CountReading unreadable;
    unreadable.problem = CountProblem::kNotANumber;
    return unreadable;
}

Message count_problem_message(CountProblem problem, std::string_view text, std::string cell) {
    const std::string quoted = quote_excerpt(trim(text));
    switch (problem) {
        case CountProblem::kNegative:
            return {MessageId::kCountNegative, {quoted, std::move(cell)}};
        case CountProblem::kNotWhole:
            return {MessageId::kCountNotWhole, {quoted, std::move(cell)}};
        case CountProblem::kTooLarge:
            return {MessageId::kCountTooLarge, {quoted, std::move(cell)}};
        case CountProblem::kEmpty:
            return {MessageId::kCountMissing, {std::move(cell)}};
        case CountProblem::kNotANumber:
            break;
    }
    return {MessageId::kCountUnreadable, {quoted, std::move(cell)}};
}

Message unreadable_code_message(std::string_view text, std::string cell) {
    if (trim(text).empty()) {
        return {MessageId::kCodeMissing, {std::move(cell)}};
    }
    return {MessageId::kCodeUnreadable, {quote_excerpt(trim(text)), std::move(cell)}};
}

}  // namespace maillage::reconcile
