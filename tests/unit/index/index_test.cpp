// SPDX-License-Identifier: Apache-2.0
#include "index/contracts_by_commune.hpp"
#include "index/hierarchy.hpp"
#include "model/lookup.hpp"
#include "support/ascii_territory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Index<Commune> commune(std::uint32_t i) { return Index<Commune>{i}; }

TEST(Hierarchy, CommunesOfATerritoryAreAscendingAndIslandsHaveNoEpci) {
    auto all = test::ascii_territory("ABCD").territories;
    all.epcis.code = {*EpciCode::parse("200000001"), *EpciCode::parse("200000002")};
    all.epcis.name = {"un", "deux"};
    all.epcis.parent.resize(2);
    const auto one = index_of<Epci>(0);
    const auto two = index_of<Epci>(1);
    all.communes.epci = {one, two, one, {}};
    const Hierarchy hierarchy(all);
    EXPECT_THAT(hierarchy.communes_of(one), ElementsAre(commune(0), commune(2)));
    EXPECT_THAT(hierarchy.communes_of(two), ElementsAre(commune(1)));
    EXPECT_THAT(hierarchy.communes_of(Index<Epci>{}), IsEmpty());
    EXPECT_EQ(hierarchy.communes_of(index_of<Department>(0)).size(), 4U);
    EXPECT_EQ(hierarchy.communes_of(index_of<Region>(0)).size(), 4U);
    EXPECT_EQ(region_of(all, commune(3)), index_of<Region>(0));
    EXPECT_EQ(find(all, *EpciCode::parse("200000002")), two);
    EXPECT_FALSE(find(all, *EpciCode::parse("200000003")).valid());
}

TEST(CommuneRows, EveryCodeLeadsToItsRow) {
    const auto all = test::ascii_territory("ABC").territories;
    const CommuneRows rows(all.communes);
    EXPECT_EQ(rows.find(*CommuneCode::parse("01002")), commune(1));
    EXPECT_FALSE(rows.find(*CommuneCode::parse("01004")).valid());
}

TEST(ContractsByCommune, TheChosenPerimeterIsLookedUp) {
    std::vector<Contract> contracts(2);
    contracts[0].perimeter_signed = {commune(0), commune(1)};
    contracts[0].perimeter_today = {commune(0)};
    contracts[1].perimeter_signed = {commune(1)};
    contracts[1].perimeter_today = {commune(1), commune(2)};
    const ContractsByCommune as_signed(contracts, 3, Choices::Perimeter::kSigned);
    EXPECT_THAT(as_signed[commune(1)], ElementsAre(index_of<Contract>(0), index_of<Contract>(1)));
    EXPECT_THAT(as_signed[commune(2)], IsEmpty());
    const ContractsByCommune today(contracts, 3, Choices::Perimeter::kToday);
    EXPECT_THAT(today[commune(1)], ElementsAre(index_of<Contract>(1)));
    EXPECT_THAT(today[commune(2)], ElementsAre(index_of<Contract>(1)));
}

}  // namespace
}  // namespace maillage::index
