// SPDX-License-Identifier: Apache-2.0
#include "reconcile/cell_text.hpp"

#include "base/text.hpp"

#include <array>

namespace maillage::reconcile {
namespace {

/// Code points are told by their UTF-8 bytes: the few that matter have two or three.
struct Substitute {
    std::string_view from;
    std::string_view to;
};

constexpr auto kSubstitutes = std::to_array<Substitute>({
    {"\u00A0", " "},  {"\u202F", " "},  {"\u2007", " "}, {"\u2008", " "}, {"\u2009", " "},
    {"\u200A", " "},  {"\u2002", " "},  {"\u2003", " "}, {"\u2004", " "}, {"\u2005", " "},
    {"\u2006", " "},  {"\u3000", " "},  {"\u200B", ""},  {"\u200E", ""},  {"\u200F", ""},
    {"\uFEFF", ""},   {"\u00AD", ""},   {"\u2010", "-"}, {"\u2011", "-"}, {"\u2012", "-"},
    {"\u2013", "-"},  {"\u2014", "-"},  {"\u2212", "-"}, {"\u2018", "'"}, {"\u2019", "'"},
    {"\u201C", "\""}, {"\u201D", "\""}, {"«", "\""},     {"»", "\""},     {"\uFF0C", ","},
    {"\uFF0E", "."},  {"\uFF1C", "<"},  {"⩽", "≤"},      {"\uFF1D", "="}, {"…", "..."},
});

/// First digit of the scripts and widths that people paste from.
constexpr auto kZeros = std::to_array<std::string_view>({"\uFF10", "\u0660", "\u06F0", "\u0966"});

/// \returns The digit that \p text begins with in another script, or '\0'.
char foreign_digit(std::string_view text, std::size_t& length) {
    for (const auto zero : kZeros) {
        if (text.size() < zero.size() ||
            text.substr(0, zero.size() - 1) != zero.substr(0, zero.size() - 1)) {
            continue;
        }
        const int value = static_cast<unsigned char>(text[zero.size() - 1]) -
                          static_cast<unsigned char>(zero.back());
        if (value >= 0 && value <= 9) {
            length = zero.size();
            return static_cast<char>('0' + value);
        }
    }
    return '\0';
}

void append_plain(std::string& plain, std::string_view& text) {
    std::size_t length = 1;
    if (const char digit = foreign_digit(text, length); digit != '\0') {
        plain += digit;
        text.remove_prefix(length);
        return;
    }
    for (const auto& [from, to] : kSubstitutes) {
        if (text.starts_with(from)) {
            plain += to;
            text.remove_prefix(from.size());
            return;
        }
    }
    plain += text.front();
    text.remove_prefix(1);
}

}  // namespace

std::string plain_characters(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte < 0x80) {
            plain += byte == '\t' || byte == '\n' || byte == '\r' ? ' ' : text.front();
            text.remove_prefix(1);
        } else {
            append_plain(plain, text);
        }
    }
    return std::string(trim(plain));
}

std::string unwrap_cell(std::string_view text) {
    if (text.starts_with("=\"") && text.ends_with('"') && text.size() >= 4) {
        return std::string(trim(text.substr(2, text.size() - 3)));
    }
    if (text.size() >= 2 && (text.starts_with('"') || text.starts_with('\'')) &&
        text.back() == text.front()) {
        return std::string(trim(text.substr(1, text.size() - 2)));
    }
    if (text.starts_with('\'')) {
        return std::string(trim(text.substr(1)));
    }
    return std::string(text);
}

}  // namespace maillage::reconcile
