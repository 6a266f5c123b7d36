// SPDX-License-Identifier: Apache-2.0
#include "base/format.hpp"
#include "report/layer_look.hpp"
#include "report/xml_text.hpp"

#include <algorithm>
#include <numbers>
#include <utility>

namespace maillage::report {
namespace {

constexpr double kMillimetres = 25.4 / 96.0;  ///< Of a layout pixel.

using Options = std::vector<std::pair<std::string, std::string>>;

std::string mm(double pixels) { return format("{:.4f}", pixels * kMillimetres); }
std::string color_text(carto::Color c) { return format("{},{},{},{}", c.r, c.g, c.b, c.a); }

/// A symbol layer. Options stand twice: QGIS reads <Option> since 3.20, <prop> before.
std::string symbol_layer(const char* kind, const Options& options, const std::string& inside = {}) {
    auto xml = format(
        "<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">", kind);
    for (const auto& [name, value] : options) {
        xml += format(R"(<Option name="{}" type="QString" value="{}"/>)", name, xml_text(value));
    }
    xml += "</Option>";
    for (const auto& [name, value] : options) {
        xml += format(R"(<prop k="{}" v="{}"/>)", name, xml_text(value));
    }
    return xml + inside + "</layer>";
}

std::string symbol(const char* type, const std::string& name, const std::string& layers) {
    return format(
        R"(<symbol alpha="1" clip_to_extent="1" force_rhr="0" name="{}" type="{}">{}</symbol>)",
        name, type, layers);
}

std::string fill_layer(carto::Color fill, const carto::LineStyle& line) {
    const bool edge = line.width > 0.0F;
    return symbol_layer("SimpleFill", {{"color", color_text(fill)},
                                       {"style", fill.a > 0 ? "solid" : "no"},
                                       {"outline_color", color_text(line.color)},
                                       {"outline_style", !edge              ? "no"
                                                         : line.dash > 0.0F ? "dash"
                                                                            : "solid"},
                                       {"outline_width", mm(static_cast<double>(line.width))},
                                       {"outline_width_unit", "MM"},
                                       {"joinstyle", "round"}});
}

/// Stripes along a diagonal: the map gives spacing and width along x, QGIS across the stripes.
std::string stripes_layer(const carto::AreaStyle& style, int angle, const std::string& name) {
    const double across = 1.0 / std::numbers::sqrt2;
    const auto width = mm(static_cast<double>(style.width) * across);
    const auto line = symbol_layer("SimpleLine", {{"line_color", color_text(style.hatch_color)},
                                                  {"line_style", "solid"},
                                                  {"line_width", width},
                                                  {"line_width_unit", "MM"},
                                                  {"capstyle", "flat"}});
    return symbol_layer("LinePatternFill",
                        {{"angle", std::to_string(angle)},
                         {"color", color_text(style.hatch_color)},
                         {"distance", mm(static_cast<double>(style.spacing) * across)},
                         {"distance_unit", "MM"},
                         {"line_width", width},
                         {"line_width_unit", "MM"},
                         {"offset", "0"},
                         {"offset_unit", "MM"}},
                        symbol("line", "@" + name + "@1", line));
}

std::string dots_layer(const carto::AreaStyle& style, const std::string& name) {
    const auto marker =
        symbol_layer("SimpleMarker", {{"name", "circle"},
                                      {"color", color_text(style.hatch_color)},
                                      {"outline_style", "no"},
                                      {"size", mm(static_cast<double>(style.width))},
                                      {"size_unit", "MM"}});
    const auto spacing = mm(static_cast<double>(style.spacing));
    return symbol_layer("PointPatternFill",
                        {{"distance_x", spacing},
                         {"distance_x_unit", "MM"},
                         {"distance_y", spacing},
                         {"distance_y_unit", "MM"},
                         {"displacement_x", "0"},
                         {"displacement_y", "0"}},
                        symbol("marker", "@" + name + "@1", marker));
}

std::string hatch_layers(const carto::AreaStyle& style, const std::string& name) {
    constexpr int kRising = 45;
    constexpr int kFalling = 135;
    switch (style.hatch) {
        case carto::Hatch::kDiagonal:
            return stripes_layer(style, kRising, name);
        case carto::Hatch::kBackDiagonal:
            return stripes_layer(style, kFalling, name);
        case carto::Hatch::kCross:
            return stripes_layer(style, kRising, name) + stripes_layer(style, kFalling, name);
        case carto::Hatch::kDots:
            return dots_layer(style, name);
        case carto::Hatch::kNone:
            break;
    }
    return "";
}

std::string symbol_of(const carto::AreaStyle& area, const carto::LineStyle& line,
                      const std::string& name) {
    return symbol("fill", name, fill_layer(area.fill, line) + hatch_layers(area, name));
}

/// A property that an expression gives (QGIS's type 3).
std::string defined_by(const char* property, const std::string& words) {
    return format(
        R"(<data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/>)"
        R"(<Option name="properties" type="Map"><Option name="{}" type="Map">)"
        R"(<Option name="active" type="bool" value="true"/>)"
        R"(<Option name="expression" type="QString" value="{}"/>)"
        R"(<Option name="type" type="int" value="3"/></Option></Option>)"
        R"(<Option name="type" type="QString" value="collection"/></Option>)"
        R"(</data_defined_properties>)",
        property, xml_text(words));
}

/// In the second pass, so that circles lie over the fills of neighbours.
std::string circle_symbol(const LookCircle& circle, const std::string& name) {
    const auto across = mm(2.0 * circle.radius);
    const auto size = circle.column.empty()
                          ? std::string()
                          : defined_by("size", across + " * sqrt(\"" + circle.column + "\")");
    const auto marker = symbol_layer("SimpleMarker",
                                     {{"name", "circle"},
                                      {"color", color_text(circle.fill)},
                                      {"outline_color", color_text(circle.edge.color)},
                                      {"outline_style", "solid"},
                                      {"outline_width", mm(static_cast<double>(circle.edge.width))},
                                      {"outline_width_unit", "MM"},
                                      {"size", across},
                                      {"size_unit", "MM"}},
                                     size);
    auto fill = symbol_layer("CentroidFill", {{"point_on_surface", "1"}},
                             symbol("marker", "@" + name + "@0", marker));
    const std::string first = "pass=\"0\"";
    fill.replace(fill.find(first), first.size(), "pass=\"1\"");
    return symbol("fill", name, fill);
}

std::string expression(const ColumnTest& test) {
    using Is = ColumnTest::Is;
    const auto column = "\"" + test.column + "\"";
    switch (test.is) {
        case Is::kText:
            return column + " = '" + test.text + "'";
        case Is::kAtLeast:
            return column + format(" >= {}", test.number);
        case Is::kBelow:
            return column + format(" < {}", test.number);
        case Is::kAbove:
            return column + format(" > {}", test.number);
        case Is::kEqual:
            return column + format(" = {}", test.number);
        case Is::kSameAs:
            return column + " = \"" + test.text + "\"";
        case Is::kLessThan:
            return column + " < \"" + test.text + "\"";
        case Is::kMissing:
            break;
    }
    return column + " IS NULL";
}

std::string expression(const LookRule& rule) {
    std::string text;
    for (const auto& test : rule.tests) {
        text += (text.empty() ? "" : " AND ") + expression(test);
    }
    return text;
}

/// Keys of rules are UUIDs in QGIS; any text that differs does.
std::string rule_key(std::size_t number) {
    return format("{{00000000-0000-0000-0000-{:012}}}", number);
}

std::string document(const std::string& renderer) {
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
           "<qgis version=\"3.22.16\" styleCategories=\"Symbology\">" +
           renderer + "<blendMode>0</blendMode><layerOpacity>1</layerOpacity></qgis>\n";
}

}  // namespace

std::string to_qml(const LayerLook& look) {
    std::string rules;
    std::string symbols;
    std::string open;
    std::size_t key = 0;
    for (std::size_t i = 0; i < look.rules.size(); ++i) {
        const auto& rule = look.rules[i];
        if (rule.group != open) {
            rules += open.empty() ? "" : "</rule>";
            open = rule.group;
            if (!open.empty()) {
                rules += format(R"(<rule key="{}" label="{}">)", rule_key(++key), xml_text(open));
            }
        }
        rules += format(R"(<rule key="{}" symbol="{}" label="{}" filter="{}"/>)", rule_key(++key),
                        i, xml_text(rule.label), xml_text(expression(rule)));
        const auto name = std::to_string(i);
        symbols +=
            rule.circle ? circle_symbol(*rule.circle, name) : symbol_of(rule.area, rule.line, name);
    }
    rules += open.empty() ? "" : "</rule>";
    // Large circles below small ones.
    const auto circle = std::find_if(look.rules.begin(), look.rules.end(), [](const auto& rule) {
        return rule.circle && !rule.circle->column.empty();
    });
    const bool ordered = circle != look.rules.end();
    const auto order =
        ordered
            ? format(
                  R"(<orderby><orderByClause asc="0" nullsFirst="0">"{}"</orderByClause></orderby>)",
                  circle->circle->column)
            : std::string();
    return document(format(
        "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"{0}\" enableorderby=\"{0}\" "
        "forceraster=\"0\"><rules key=\"{1}\">{2}</rules><symbols>{3}</symbols>{4}</renderer-v2>",
        ordered ? 1 : 0, rule_key(0), rules, symbols, order));
}

std::string to_qml(const GraduatedLook& look) {
    std::string ranges;
    std::string symbols;
    for (std::size_t i = 0; i < look.ranges.size(); ++i) {
        const auto& range = look.ranges[i];
        ranges += format(
            R"(<range lower="{:.15f}" upper="{:.15f}" symbol="{}" label="{}" render="true"/>)",
            range.low, range.high, i, xml_text(range.label));
        carto::AreaStyle area;
        area.fill = range.color;
        symbols += symbol_of(area, look.line, std::to_string(i));
    }
    return document(format(
        "<renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" "
        "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\"><ranges>{}</ranges>"
        "<symbols>{}</symbols></renderer-v2>",
        look.column, ranges, symbols));
}

}  // namespace maillage::report
