// SPDX-License-Identifier: Apache-2.0
#include "ui/layout.hpp"

#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

TEST(Layout, HasTheSizesOfTheDrawing) {
    const auto l = layout(1600, 900, 1.0, {});
    EXPECT_EQ(l.band, (carto::Rect{0, 0, 1600, 84}));
    EXPECT_EQ(l.left, (carto::Rect{0, 84, 268, 816}));
    EXPECT_EQ(l.right, (carto::Rect{1188, 84, 412, 816}));
    EXPECT_EQ(l.map, (carto::Rect{268, 84, 920, 720}));
    EXPECT_EQ(l.time, (carto::Rect{268, 804, 920, 96}));
    EXPECT_FALSE(l.narrow);
}

TEST(InterfaceScale, GivesWayToTheWindow) {
    EXPECT_EQ(interface_scale(1.0, 1280, 720), 1.0);
    EXPECT_EQ(interface_scale(2.5, 1920, 1080), 2.5);
    EXPECT_EQ(interface_scale(2.5, 1280, 720), 1.6) << "1280 / 760 and 720 / 420, in tenths";
    EXPECT_EQ(interface_scale(1.25, 1280, 720), 1.25) << "what fits is left as it is";
    EXPECT_EQ(interface_scale(1.0, 400, 300), 1.0) << "never too small to read";
    EXPECT_EQ(interface_scale(1.5, 400, 300), 1.0);
}

TEST(Layout, PartsFillTheWindowWithoutOverlapAtEveryScale) {
    for (const double scale : {1.0, 1.25, 1.5, 2.0, 2.5}) {
        const auto l = layout(4000, 2400, scale, {});
        EXPECT_DOUBLE_EQ(l.left.right(), l.map.x);
        EXPECT_DOUBLE_EQ(l.map.right(), l.right.x);
        EXPECT_DOUBLE_EQ(l.map.bottom(), l.time.y);
        EXPECT_DOUBLE_EQ(l.time.bottom(), 2400);
        EXPECT_DOUBLE_EQ(l.right.right(), 4000);
        EXPECT_DOUBLE_EQ(l.band.height, 84 * scale);
    }
}

TEST(Layout, FoldedColumnsGiveTheirRoomToTheMap) {
    LayoutState state;
    state.left_folded = true;
    state.time_folded = true;
    const auto l = layout(1600, 900, 1.0, state);
    EXPECT_EQ(l.left.width, 0);
    EXPECT_EQ(l.map, (carto::Rect{0, 84, 1188, 816}));
    state.right_folded = true;
    EXPECT_EQ(layout(1600, 900, 1.0, state).map.width, 1600);
}

TEST(Layout, ANarrowWindowFoldsByItselfAndPeeksOverTheMap) {
    LayoutState state;
    const auto folded = layout(1279, 720, 1.0, state);
    EXPECT_TRUE(folded.narrow);
    EXPECT_EQ(folded.left.width, 0);
    EXPECT_EQ(folded.right.width, 0);
    EXPECT_EQ(folded.map.width, 1279);
    state.right_peek = true;
    const auto peeked = layout(1279, 720, 1.0, state);
    EXPECT_EQ(peeked.right.x, 1279 - 412);
    EXPECT_EQ(peeked.map.width, 1279) << "the map stays where it is";
    EXPECT_FALSE(layout(1280, 720, 1.0, state).narrow);
    EXPECT_TRUE(layout(2000, 1400, 2.0, state).narrow) << "1000 layout pixels";
}

TEST(Layout, SurvivesAnAbsurdWindow) {
    for (const double size : {0.0, 1.0, 40.0, 200.0}) {
        const auto l = layout(size, size, 2.5, {});
        for (const auto& part : {l.band, l.left, l.right, l.map, l.time, l.body}) {
            EXPECT_GE(part.width, 0.0);
            EXPECT_GE(part.height, 0.0);
        }
    }
}

}  // namespace
}  // namespace maillage::ui
