// SPDX-License-Identifier: Apache-2.0
/// \file
/// All of France on real files: the communes of 2018, the moves of INSEE, generated counts.

#include "support/real_france.hpp"

#include "base/date.hpp"
#include "workspace/open.hpp"
#include "workspace/verbs.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

namespace fs = std::filesystem;

class RealFrance : public testing::Test {
protected:
    void SetUp() override {
        const auto data = support::test_data();
        if (!data) {
            GTEST_SKIP() << "the real data are not here (MAILLAGE_TEST_DATA)";
        }
        const auto france =
            support::make_real_france(fs::path(testing::TempDir()) / "real_france", *data);
        ASSERT_TRUE(france.has_value());
        m_france = *france;
        workspace::OpenOptions options;
        options.rules.allow_outside = true;
        options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
        const auto dataset = workspace::open(m_france.folder, options, {});
        ASSERT_TRUE(dataset.has_value()) << render(dataset.error().message, Language::kEnglish);
        m_dataset = *dataset;
    }
    support::RealFrance m_france;
    DatasetPtr m_dataset;
};

TEST_F(RealFrance, EverySignatoryOf2018ArrivesExactlyOnce) {
    EXPECT_EQ(m_france.communes, 35357U);
    workspace::CoverageRequest request;
    request.level = indicators::Level::kFrance;
    const auto france = workspace::coverage(m_dataset, request, make_date(2024, 12, 31));
    ASSERT_TRUE(france.has_value());
    EXPECT_EQ(france->rows.at(0).range.total, Count::exact(m_france.signatories));
    EXPECT_EQ(france->rows.at(0).not_located, Count::exact(0));

    // Children add up to their parent (Mayotte has no arrondissement and four islands no EPCI).
    for (const auto level : {indicators::Level::kCommune, indicators::Level::kDepartment,
                             indicators::Level::kRegion}) {
        request.level = level;
        const auto rows = workspace::coverage(m_dataset, request, make_date(2024, 12, 31));
        ASSERT_TRUE(rows.has_value());
        Count sum;
        for (const auto& row : rows->rows) {
            sum += row.range.total;
        }
        EXPECT_LE(sum.low, m_france.signatories);
        EXPECT_GE(sum.high, m_france.signatories);
    }
    for (const auto& source : m_dataset->ledger.sources) {
        EXPECT_EQ(source.rows_read, source.rows_used + source.rows_repaired + source.rows_set_aside)
            << source.path;
    }
}

}  // namespace
}  // namespace maillage
