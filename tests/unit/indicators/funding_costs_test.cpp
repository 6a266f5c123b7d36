// SPDX-License-Identifier: Apache-2.0
#include "indicators/funding_costs.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

bool equal(const std::optional<Rate>& a, Rate b) {
    return a && compare(*a, b) == std::strong_ordering::equal;
}

TEST(FundingCosts, PerSignatoryPerNewOnePerPoint) {
    // EPCI A: 45001 (10) and 45002 (20); 45001 is held by another contract, so 20 are new, which is
    // 20 of the 60 of department 45: 33.33 points.
    auto builder = small_france();
    builder.contract({.id = "commune", .communes = {"45001"}});
    builder.contract({.id = "epci",
                      .communes = {"45001", "45002"},
                      .level = ContractLevel::kEpci,
                      .details = {{"montant_etat", "60 000 €"},
                                  {"montant_collectivite", "20000"},
                                  {"cofinancements", "10000"}}});
    const std::vector<std::size_t> wanted{1};
    const auto costs =
        funding_costs(builder.build(), at("2024-12-31"), wanted, 24'000'000).value().at(0);
    EXPECT_EQ(costs.signatories, Count::exact(30));
    EXPECT_EQ(costs.newly, Count::exact(20));
    EXPECT_TRUE(equal(costs.per_signatory.low, {2000, 1}));
    EXPECT_TRUE(equal(costs.per_signatory.high, {2000, 1}));
    EXPECT_TRUE(equal(costs.per_new_signatory.low, {3000, 1}));
    EXPECT_TRUE(equal(costs.per_point.low, {1800, 1})) << "60,000 € for 100/3 points";
    EXPECT_TRUE(equal(costs.share_of_envelope, {1, 4}));
    EXPECT_TRUE(equal(costs.leverage, {1, 2}));
}

TEST(FundingCosts, MaskedCountsGiveIntervals) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001").commune("45002");
    builder.masked("45001", 0, 4).count("45002", 6);
    builder.contract({.id = "c", .communes = {"45001"}, .details = {{"montant_etat", "100"}}});
    const std::vector<std::size_t> wanted{0};
    const auto costs =
        funding_costs(builder.build(), at("2024-12-31"), wanted, std::nullopt).value().at(0);
    EXPECT_TRUE(equal(costs.per_signatory.low, {25, 1}));
    EXPECT_FALSE(costs.per_signatory.high.has_value()) << "perhaps nobody";
    EXPECT_TRUE(equal(costs.per_point.low, {10, 4})) << "4 of 10: 40 points";
    EXPECT_FALSE(costs.per_point.high.has_value());
    EXPECT_FALSE(costs.share_of_envelope.has_value());
}

TEST(FundingCosts, WithoutAnAmountOnlyTheNumbers) {
    auto builder = small_france();
    builder.contract({.id = "c", .communes = {"45001"}, .details = {{"montant_etat", "?"}}});
    const std::vector<std::size_t> wanted{0};
    const auto costs =
        funding_costs(builder.build(), at("2024-12-31"), wanted, std::nullopt).value().at(0);
    EXPECT_FALSE(costs.cents.has_value());
    EXPECT_EQ(costs.newly, Count::exact(10)) << "its own hold is not another's";
    EXPECT_FALSE(costs.per_signatory.low.has_value());
}

}  // namespace
}  // namespace maillage::indicators
