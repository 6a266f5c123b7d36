// SPDX-License-Identifier: Apache-2.0
/// \file
/// INSEE's own history of communes against the vintage map and the built-in list of moves.

#include "reconcile/vintage_map.hpp"
#include "support/test_data.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace maillage::reconcile {
namespace {

namespace fs = std::filesystem;

/// Vintage from which an event of this day holds: 1 January belongs to its own year.
int vintage_of(const std::string& day) {
    return std::stoi(day.substr(0, 4)) + (day.ends_with("-01-01") ? 0 : 1);
}

std::vector<Move> insee_moves(const fs::path& folder) {
    std::vector<Move> moves;
    for (const auto& row :
         test::csv_rows(test::read_gz(folder / "cog-insee/mvt_commune_2026.csv.gz"), ',')) {
        if (row.size() < 14 || row[2] != "COM" || row[8] != "COM" || row[1] < "2017-01-02") {
            continue;
        }
        const auto day = row[1].substr(0, 4) + row[1].substr(5, 2) + row[1].substr(8, 2);
        moves.push_back({*CommuneCode::parse(row[3]),
                         *CommuneCode::parse(row[9]),
                         vintage_of(row[1]),
                         std::stoi(day),
                         {}});
    }
    return moves;
}

std::vector<Move> built_in_moves(const fs::path& folder) {
    std::vector<Move> moves;
    const auto rows = test::csv_rows(test::read_text(folder / "moves.csv"), ',');
    for (std::size_t i = 1; i < rows.size(); ++i) {
        moves.push_back({*CommuneCode::parse(rows[i][0]),
                         *CommuneCode::parse(rows[i][1]),
                         std::stoi(rows[i][2]),
                         0,
                         {}});
    }
    return moves;
}

std::vector<CommuneCode> built_in_codes(const fs::path& folder) {
    std::vector<CommuneCode> codes;
    for (const auto& row : test::csv_rows(test::read_text(folder / "territories.csv"), ',')) {
        if (const auto code = CommuneCode::parse(row[0])) {
            codes.push_back(*code);
        }
    }
    return codes;
}

std::set<std::string> codes_2018(const fs::path& folder) {
    std::set<std::string> codes;
    for (const auto& entry : fs::directory_iterator(folder / "communes-2018")) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("communes-")) {
            for (auto& code : test::geojson_codes(test::read_gz(entry.path()))) {
                codes.insert(std::move(code));
            }
        }
    }
    return codes;
}

class Moves : public testing::Test {
protected:
    void SetUp() override {
        m_built_in = fs::path(MAILLAGE_SOURCE_DIR) / "data/france";
        m_shared = test::test_data_folder();
        if (!fs::exists(m_shared / "cog-insee/mvt_commune_2026.csv.gz") ||
            !fs::exists(m_built_in / "territories.csv")) {
            GTEST_SKIP() << "the shared test data are not there (MAILLAGE_TEST_DATA)";
        }
    }
    fs::path m_built_in;
    fs::path m_shared;
};

TEST_F(Moves, EveryCodeOf2018ArrivesInCog2024ExactlyOnce) {
    const auto known = built_in_codes(m_built_in);
    const VintageMap map(insee_moves(m_shared), known, {2024});
    const auto passage = map.passage({2018}, {2024});
    const auto codes = codes_2018(m_shared);
    ASSERT_EQ(codes.size(), 35357U);  // README of communes-2018
    std::size_t splits = 0;
    for (const auto& text : codes) {
        const auto code = *CommuneCode::parse(text);
        EXPECT_TRUE(map.exists(code, {2018})) << text;
        const auto changed = passage.changed(code);
        for (const auto target : changed) {
            EXPECT_TRUE(map.exists(target, {2024})) << text << " → " << target.text();
        }
        if (changed.empty()) {
            EXPECT_TRUE(map.exists(code, {2024})) << text;
        }
        splits += changed.size() > 1 ? 1U : 0U;
    }
    // Split between 2018 and 2024: 14712 (2020), 85084 (2024), and 60054 with the two communes that
    // had joined it (60455, 60694) in 2024.
    EXPECT_EQ(splits, 5U);
}

TEST_F(Moves, TheListOf2018FollowsFromTheListOf2024) {
    const auto known = built_in_codes(m_built_in);
    const auto expected = codes_2018(m_shared);
    for (const auto& moves : {insee_moves(m_shared), built_in_moves(m_built_in)}) {
        const VintageMap map(moves, known, {2024});
        std::set<std::string> found;
        for (const auto code : map.codes_of({2018})) {
            found.insert(code.string());
        }
        EXPECT_EQ(found, expected);
    }
}

TEST_F(Moves, TheBuiltInMovesSayWhatInseeSays) {
    const auto known = built_in_codes(m_built_in);
    const VintageMap insee(insee_moves(m_shared), known, {2024});
    const VintageMap ours(built_in_moves(m_built_in), known, {2024});
    for (int year = kFirstVintage.year; year <= kLastVintage.year; ++year) {
        const auto theirs = insee.codes_of({year});
        EXPECT_EQ(theirs, ours.codes_of({year})) << year;
        const auto one = insee.passage({year}, {2024});
        const auto other = ours.passage({year}, {2024});
        for (const auto code : theirs) {
            const auto a = one.changed(code);
            const auto b = other.changed(code);
            EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end()))
                << code.text() << " of " << year;
        }
    }
}

}  // namespace
}  // namespace maillage::reconcile
