// SPDX-License-Identifier: Apache-2.0
#include "indicators/territory_groups.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

constexpr Level kAll[] = {Level::kCommune,        Level::kEpci,       Level::kEpciInDepartment,
                          Level::kArrondissement, Level::kDepartment, Level::kRegion,
                          Level::kFrance};

TEST(TerritoryGroups, ListAndMembershipAgree) {
    const auto dataset = small_france().build();
    const TerritoryGroups groups(dataset->territories);
    const auto& department = dataset->territories.communes.department;
    for (const auto level : kAll) {
        for (std::size_t i = 0; i < groups.size(level); ++i) {
            for (std::size_t c = 0; c < department.size(); ++c) {
                const auto commune = index_of<Commune>(c);
                bool listed = false;
                if (made_of_communes(level)) {
                    for (const auto one : groups.communes_of(level, i)) {
                        listed = listed || one == commune;
                    }
                } else {
                    for (const auto one : groups.departments_of(level, i)) {
                        listed = listed || one == department[c];
                    }
                }
                EXPECT_EQ(groups.holds(level, i, commune), listed)
                    << "level " << static_cast<int>(level) << " row " << i << " commune " << c;
            }
        }
    }
}

TEST(TerritoryGroups, EpciAcrossDepartmentsHasOnePartInEach) {
    const auto dataset = small_france().build();
    const TerritoryGroups groups(dataset->territories);
    // A in 45; B in 18 and 45; C in 18 and 76.
    ASSERT_EQ(groups.size(Level::kEpciInDepartment), 5U);
    const auto& parts = groups.epci_parts();
    EXPECT_EQ(parts[1].epci.value, test::epci_row(*dataset, kB));
    EXPECT_EQ(parts[1].department.value, test::department_row(*dataset, "18"));
    EXPECT_EQ(parts[2].epci.value, test::epci_row(*dataset, kB));
    EXPECT_EQ(parts[2].department.value, test::department_row(*dataset, "45"));
}

}  // namespace
}  // namespace maillage::indicators
