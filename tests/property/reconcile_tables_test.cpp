// SPDX-License-Identifier: Apache-2.0
/// \file
/// Properties of tables and cells over random input. The seed is printed with each failure.

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/typed_table.hpp"
#include "support/raw_table_from_text.hpp"
#include "support/table_schemas.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>
#include <string>

namespace maillage::reconcile {
namespace {

constexpr std::uint32_t kSeeds = 300;

class Random {
public:
    explicit Random(std::uint32_t seed) : m_engine(seed) {}
    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(m_engine);
    }
    template <std::size_t N>
    std::string one_of(const std::array<const char*, N>& list) {
        return list.at(below(N));
    }
    /// Up to \p length bytes of anything, mostly printable.
    std::string bytes(std::size_t length) {
        std::string text;
        for (std::size_t i = below(length + 1); i > 0; --i) {
            text += static_cast<char>(below(8) == 0 ? below(256) : 32 + below(95));
        }
        return text;
    }

private:
    std::mt19937 m_engine;
};

std::string any_cell(Random& random) {
    static constexpr std::array<const char*, 26> kCells = {
        "45234",      "1004",    "2a004",    "45O24",         "99999",  "",
        "12",         "<5",      "s",        "1 02",          "-3",     "12,5",
        "Total",      "nd",      "2023",     "1-4",           "≤4",     "code_commune",
        "CIR",        "année",   "(nombre)", "Source : OFII", "45 234", "1 234",
        "=\"01004\"", "10000001"};
    return random.below(6) == 0 ? random.bytes(12) : random.one_of(kCells);
}

std::string any_table(Random& random) {
    static constexpr std::array<const char*, 5> kHeaders = {
        "code_commune;signataires\n", "Titre\n\nINSEE;Nb CIR;Année\n", "CODGEO;2022;2023;Total\n",
        "Commune;;Signataires;\nCode;Nom;2022;2023\n", "a;b\n"};
    std::string text = random.one_of(kHeaders);
    for (std::size_t row = random.below(30); row > 0; --row) {
        for (std::size_t cell = random.below(5); cell > 0; --cell) {
            auto written = any_cell(random);
            std::erase(written, '\n');
            text += written + ";";
        }
        text += "\n";
    }
    return text;
}

/// What a reader of counts does with each row.
void read_row(const TypedTable& table, std::size_t row, RowLog& log) {
    const auto code = table.field("code_commune");
    if (table.is_blank(row)) {
        log.skip({MessageId::kRowBlank});
    } else if (table.is_total_or_note(row)) {
        log.skip({MessageId::kRowTotal});
    } else if (!means_not_located(table.text(row, code))) {
        const auto read = read_commune_code(table.text(row, code));
        if (!read) {
            log.set_aside(
                table.column_name(code),
                unreadable_code_message(table.text(row, code), table.cell_name(row, code)));
        } else if (read->repair) {
            log.repair(table.column_name(code), *read->repair);
        }
    }
}

TEST(TableProperties, UsedRepairedAndSetAsideAddUpToTheRowsRead) {
    for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        const auto raw = test::raw_table_from_text(any_table(random));
        LedgerBuilder ledger;
        const auto source = ledger.add_source({});
        const auto table = TypedTable::open(raw, test::schema_of(Role::kCir), {}, source, ledger);
        std::size_t expected = 0;
        if (table) {
            expected = table->row_count();
            for (std::size_t row = 0; row < table->row_count(); ++row) {
                RowLog log(ledger, table->origin(row));
                read_row(*table, row, log);
            }
        } else if (raw.row_count() > 0) {
            // Nothing is read: all rows but a header that was recognised.
            const auto header = ledger.source(source).header_line;
            ASSERT_GE(raw.row_count(), header) << "seed " << seed;
            expected = static_cast<std::size_t>(ledger.source(source).rows_set_aside);
        }
        const auto& counted = ledger.source(source);
        EXPECT_EQ(counted.rows_read, static_cast<std::int64_t>(expected)) << "seed " << seed;
        EXPECT_EQ(counted.rows_read,
                  counted.rows_used + counted.rows_repaired + counted.rows_set_aside)
            << "seed " << seed;
        EXPECT_LE(counted.rows_read, static_cast<std::int64_t>(raw.row_count()));
    }
}

TEST(CellProperties, ACountIsAnIntervalOfNumbersFromZeroUp) {
    const std::map<std::string, Count> masked = {{"x", Count::masked(1, 7)}};
    for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        for (int i = 0; i < 50; ++i) {
            const auto text = any_cell(random);
            const auto reading = read_count(text, masked);
            if (reading.count) {
                EXPECT_GE(reading.count->low, 0) << "seed " << seed << ": " << text;
                EXPECT_LE(reading.count->low, reading.count->high) << "seed " << seed;
                EXPECT_LE(reading.count->high, 10'000'000) << "seed " << seed;
                EXPECT_TRUE(reading.masked || reading.count->is_exact()) << "seed " << seed;
            } else {
                EXPECT_FALSE(reading.repair) << "seed " << seed;
            }
        }
    }
}

TEST(CellProperties, AWellFormedCodeIsReadAsItIs) {
    for (std::uint32_t number = 0; number < 100'000; ++number) {
        auto text = std::to_string(100'000 + number).substr(1);
        const auto code = CommuneCode::parse(text);
        const auto read = read_commune_code(text);
        if (code) {
            ASSERT_TRUE(read && !read->repair) << text;
            EXPECT_EQ(read->value, *code);
        } else {
            EXPECT_FALSE(read) << text;
        }
    }
}

TEST(CellProperties, ARepairedCodeNeedsNoSecondRepair) {
    for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
        Random random(seed);
        for (int i = 0; i < 50; ++i) {
            if (const auto read = read_commune_code(any_cell(random))) {
                const auto again = read_commune_code(read->value.text());
                ASSERT_TRUE(again) << "seed " << seed;
                EXPECT_EQ(again->value, read->value) << "seed " << seed;
                EXPECT_FALSE(again->repair) << "seed " << seed;
            }
        }
    }
}

}  // namespace
}  // namespace maillage::reconcile
