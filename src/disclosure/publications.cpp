// SPDX-License-Identifier: Apache-2.0
#include "disclosure/publications.hpp"

#include "base/disclosure_messages.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace maillage::disclosure {
namespace {

constexpr std::string_view kFirstLine = "maillage-publications,1";

void append_text(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text) {
        // A line is a record: line ends in a name become spaces.
        line += c == '\n' || c == '\r' ? ' ' : c;
        if (c == '"') {
            line += c;
        }
    }
    line += '"';
}

void append_terms(std::string& line, const PublishedNumber& number) {
    bool first = true;
    for (const auto& [atom, factor] : number.terms) {
        line += first ? "" : " ";
        line += factor == 1 ? "" : std::to_string(factor) + "*";
        line += atom;
        first = false;
    }
}

/// The fields of a line; nothing where quotes do not close or stand inside a bare field, or where
/// a line end of another system is, which append_text() writes nowhere.
std::optional<std::vector<std::string>> fields_of(std::string_view line) {
    if (line.find('\r') != std::string_view::npos) {
        return std::nullopt;
    }
    std::vector<std::string> fields(1);
    bool quoted = false;
    bool was_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            const bool doubled = c == '"' && i + 1 < line.size() && line[i + 1] == '"';
            if (c != '"' || doubled) {
                fields.back() += c;
                i += doubled ? 1 : 0;
            } else {
                quoted = false;
                was_quoted = true;
            }
        } else if (c == ',') {
            fields.emplace_back();
            was_quoted = false;
        } else if (was_quoted || (c == '"' && !fields.back().empty())) {
            return std::nullopt;
        } else if (c == '"') {
            quoted = true;
        } else {
            fields.back() += c;
        }
    }
    return quoted ? std::nullopt : std::optional(fields);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && value > -kUnbounded && value < kUnbounded ? std::optional(value) : std::nullopt;
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Only the form that iso_date() writes.
std::optional<Date> date_of(std::string_view text) {
    const auto parsed = parse_date(text);
    return parsed && iso_date(parsed->date) == text ? std::optional(parsed->date) : std::nullopt;
}

class Reader {
public:
    Result<Publications> read(std::string_view text) {
        if (text.substr(0, text.find('\n')) != kFirstLine) {
            return Error{Error::Code::kFormat, {kPublicationsNot, {std::string(kFirstLine)}}, {}};
        }
        auto lines = split(text, '\n');
        const bool ended = lines.back().empty();
        if (ended) {
            lines.pop_back();
        }
        for (std::size_t i = 1; i < lines.size() && !m_error; ++i) {
            m_line = static_cast<std::int64_t>(i + 1);
            read_line(lines[i]);
        }
        if (!m_error && (!ended || m_numbers_left > 0)) {
            m_line = std::ssize(lines);
            wrong_line();
        }
        if (m_error) {
            return *m_error;
        }
        return std::move(m_publications);
    }

private:
    void wrong_line() { m_error = Error{Error::Code::kFormat, {kPublicationsLine, {m_line}}, {}}; }

    void wrong_value(std::int64_t column, std::string_view text) {
        m_error = Error{
            Error::Code::kFormat, {kPublicationsValue, {m_line, column, quote_excerpt(text)}}, {}};
    }

    void read_line(std::string_view line) {
        const auto fields = fields_of(line);
        if (fields && fields->size() == 5 && (*fields)[0] == "export" && m_numbers_left == 0) {
            read_export(*fields);
        } else if (fields && fields->size() == 5 && (*fields)[0] == "nombre" &&
                   m_numbers_left > 0) {
            --m_numbers_left;
            read_number(*fields);
        } else {
            wrong_line();
        }
    }

    void read_export(const std::vector<std::string>& fields) {
        const auto date = date_of(fields[1]);
        if (!date) {
            wrong_value(2, fields[1]);
        } else if (!is_sha256(fields[3])) {
            wrong_value(4, fields[3]);
        } else if (const auto numbers = whole_number(fields[4]); !numbers || *numbers < 0) {
            wrong_value(5, fields[4]);
        } else {
            m_numbers_left = *numbers;
            m_publications.push_back({*date, fields[2], fields[3], {}});
        }
    }

