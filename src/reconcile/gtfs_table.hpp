// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One table of a GTFS feed while it is judged: its columns by name, its cells by type, its rows in
/// the ledger.

#include "base/date.hpp"
#include "io/raw_table.hpp"
#include "model/transit_feed.hpp"
#include "reconcile/ledger_builder.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reconcile {

/// A column asked for: what it is called in the GTFS reference, and whether a table without it is
/// of no use.
struct GtfsColumn {
    const char* name = "";
    bool required = false;
};

/// What becomes of a row by one of its cells.
enum class GtfsNeed : std::uint8_t {
    kRequired,  ///< Empty or of the wrong form: set aside.
    kValid,     ///< Of the wrong form: set aside.
    kOptional,  ///< Of the wrong form: repaired by leaving the value out.
};

/// Rows are numbered from 0 under the header. Remarks may come in any order and long after a row
/// was read: a trip is judged by the calls of another table. A row's state only gets worse.
class GtfsTable {
public:
    /// \p table may be null: an absent file, without rows and without a source in the ledger.
    /// \pre table and ledger outlive it
    GtfsTable(const io::RawTable* table, std::string name, const Source& source,
              LedgerBuilder& ledger);

    /// Finds \p columns in the header. \returns false if there is no header or a required column is
    /// missing (said): then row_count() is 0 and every row set aside.
    bool open(std::initializer_list<GtfsColumn> columns);

    bool present() const noexcept { return m_table != nullptr; }
    const std::string& name() const noexcept { return m_name; }
    std::size_t row_count() const noexcept { return m_states.size(); }
    std::uint32_t line(std::size_t row) const { return m_table->line(row + 1); }
    Origin origin(std::size_t row) const { return {m_source, line(row)}; }
    bool is_set_aside(std::size_t row) const { return m_states[row] == RowState::kSetAside; }
    bool has(const char* column) const { return m_columns.contains(column); }

    /// The cell without spaces around it (said); empty: no such column, no such cell, or nothing.
    std::string_view text(std::size_t row, const char* column);
    /// As text(); an empty one sets the row aside.
    std::string_view required_text(std::size_t row, const char* column);

    // Typed cells. Nothing: empty, or of the wrong form (said).
    std::optional<ServiceSeconds> time(std::size_t row, const char* column, GtfsNeed need);
    std::optional<Date> date(std::size_t row, const char* column, GtfsNeed need);
    std::optional<double> number(std::size_t row, const char* column, GtfsNeed need);
    std::optional<std::int32_t> integer(std::size_t row, const char* column, GtfsNeed need);
    /// One of 0 … \p last; \p fallback where the cell is empty or (said) none of them.
    std::int32_t choice(std::size_t row, const char* column, std::int32_t last,
                        std::int32_t fallback);

    void inform(Severity severity, std::size_t row, const char* column, Message message);
    void repair(std::size_t row, const char* column, Message message);
    void set_aside(std::size_t row, const char* column, Message message);
    /// Set aside for a reason said elsewhere.
    void set_aside_too(std::size_t row) { m_states[row] = RowState::kSetAside; }
    /// kInformation: the row holds nothing that is missed.
    void skip(std::size_t row, const char* column, Message message);
    void about_file(Severity severity, const char* column, Message message);

    /// Counts the rows in the ledger and tells how many remarks of each kind were not listed.
    void finish();

private:
    bool read_header();
    void check_row(std::size_t row);
    void note(Severity severity, std::size_t row, const char* column, Message message,
              RowState state);
    template <typename Value>
    std::optional<Value> typed(std::size_t row, const char* column, GtfsNeed need, MessageId why,
                               std::optional<Value> (*parse)(std::string_view));

    struct Kind {
        std::int64_t listed = 0;
        std::int64_t more = 0;
        Severity severity = Severity::kInformation;
        RowState state = RowState::kUsed;
    };
    const io::RawTable* m_table;
    std::string m_name;
    LedgerBuilder& m_ledger;
    std::uint32_t m_source = 0;
    std::map<std::string, std::size_t, std::less<>> m_columns;
    std::vector<RowState> m_states;
    std::map<MessageId, Kind> m_kinds;
};

/// "06:05:00" → 21,900; one to three digits of hours, at most 167 (a week). Nothing: not a time.
std::optional<ServiceSeconds> parse_gtfs_time(std::string_view text);
/// "20260105", years 1900 to 2200. Nothing: not a date.
std::optional<Date> parse_gtfs_date(std::string_view text);
/// "06:05:00".
std::string gtfs_time_text(ServiceSeconds time);

}  // namespace maillage::reconcile
