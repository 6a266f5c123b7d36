// SPDX-License-Identifier: Apache-2.0
#include "model/lookup.hpp"
#include "ui/harness.hpp"
#include "ui/parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

using indicators::Level;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// 28 is in no file of counts.
DatasetPtr three_departments() {
    auto builder = test::small_builder();
    builder.department("28", "24").commune("28001", {.epci = "200000003"});
    return builder.build();
}

/// What the map says of a place when it is pointed at.
std::vector<std::string> tip_of(Place place) {
    test::SmallScreen screen(three_departments());
    test::PanelHarness harness(screen);
    std::vector<std::string> lines;
    harness.draw_with([&](const PanelContext& context, CommandSink&) {
        Under what;
        what.unit = place;
        what.commune = index_of<Commune>(0);
        lines = tooltip_lines(context, what);
    });
    harness.frame();
    return lines;
}

std::uint32_t row_of(const std::string& department) {
    const auto dataset = three_departments();
    return find(dataset->territories, *DepartmentCode::parse(department)).value;
}

TEST(MapTip, TellsNobodyFromNothingKnown) {
    const auto known = tip_of({Level::kDepartment, row_of("45")});
    EXPECT_THAT(known, Contains(HasSubstr("signataires")));
    EXPECT_THAT(known, Contains(HasSubstr("taux")));
    const auto unknown = tip_of({Level::kDepartment, row_of("28")});
    EXPECT_THAT(unknown, Contains("non renseigné"));
    EXPECT_THAT(unknown, Not(Contains(HasSubstr("taux"))));
    EXPECT_THAT(unknown, Not(Contains(HasSubstr("0 signataire"))));
    EXPECT_THAT(tip_of({Level::kRegion, 0}), Not(Contains("non renseigné")));
}

}  // namespace
}  // namespace maillage::ui
