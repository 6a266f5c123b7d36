// SPDX-License-Identifier: Apache-2.0
#include "io/toml_reader.hpp"

#include "base/text.hpp"
#include "io/file_error.hpp"

namespace maillage::io {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

}  // namespace

Result<toml::table> parse_toml(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);  // Notepad's mark
    }
    if (!is_utf8(text)) {
        return Error{Error::Code::kParse, Message(MessageId::kTomlNotUtf8), {}};
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        return Error{Error::Code::kParse,
                     Message(MessageId::kTomlSyntax, {static_cast<std::int64_t>(begin.line),
                                                      static_cast<std::int64_t>(begin.column),
                                                      quote_excerpt(error.description(), 200)}),
                     {}};
    }
}

TomlPlace place_of(const toml::node& node) {
    const auto& begin = node.source().begin;
    return {static_cast<std::int64_t>(begin.line), static_cast<std::int64_t>(begin.column)};
}

void TomlReader::fail(Error::Code code, Message message) {
    if (!m_error) {
        m_error = Error{code, std::move(message), {}};
    }
}

void TomlReader::wrong_type(const toml::node& node, std::string_view key, MessageId expected) {
    const auto place = place_of(node);
    fail(Error::Code::kParse, Message(MessageId::kValueWrongType,
                                      {place.line, place.column, std::string(key), expected}));
}

const toml::node* TomlReader::node(std::string_view key) {
    m_known.emplace(key);
    return m_table.get(key);
}

std::string TomlReader::text(std::string_view key) {
    const auto* found = node(key);
    if (found == nullptr) {
        return {};
    }
    if (const auto* text = found->as_string()) {
        return text->get();
    }
    wrong_type(*found, key, MessageId::kTypeText);
    return {};
}

bool TomlReader::flag(std::string_view key) {
    const auto* found = node(key);
    if (found == nullptr) {
        return false;
    }
    if (const auto* flag = found->as_boolean()) {
        return flag->get();
    }
    wrong_type(*found, key, MessageId::kTypeBool);
    return false;
}

std::optional<Vintage> TomlReader::vintage(std::string_view key) {
    const auto* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto* year = found->as_integer();
    if (year == nullptr) {
        wrong_type(*found, key, MessageId::kTypeYear);
        return std::nullopt;
    }
    if (year->get() < kFirstVintage.year || year->get() > kLastVintage.year) {
        fail(Error::Code::kVintage,
             Message(MessageId::kVintageNotKnown,
                     {place_of(*found).line, std::to_string(year->get()),
                      std::to_string(kFirstVintage.year), std::to_string(kLastVintage.year)}));
        return std::nullopt;
    }
    return Vintage{static_cast<int>(year->get())};
}

void TomlReader::add_year(const toml::node& node, std::string_view key, MessageId expected,
                          std::vector<int>& years) {
    const auto* year = node.as_integer();
    if (year == nullptr) {
        wrong_type(node, key, expected);
    } else if (year->get() < kFirstYear || year->get() > kLastYear) {
        fail(Error::Code::kParse,
             Message(MessageId::kYearNotPlausible,
                     {place_of(node).line, std::to_string(year->get()), std::string(key)}));
    } else {
        years.push_back(static_cast<int>(year->get()));
    }
}

std::vector<int> TomlReader::years(std::string_view key) {
    std::vector<int> years;
    const auto* found = node(key);
    if (found == nullptr) {
        return years;
    }
    if (const auto* list = found->as_array()) {
        for (const auto& item : *list) {
            add_year(item, key, MessageId::kTypeYears, years);
        }
    } else {
        add_year(*found, key, MessageId::kTypeYears, years);
    }
    return years;
}

std::optional<Date> TomlReader::date(std::string_view key) {
    const auto* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const auto* day = found->as_date()) {
        return make_date(day->get().year, day->get().month, day->get().day);
    }
    if (const auto* moment = found->as_date_time()) {
        const auto& day = moment->get().date;
        return make_date(day.year, day.month, day.day);
    }
    if (const auto* text = found->as_string()) {
        const auto parsed = parse_date(text->get());
        if (parsed && !parsed->from_serial) {
            return parsed->date;
        }
    }
    wrong_type(*found, key, MessageId::kTypeDate);
    return std::nullopt;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    std::vector<std::string> texts;
    const auto* found = node(key);
    if (found == nullptr) {
        return texts;
    }
    const auto* list = found->as_array();
    if (list == nullptr) {
        wrong_type(*found, key, MessageId::kTypeTexts);
        return texts;
    }
    for (const auto& item : *list) {
        if (const auto* text = item.as_string()) {
            texts.push_back(text->get());
        } else {
            wrong_type(item, key, MessageId::kTypeTexts);
        }
    }
    return texts;
}

const toml::table* TomlReader::table(std::string_view key) {
    const auto* found = node(key);
    if (found != nullptr && !found->is_table()) {
        wrong_type(*found, key, MessageId::kTypeTable);
        return nullptr;
    }
    return found == nullptr ? nullptr : found->as_table();
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key) {
    std::vector<const toml::table*> tables;
    const auto* found = node(key);
    if (found == nullptr) {
        return tables;
    }
    if (const auto* one = found->as_table()) {
        tables.push_back(one);
        return tables;
    }
    const auto* list = found->as_array();
    if (list == nullptr) {
        wrong_type(*found, key, MessageId::kTypeTables);
        return tables;
    }
    for (const auto& item : *list) {
        if (const auto* one = item.as_table()) {
            tables.push_back(one);
        } else {
            wrong_type(item, key, MessageId::kTypeTables);
        }
    }
    return tables;
}

void TomlReader::report_unknown(std::vector<Error>& remarks) const {
    const std::vector<std::string> known(m_known.begin(), m_known.end());
    for (const auto& [key, value] : m_table) {
        if (m_known.contains(key.str())) {
            continue;
        }
        const std::string name(key.str());
        const auto line = static_cast<std::int64_t>(key.source().begin.line);
        const std::string near = nearest(name, known);
        Message message = near.empty()
                              ? Message(MessageId::kKeyUnknown, {line, name, listed(known)})
                              : Message(MessageId::kKeyUnknownNear, {line, name, near});
        remarks.push_back(Error{Error::Code::kParse, std::move(message), {}});
    }
}

}  // namespace maillage::io