    void read_number(const std::vector<std::string>& fields) {
        PublishedNumber number{fields[1], {}, -kUnbounded, kUnbounded};
        const auto bound = [&](std::size_t column, std::int64_t& into) {
            if (const auto value = whole_number(fields[column])) {
                into = *value;
            } else if (!fields[column].empty()) {
                wrong_value(static_cast<std::int64_t>(column + 1), fields[column]);
            }
        };
        for (const auto term : split(fields[2], ' ')) {
            const auto star = term.find('*');
            const auto factor = star == std::string_view::npos ? std::optional<std::int64_t>(1)
                                                               : whole_number(term.substr(0, star));
            const auto atom = star == std::string_view::npos ? term : term.substr(star + 1);
            if (!factor || *factor == 0 || atom.empty() ||
                (!number.terms.empty() && number.terms.back().first >= atom)) {
                wrong_value(3, fields[2]);
                return;
            }
            number.terms.emplace_back(atom, *factor);
        }
        bound(3, number.low);
        bound(4, number.high);
        if (number.low > number.high) {
            wrong_value(5, fields[4]);
        }
        m_publications.back().numbers.push_back(std::move(number));
    }

    Publications m_publications;
    std::int64_t m_line = 0;
    std::int64_t m_numbers_left = 0;  ///< Of the export being read.
    std::optional<Error> m_error;
};

}  // namespace

PublishedExport as_published(Date date, std::string name, std::string inputs,
                             std::span<const Statement> statements,
                             std::span<const std::string> atom_keys) {
    PublishedExport result{date, std::move(name), std::move(inputs), {}};
    for (const auto& statement : statements) {
        PublishedNumber number{statement.key, {}, statement.low, statement.high};
        for (const auto& term : statement.form) {
            number.terms.emplace_back(atom_keys[term.atom.value], term.factor);
        }
        std::sort(number.terms.begin(), number.terms.end());
        result.numbers.push_back(std::move(number));
    }
    return result;
}

std::string publications_text(const Publications& publications) {
    std::string text(kFirstLine);
    text += '\n';
    for (const auto& one : publications) {
        text += "export," + iso_date(one.date) + ",";
        append_text(text, one.name);
        text += "," + one.inputs + "," + std::to_string(one.numbers.size()) + "\n";
        for (const auto& number : one.numbers) {
            text += "nombre,";
            append_text(text, number.key);
            text += ",";
            append_terms(text, number);
            text += "," + (number.low <= -kUnbounded ? "" : std::to_string(number.low)) + ",";
            text += (number.high >= kUnbounded ? "" : std::to_string(number.high)) + "\n";
        }
    }
    return text;
}

Result<Publications> parse_publications(std::string_view text) { return Reader().read(text); }

Earlier earlier_statements(const Publications& publications, std::string_view inputs,
                           std::span<const std::string> atom_keys) {
    Earlier earlier;
    std::map<std::string, std::uint32_t, std::less<>> number;
    for (std::size_t i = 0; i < atom_keys.size(); ++i) {
        number.emplace(atom_keys[i], static_cast<std::uint32_t>(i));
    }
    for (const auto& one : publications) {
        if (one.inputs != inputs) {
            ++earlier.other_counts;
            continue;
        }
        for (const auto& published : one.numbers) {
            Statement statement{published.key, {}, published.low, published.high};
            for (const auto& [atom, factor] : published.terms) {
                const auto [found, fresh] =
                    number.try_emplace(atom, static_cast<std::uint32_t>(number.size()));
                if (fresh) {
                    earlier.more_atoms.push_back(atom);
                }
                statement.form.push_back({{found->second}, factor});
            }
            statement.form = normal_form(std::move(statement.form));
            earlier.statements.push_back(std::move(statement));
        }
    }
    return earlier;
}

}  // namespace maillage::disclosure
