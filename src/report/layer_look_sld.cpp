// SPDX-License-Identifier: Apache-2.0
#include "base/format.hpp"
#include "report/layer_look.hpp"
#include "report/xml_text.hpp"

namespace maillage::report {
namespace {

std::string hex(carto::Color color) {
    return format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

std::string parameter(const char* name, const std::string& value) {
    return format(R"(<se:SvgParameter name="{}">{}</se:SvgParameter>)", name, value);
}

std::string stroke(const carto::LineStyle& line) {
    if (line.width <= 0.0F) {
        return "";
    }
    auto xml = "<se:Stroke>" + parameter("stroke", hex(line.color)) +
               parameter("stroke-width", format("{}", line.width));
    if (line.dash > 0.0F) {
        xml += parameter("stroke-dasharray", format("{0} {0}", line.dash));
    }
    return xml + "</se:Stroke>";
}

std::string fill(const carto::AreaStyle& area) {
    if (area.fill.a == 0) {
        return "";
    }
    return "<se:Fill>" + parameter("fill", hex(area.fill)) + "</se:Fill>";
}

/// The marks that GeoServer adds to the standard and QGIS reads.
std::string marks(const carto::AreaStyle& area) {
    const auto name = [&]() -> const char* {
        switch (area.hatch) {
            case carto::Hatch::kDiagonal:
                return "shape://slash";
            case carto::Hatch::kBackDiagonal:
                return "shape://backslash";
            case carto::Hatch::kCross:
                return "shape://times";
            case carto::Hatch::kDots:
                return "shape://dot";
            case carto::Hatch::kNone:
                break;
        }
        return nullptr;
    }();
    if (name == nullptr) {
        return "";
    }
    return format(
        "<se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark>"
        "<se:WellKnownName>{}</se:WellKnownName><se:Stroke>{}{}</se:Stroke></se:Mark>"
        "<se:Size>{}</se:Size></se:Graphic></se:GraphicFill></se:Fill></se:PolygonSymbolizer>",
        name, parameter("stroke", hex(area.hatch_color)),
        parameter("stroke-width", format("{}", area.width)), area.spacing);
}

std::string filter(const ColumnTest& test) {
    using Is = ColumnTest::Is;
    const auto name = "<ogc:PropertyName>" + xml_text(test.column) + "</ogc:PropertyName>";
    const auto compared = [&](const char* how, const std::string& value) {
        return format("<ogc:{0}>{1}<ogc:Literal>{2}</ogc:Literal></ogc:{0}>", how, name, value);
    };
    switch (test.is) {
        case Is::kText:
            return compared("PropertyIsEqualTo", xml_text(test.text));
        case Is::kAtLeast:
            return compared("PropertyIsGreaterThanOrEqualTo", format("{}", test.number));
        case Is::kBelow:
            return compared("PropertyIsLessThan", format("{}", test.number));
        case Is::kAbove:
            return compared("PropertyIsGreaterThan", format("{}", test.number));
        case Is::kEqual:
            return compared("PropertyIsEqualTo", format("{}", test.number));
        case Is::kSameAs:
        case Is::kLessThan:  // Of circles only, which are not written here.
        case Is::kMissing:
            break;
    }
    return "<ogc:PropertyIsNull>" + name + "</ogc:PropertyIsNull>";
}

std::string rule_sld(const LookRule& rule) {
    std::string tests;
    for (const auto& test : rule.tests) {
        tests += filter(test);
    }
    if (rule.tests.size() > 1) {
        tests = "<ogc:And>" + tests + "</ogc:And>";
    }
    const auto words = xml_text(rule.group.empty() ? rule.label : rule.group + ", " + rule.label);
    return format(
        "<se:Rule><se:Name>{0}</se:Name><se:Description><se:Title>{0}</se:Title></se:Description>"
        "<ogc:Filter>{1}</ogc:Filter><se:PolygonSymbolizer>{2}{3}</se:PolygonSymbolizer>{4}"
        "</se:Rule>",
        words, tests, fill(rule.area), stroke(rule.line), marks(rule.area));
}

}  // namespace

std::string to_sld(const LayerLook& look) {
    std::string rules;
    for (const auto& rule : look.rules) {
        rules += rule.circle ? std::string() : rule_sld(rule);
    }
    return format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<StyledLayerDescriptor xmlns=\"http://www.opengis.net/sld\" "
        "xmlns:ogc=\"http://www.opengis.net/ogc\" xmlns:se=\"http://www.opengis.net/se\" "
        "version=\"1.1.0\"><NamedLayer><se:Name>{0}</se:Name><UserStyle><se:Name>{1}</se:Name>"
        "<se:FeatureTypeStyle>{2}</se:FeatureTypeStyle></UserStyle></NamedLayer>"
        "</StyledLayerDescriptor>\n",
        xml_text(look.layer), xml_text(look.title), rules);
}

}  // namespace maillage::report
