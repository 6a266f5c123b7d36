// SPDX-License-Identifier: Apache-2.0
#include "workspace/command_words.hpp"

#include "base/format.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"

#include <charconv>
#include <cmath>

namespace maillage::workspace {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

template <typename Number>
std::optional<Number> parsed(const std::string& text) {
    Number value{};
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc{} && result.ptr == end ? std::optional(value) : std::nullopt;
}

/// Appends what stands in quotes from \p at (after the opening one). \returns The place after the
/// closing one; npos if there is none.
std::size_t read_quoted(std::string_view line, std::size_t at, std::string& word) {
    for (; at < line.size(); ++at) {
        if (line[at] == '"') {
            return at + 1;
        }
        if (line[at] == '\\' && at + 1 < line.size()) {
            ++at;
            word += line[at] == 'n' ? '\n' : line[at];
        } else {
            word += line[at];
        }
    }
    return std::string_view::npos;
}

}  // namespace

Result<std::vector<std::string>> split_line(std::string_view line) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < line.size();) {
        if (is_space(line[at])) {
            ++at;
            continue;
        }
        std::string word;
        while (at < line.size() && !is_space(line[at])) {
            if (line[at] != '"') {
                word += line[at++];
                continue;
            }
            const auto after = read_quoted(line, at + 1, word);
            if (after == std::string_view::npos) {
                return Error{Error::Code::kParse,
                             {screen::kWordUnclosed, {quote_excerpt(line.substr(at))}},
                             ""};
            }
            at = after;
        }
        words.push_back(std::move(word));
    }
    return words;
}

std::string quoted(std::string_view word) {
    const bool plain = !word.empty() && word.front() != '#' &&
                       word.find_first_of(" \t\r\n\"\\") == std::string_view::npos;
    if (plain) {
        return std::string(word);
    }
    std::string text = "\"";
    for (const char c : word) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        text += c == '"' || c == '\\' ? "\\" : "";
        text += c;
    }
    return text + '"';
}

std::string number_text(double value) { return format("{}", value); }

LineWriter& LineWriter::number(double value) { return word(number_text(value)); }

std::string LineReader::word() {
    if (at_end()) {
        fail({screen::kWordMissing, {m_words.empty() ? std::string() : m_words.front()}});
        return {};
    }
    return m_words[m_at++];
}

double LineReader::number_of(const std::string& text) {
    const auto value = parsed<double>(text);
    if (!value || !std::isfinite(*value)) {
        wrong(text);
        return 0;
    }
    return *value;
}

std::uint64_t LineReader::whole_of(const std::string& text) {
    const auto value = parsed<std::uint64_t>(text);
    if (!value) {
        wrong(text);
    }
    return value.value_or(0);
}

bool LineReader::flag_of(const std::string& text) {
    if (text != "yes" && text != "no") {
        wrong_choice(text, "yes, no");
    }
    return text == "yes";
}

void LineReader::wrong(const std::string& text) {
    fail({screen::kWordWrong, {quote_excerpt(text), m_words.empty() ? "" : m_words.front()}});
}

void LineReader::wrong_choice(const std::string& text, const std::string& known) {
    fail({screen::kWordNotAmong, {quote_excerpt(text), known}});
}

void LineReader::finish() {
    if (!at_end()) {
        wrong(m_words[m_at]);
    }
}

std::pair<std::string, std::string> cut_pair(const std::string& word) {
    const auto sign = word.find('=');
    return sign == std::string::npos ? std::pair(word, std::string())
                                     : std::pair(word.substr(0, sign), word.substr(sign + 1));
}

}  // namespace maillage::workspace
