// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Words of a command's line. For command_text*.cpp, settings and replay only.

#include "base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::workspace {

/// Cuts a line into words. A word or a part of one may be in double quotes; inside them \" \\ and
/// \n stand for the quote, the backslash and a new line. \returns kParse for a quote never closed.
Result<std::vector<std::string>> split_line(std::string_view line);

/// The word, in quotes where it needs them.
std::string quoted(std::string_view word);

/// A word and the value it stands for.
template <typename Value, std::size_t N>
using WordTable = std::array<std::pair<std::string_view, Value>, N>;

class LineWriter {
public:
    explicit LineWriter(std::string_view name) : m_line(name) {}
    LineWriter& word(std::string_view text) {
        m_line += m_line.empty() ? "" : " ";
        m_line += quoted(text);
        return *this;
    }
    LineWriter& number(double value);
    LineWriter& number(std::uint64_t value) { return word(std::to_string(value)); }
    LineWriter& pair(std::string_view key, std::string_view value) {
        return word(std::string(key) + '=' + std::string(value));
    }
    template <typename Value, std::size_t N>
    LineWriter& named(const WordTable<Value, N>& table, Value value) {
        return word(name_in(table, value));
    }
    template <typename Value, std::size_t N>
    static std::string_view name_in(const WordTable<Value, N>& table, Value value) {
        for (const auto& [name, one] : table) {
            if (one == value) {
                return name;
            }
        }
        return {};
    }
    std::string take() { return std::move(m_line); }

private:
    std::string m_line;
};

/// Reads words one after the other. The first one that is wrong is kept; what follows reads as
/// empty values.
class LineReader {
public:
    explicit LineReader(std::vector<std::string> words, std::size_t from = 0)
        : m_words(std::move(words)), m_at(from) {}

    bool at_end() const { return m_at >= m_words.size(); }
    /// The next word; an error when there is none.
    std::string word();
    std::optional<std::string> optional_word() {
        return at_end() ? std::nullopt : std::optional(word());
    }
    /// Steps over the next word if it is this one.
    bool skip(std::string_view expected) {
        const bool there = !at_end() && m_words[m_at] == expected;
        m_at += there ? 1 : 0;
        return there;
    }
    double number() { return number_of(word()); }
    std::uint64_t whole() { return whole_of(word()); }
    bool flag() { return flag_of(word()); }
    template <typename Value, std::size_t N>
    Value named(const WordTable<Value, N>& table) {
        return named_of(table, word());
    }

    double number_of(const std::string& text);
    std::uint64_t whole_of(const std::string& text);
    bool flag_of(const std::string& text);
    template <typename Value, std::size_t N>
    Value named_of(const WordTable<Value, N>& table, const std::string& text) {
        std::string known;
        for (const auto& [name, value] : table) {
            if (name == text) {
                return value;
            }
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        wrong_choice(text, known);
        return table.front().second;
    }

    void wrong(const std::string& text);
    void wrong_choice(const std::string& text, const std::string& known);
    void fail(Message message) {
        if (!m_error) {
            m_error = Error{Error::Code::kParse, std::move(message), {}};
        }
    }
    /// An error for words left over.
    void finish();
    const std::optional<Error>& error() const { return m_error; }

private:
    std::vector<std::string> m_words;
    std::size_t m_at;
    std::optional<Error> m_error;
};

/// "key=value" cut at the first sign; the key alone has an empty value.
std::pair<std::string, std::string> cut_pair(const std::string& word);

std::string number_text(double value);

/// What \p read makes of the line, or what is wrong with it, words left over included.
template <typename Value, typename Read>
Result<Value> read_whole(LineReader& line, const Read& read) {
    auto value = read(line);
    line.finish();
    if (line.error()) {
        return *line.error();
    }
    return value;
}

}  // namespace maillage::workspace
