// SPDX-License-Identifier: Apache-2.0
#include "report/text_metrics.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace maillage::report {
namespace {

TEST(TextMetrics, GrowsExactlyWithTheSize) {
    const PangoTextMeasure text;
    const auto small = text.measure("Châteauneuf-sur-Loire", 11.0, false);
    const auto large = text.measure("Châteauneuf-sur-Loire", 44.0, false);
    EXPECT_NEAR(large.width, 4.0 * small.width, 1e-9);
    EXPECT_NEAR(large.ascent, 4.0 * small.ascent, 1e-9);
    EXPECT_NEAR(large.descent, 4.0 * small.descent, 1e-9);
    // Lato: about half an em a letter.
    EXPECT_GT(small.width, 21 * 11.0 * 0.4);
    EXPECT_LT(small.width, 21 * 11.0 * 0.6);
}

TEST(TextMetrics, DigitsAreTabularAndBoldIsWider) {
    const PangoTextMeasure text;
    EXPECT_DOUBLE_EQ(text.measure("1111", 13.0, false).width,
                     text.measure("7049", 13.0, false).width);
    EXPECT_GT(text.measure("Gien", 13.0, true).width, text.measure("Gien", 13.0, false).width);
}

TEST(TextMetrics, LettersAreNotJoined) {
    const PangoTextMeasure text;
    const auto width = [&](const char* word) { return text.measure(word, 100.0, false).width; };
    EXPECT_NEAR(width("ti"), width("t") + width("i"), 1.5) << "kerning at most";
    EXPECT_NEAR(width("fi"), width("f") + width("i"), 1.5);
}

TEST(TextMetrics, LinesHaveOneHeightWhateverTheirSigns) {
    const PangoTextMeasure text;
    const auto empty = text.measure("", 13.0, false);
    const auto arrow = text.measure("▲ 12", 13.0, false);
    EXPECT_EQ(empty.width, 0.0);
    EXPECT_GT(empty.ascent, 9.0);
    EXPECT_GT(empty.descent, 1.0);
    EXPECT_EQ(empty.ascent, arrow.ascent);
    EXPECT_EQ(empty.descent, arrow.descent);
    EXPECT_GT(text.measure("\xFF\xFE", 13.0, false).width, 0.0) << "signs for what is not UTF-8";
}

TEST(TextMetrics, ThreadsMayShareOneOrHaveTheirOwn) {
    const PangoTextMeasure shared;
    const double expected = shared.measure("Montargis", 13.0, false).width;
    std::vector<double> got(8);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < got.size(); ++i) {
            threads.emplace_back([&, i] {
                const PangoTextMeasure own;
                got[i] = (own.measure("Montargis", 13.0, false).width +
                          shared.measure("Montargis", 13.0, false).width) /
                         2.0;
            });
        }
    }
    for (const double width : got) {
        EXPECT_DOUBLE_EQ(width, expected);
    }
}

}  // namespace
}  // namespace maillage::report
