// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which row of a table holds the titles of its columns, and what each column is.

#include "io/raw_table.hpp"
#include "io/workspace_file.hpp"
#include "model/table_schema.hpp"
#include "reconcile/schema_titles.hpp"
#include "reconcile/typed_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::reconcile {

/// What one reading of the header says.
struct HeaderMatch {
    std::vector<std::string> titles;            ///< Of all columns, as the file writes them.
    std::vector<std::int32_t> column_of_field;  ///< −1 = none.
    std::vector<std::uint32_t> rank_of_field;   ///< By which name it was found.
    std::vector<YearColumn> years;              ///< Ascending.
    bool bare_years = false;                    ///< Years found by nothing but "2023".
    struct Double {
        std::uint32_t field = 0;
        std::size_t column = 0;  ///< Not taken.
        bool same_title = false;
    };
    std::vector<Double> doubles;
    std::vector<Double> wrong_content;           ///< Columns whose title fits and content does not.
    std::optional<std::size_t> total_column;     ///< Not taken: the sum of the columns by year.
    std::vector<std::string> declared_missing;   ///< Fields of SourceSpec::columns.
    std::vector<std::uint32_t> missing;          ///< Required fields without a column.
    std::vector<std::size_t> missing_groups;     ///< Positions in TableSchema::one_of.
    std::vector<std::size_t> rows_under_titles;  ///< Units, descriptions: not data.
    std::size_t title_row = 0;                   ///< The lower one of merged titles.
    std::size_t first_row = 0;                   ///< Of the data.
    int score = 0;

    bool complete() const noexcept { return missing.empty() && missing_groups.empty(); }
    bool is_used(std::size_t column) const;
};

/// The best reading of the first rows; score 0 when no title is known at all.
HeaderMatch match_header(const io::RawTable& table, const SchemaTitles& titles,
                         const io::SourceSpec& spec);

}  // namespace maillage::reconcile
