// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How an exported layer looks in another program, as the map has it: rules that say which rows are
/// drawn with which fill, hatching and line; written for QGIS (QML) and as Styled Layer Descriptor.

#include "carto/scene.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::report {

/// A condition on one column.
struct ColumnTest {
    enum class Is : std::uint8_t {
        kText,
        kAtLeast,
        kBelow,
        kAbove,
        kEqual,
        kSameAs,    ///< As the column `text`.
        kLessThan,  ///< Than the column `text`.
        kMissing
    };
    std::string column;
    Is is = Is::kMissing;
    std::string text{};
    double number = 0.0;
};

/// A circle in the middle of a polygon, over the fills of all.
struct LookCircle {
    carto::Color fill;  ///< Alpha 0: hollow.
    carto::LineStyle edge;
    double radius = 0.0;   ///< Pixels; with a column: of the circle of 1.
    std::string column{};  ///< Its area is proportional to that; empty: all of one size.
};

/// Rows that pass all tests are drawn so. Of the rules without a circle one holds for a row.
struct LookRule {
    std::string label;
    std::vector<ColumnTest> tests;
    carto::AreaStyle area;
    carto::LineStyle line;
    std::string group{};  ///< Rules one after the other with the same group stand below it.
    std::optional<LookCircle> circle{};  ///< In place of fill and line; QGIS only.
};

struct LayerLook {
    std::string layer;
    std::string title;
    std::vector<LookRule> rules;
};

/// One step of a graduated style; the last holds its upper end.
struct LookRange {
    double low = 0.0;
    double high = 0.0;
    std::string label;
    carto::Color color;
};
struct GraduatedLook {
    std::string column;
    std::vector<LookRange> ranges;
    carto::LineStyle line;
};

/// A QGIS style (QML, 3.x): a renderer with rules, or one with graduated colours.
std::string to_qml(const LayerLook& look);
std::string to_qml(const GraduatedLook& look);
/// Symbology Encoding 1.1, without circles. Hatching is named as GeoServer and QGIS name it.
std::string to_sld(const LayerLook& look);

}  // namespace maillage::report
