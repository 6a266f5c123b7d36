// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Typed values out of a TOML table, each key read once, with the place of what is wrong.
/// For this folder only: it shows toml++ types.

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/codes.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// Where a node begins, for messages.
struct TomlPlace {
    std::int64_t line = 0;
    std::int64_t column = 0;
};
TomlPlace place_of(const toml::node& node);

/// A whole file; Notepad's mark at its beginning is passed over. \returns kParse, with line and
/// column where there are some.
Result<toml::table> parse_toml(std::string_view text);

/// One table of the file. The first wrong value is kept as error(); keys that nobody asked for are
/// told by report_unknown().
class TomlReader {
public:
    explicit TomlReader(const toml::table& table) : m_table(table) {}

    std::string text(std::string_view key);
    bool flag(std::string_view key);
    std::optional<Vintage> vintage(std::string_view key);
    std::vector<int> years(std::string_view key);
    std::optional<Date> date(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    const toml::table* table(std::string_view key);
    /// The sections [[key]]; one [key] counts as a list of one.
    std::vector<const toml::table*> tables(std::string_view key);
    /// The node itself, marked as known.
    const toml::node* node(std::string_view key);

    void fail(Error::Code code, Message message);
    void wrong_type(const toml::node& node, std::string_view key, MessageId expected);
    const std::optional<Error>& error() const { return m_error; }

    /// A remark for each key of the table that was not read.
    void report_unknown(std::vector<Error>& remarks) const;

private:
    void add_year(const toml::node& node, std::string_view key, MessageId expected,
                  std::vector<int>& years);

    const toml::table& m_table;
    std::set<std::string, std::less<>> m_known;
    std::optional<Error> m_error;
};

}  // namespace maillage::io
