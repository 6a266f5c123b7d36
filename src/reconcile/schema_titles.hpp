// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The titles by which the columns of one kind of table are known.

#include "model/table_schema.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::reconcile {

/// A title as it is compared: folded, no spaces. With a year taken out ("CIR 2023" → "cir#").
struct YearTitle {
    std::string key;
    int year = 0;
};
/// \returns Nothing if there is no year from 2000 to 2099 in the title, or several.
std::optional<YearTitle> year_title(std::string_view title);

/// A Shapefile keeps ten letters of a title: "code_commu", "signataire". Key of such a title.
/// \returns Empty for a title of another length.
std::string cut_key(std::string_view title);

/// Standard names and aliases of one schema by their folded text.
class SchemaTitles {
public:
    explicit SchemaTitles(const TableSchema& schema);

    struct Hit {
        std::uint32_t field = 0;
        std::uint32_t rank = 0;  ///< 0 = the standard name, then the aliases in their order.
    };
    const std::vector<Hit>* find(const std::string& key) const;
    const TableSchema& schema() const noexcept { return *m_schema; }
    /// The field that may stand in one column for each year: the one with the alias "{annee}".
    std::optional<std::uint32_t> value_field() const noexcept { return m_value_field; }

private:
    void add(const std::string& title, Hit hit);
    void add_key(const std::string& key, Hit hit);
    const TableSchema* m_schema;
    std::unordered_map<std::string, std::vector<Hit>> m_hits;
    std::optional<std::uint32_t> m_value_field;
};

/// Words too general to tell what a table is about: "total", "nombre", "effectif".
bool is_vague_title(std::string_view title);

}  // namespace maillage::reconcile
