// SPDX-License-Identifier: Apache-2.0
#include "model/codes.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

TEST(CommuneCode, KeepsZeroAndCorsicanLetter) {
    EXPECT_EQ(CommuneCode::parse("01004")->text(), "01004");
    EXPECT_EQ(CommuneCode::parse("2A004")->text(), "2A004");
    for (const char* wrong : {"", "1004", "2a004", "20004", "00123", "2C004", "010045", "0100A"}) {
        EXPECT_FALSE(CommuneCode::parse(wrong).has_value()) << wrong;
    }
}

TEST(DepartmentCode, IsTakenFromTheCommune) {
    EXPECT_EQ(department_of(*CommuneCode::parse("2B033"))->text(), "2B");
    EXPECT_EQ(department_of(*CommuneCode::parse("97411"))->text(), "974");
    EXPECT_FALSE(department_of(*CommuneCode::parse("99999")).has_value());
}

TEST(E22, MunicipalArrondissementsFoldIntoTheirCommune) {
    const auto folded = [](const char* code) {
        const auto commune = commune_of_arrondissement_municipal(*CommuneCode::parse(code));
        return commune ? commune->string() : "";
    };
    EXPECT_EQ(folded("75101"), "75056");
    EXPECT_EQ(folded("75120"), "75056");
    EXPECT_EQ(folded("69389"), "69123");
    EXPECT_EQ(folded("13216"), "13055");
    EXPECT_EQ(folded("75056"), "");
    EXPECT_EQ(folded("13217"), "");
}

}  // namespace
}  // namespace maillage
