// SPDX-License-Identifier: Apache-2.0
#include "io/toml_scan.hpp"

#include "base/format.hpp"

#include <algorithm>
#include <map>

namespace maillage::io {
namespace {

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::vector<TomlStatement> run() {
        while (m_at < m_text.size()) {
            statement();
        }
        return std::move(m_statements);
    }

private:
    char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool at_line_end() const { return m_at >= m_text.size() || here() == '\n'; }

    void skip_spaces() {
        while (here() == ' ' || here() == '\t' || here() == '\r') {
            ++m_at;
        }
    }
    void skip_line() {
        m_at = std::min(m_text.find('\n', m_at), m_text.size());
        m_at += m_at < m_text.size() ? 1U : 0U;
    }

    void statement() {
        TomlStatement one;
        one.begin = m_at;
        skip_spaces();
        if (at_line_end()) {
            one.kind = TomlStatement::Kind::kBlank;
        } else if (here() == '#') {
            one.kind = TomlStatement::Kind::kComment;
        } else if (here() == '[') {
            header(one);
        } else {
            pair(one);
        }
        skip_line();
        one.end = m_at;
        one.array_position = m_position;
        m_statements.push_back(std::move(one));
    }

    void header(TomlStatement& one) {
        one.kind = TomlStatement::Kind::kHeader;
        ++m_at;
        const bool array = here() == '[';
        m_at += array ? 1U : 0U;
        m_header = key();
        if (array && m_header.size() == 1) {
            const auto seen = m_arrays.find(m_header.front());
            m_position = seen == m_arrays.end() ? 0 : seen->second + 1;
            m_arrays[m_header.front()] = m_position;
        } else {
            const auto seen = m_arrays.find(m_header.front());
            m_position = seen == m_arrays.end() ? 0 : seen->second;
        }
        one.path = m_header;
        one.header_length = m_header.size();
    }

    void pair(TomlStatement& one) {
        one.kind = TomlStatement::Kind::kPair;
        one.path = m_header;
        one.header_length = m_header.size();
        for (auto& part : key()) {
            one.path.push_back(std::move(part));
        }
        skip_spaces();
        m_at += here() == '=' ? 1U : 0U;
        skip_spaces();
        one.value_begin = m_at;
        value();
        one.value_end = m_at;
    }

    /// Dotted parts, bare or quoted.
    std::vector<std::string> key() {
        std::vector<std::string> parts;
        while (!at_line_end()) {
            skip_spaces();
            const auto begin = m_at;
            if (here() == '"' || here() == '\'') {
                const char quote = here();
                string();
                parts.push_back(unquoted(m_text.substr(begin, m_at - begin), quote));
            } else {
                while (is_bare(here())) {
                    ++m_at;
                }
                parts.emplace_back(m_text.substr(begin, m_at - begin));
            }
            skip_spaces();
            if (here() != '.') {
                break;
            }
            ++m_at;
        }
        return parts;
    }

    static std::string unquoted(std::string_view quoted, char quote) {
        auto inner = quoted.substr(1, quoted.size() < 2 ? 0 : quoted.size() - 2);
        std::string text;
        for (std::size_t i = 0; i < inner.size(); ++i) {
            // Other escapes never stand in the keys that are looked for.
            if (quote == '"' && inner[i] == '\\' && i + 1 < inner.size()) {
                ++i;
            }
            text += inner[i];
        }
        return text;
    }

    void string() {
        const char quote = here();
        const std::string three(3, quote);
        const bool lines = m_text.substr(m_at, 3) == three;
        m_at += lines ? 3U : 1U;
        while (m_at < m_text.size()) {
            if (quote == '"' && here() == '\\') {
                m_at += 2;
            } else if (lines && m_text.substr(m_at, 3) == three) {
                m_at += 3;
                while (here() == quote) {  // up to two more quotes belong to the text
                    ++m_at;
                }
                return;
            } else if (!lines && here() == quote) {
                ++m_at;
                return;
            } else {
                ++m_at;
            }
        }
        m_at = m_text.size();
    }

    void value() {
        int depth = 0;
        while (m_at < m_text.size()) {
            const char c = here();
            if (c == '"' || c == '\'') {
                string();
            } else if (c == '[' || c == '{') {
                ++depth;
                ++m_at;
            } else if (c == ']' || c == '}') {
                --depth;
                ++m_at;
            } else if (c == '#') {
                if (depth == 0) {
                    break;
                }
                skip_line();
                continue;
            } else if (c == '\n' && depth == 0) {
                break;
            } else {
                ++m_at;
                continue;
            }
            if (depth == 0) {
                return;
            }
        }
        // A bare value ends before the spaces that follow it.
        while (m_at > 0 &&
               (m_text[m_at - 1] == ' ' || m_text[m_at - 1] == '\t' || m_text[m_at - 1] == '\r')) {
            --m_at;
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<std::string> m_header;
    std::map<std::string, std::size_t> m_arrays;
    std::size_t m_position = 0;
    std::vector<TomlStatement> m_statements;
};

}  // namespace

std::vector<TomlStatement> scan_toml(std::string_view text) { return Scanner(text).run(); }

std::string toml_key(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), is_bare);
    return bare ? std::string(key) : toml_string(key);
}

std::string toml_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (c == '\n') {
            quoted += "\\n";
        } else if (c == '\t') {
            quoted += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            quoted += format("\\u{:04X}", byte);
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

}  // namespace maillage::io
