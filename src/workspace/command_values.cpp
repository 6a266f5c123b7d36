// SPDX-License-Identifier: Apache-2.0
#include "workspace/command_values.hpp"

#include "base/text.hpp"
#include "io/read.hpp"
#include "io/role_names.hpp"

#include <algorithm>

namespace maillage::workspace {
namespace {

using carto::Breaks;
using carto::MapLevel;
using carto::MapRequest;
using carto::View;

constexpr WordTable<ThingRef::Kind, 7> kKinds{{{"france", ThingRef::Kind::kFrance},
                                               {"region", ThingRef::Kind::kRegion},
                                               {"departement", ThingRef::Kind::kDepartment},
                                               {"arrondissement", ThingRef::Kind::kArrondissement},
                                               {"epci", ThingRef::Kind::kEpci},
                                               {"commune", ThingRef::Kind::kCommune},
                                               {"contrat", ThingRef::Kind::kContract}}};
constexpr WordTable<View, 7> kViews{{{"coverage", View::kCoverage},
                                     {"signatories", View::kSignatories},
                                     {"contracts", View::kContracts},
                                     {"population", View::kPopulation},
                                     {"access", View::kAccess},
                                     {"access_gaps", View::kAccessGaps},
                                     {"access_coverage", View::kAccessCoverage}}};
constexpr WordTable<MapLevel, 4> kLevels{{{"commune", MapLevel::kCommune},
                                          {"epci", MapLevel::kEpci},
                                          {"departement", MapLevel::kDepartment},
                                          {"region", MapLevel::kRegion}}};
constexpr WordTable<Breaks, 6> kBreaks{{{"policy", Breaks::kPolicy},
                                        {"fisher", Breaks::kFisher},
                                        {"quantiles", Breaks::kQuantiles},
                                        {"equal", Breaks::kEqual},
                                        {"pretty", Breaks::kPretty},
                                        {"manual", Breaks::kManual}}};
constexpr WordTable<TableOf, 4> kTables{{{"communes", TableOf::kCommunes},
                                         {"epcis", TableOf::kEpcis},
                                         {"departements", TableOf::kDepartments},
                                         {"regions", TableOf::kRegions}}};

/// A yes-or-no of a map and the word for it.
struct MapFlag {
    std::string_view name;
    bool& (*of)(MapRequest&);
};
constexpr std::array kMapFlags{
    MapFlag{"circles", [](MapRequest& m) -> bool& { return m.circles; }},
    MapFlag{"labels", [](MapRequest& m) -> bool& { return m.labels; }},
    MapFlag{"label_values", [](MapRequest& m) -> bool& { return m.label_values; }},
    MapFlag{"signed", [](MapRequest& m) -> bool& { return m.signed_contracts; }},
    MapFlag{"negotiated", [](MapRequest& m) -> bool& { return m.negotiated_contracts; }},
    MapFlag{"other_levels", [](MapRequest& m) -> bool& { return m.other_level_contracts; }},
    MapFlag{"zero_apart", [](MapRequest& m) -> bool& { return m.classes.zero_apart; }},
    MapFlag{"reversed", [](MapRequest& m) -> bool& { return m.classes.reversed; }},
    MapFlag{"show_title", [](MapRequest& m) -> bool& { return m.furniture.title; }},
    MapFlag{"show_legend", [](MapRequest& m) -> bool& { return m.furniture.legend; }},
    MapFlag{"show_scale_bar", [](MapRequest& m) -> bool& { return m.furniture.scale_bar; }},
    MapFlag{"show_north", [](MapRequest& m) -> bool& { return m.furniture.north; }},
    MapFlag{"show_sources", [](MapRequest& m) -> bool& { return m.furniture.sources; }},
    MapFlag{"show_insets", [](MapRequest& m) -> bool& { return m.furniture.insets; }},
};
struct MapText {
    std::string_view name;
    std::string& (*of)(MapRequest&);
};
constexpr std::array kMapTexts{
    MapText{"palette", [](MapRequest& m) -> std::string& { return m.classes.palette; }},
    MapText{"title", [](MapRequest& m) -> std::string& { return m.texts.title; }},
    MapText{"subtitle", [](MapRequest& m) -> std::string& { return m.texts.subtitle; }},
    MapText{"legend", [](MapRequest& m) -> std::string& { return m.texts.legend; }},
    MapText{"source", [](MapRequest& m) -> std::string& { return m.texts.source; }},
};

std::string_view yes_no(bool value) { return value ? "yes" : "no"; }

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> parts;
    for (const auto part : split(text, ',')) {
        if (!part.empty()) {
            parts.emplace_back(part);
        }
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) {
        text += (text.empty() ? "" : ",") + part;
    }
    return text;
}

std::string focus_text(const carto::Focus& focus) {
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return "region:" + region->string();
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return "departement:" + department->string();
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return "epci:" + epci->string();
    }
    return "france";
}

carto::Focus focus_of(LineReader& line, const std::string& kind, const std::string& code) {
    if (kind == "region") {
        if (const auto region = RegionCode::parse(code)) {
            return *region;
        }
    } else if (kind == "departement") {
        if (const auto department = DepartmentCode::parse(code)) {
            return *department;
        }
    } else if (kind == "epci") {
        if (const auto epci = EpciCode::parse(code)) {
            return *epci;
        }
    } else if (kind == "france") {
        return carto::WholeFrance{};
    } else {
        line.wrong_choice(kind, "france, region, departement, epci");
        return {};
    }
    line.wrong(code);
    return {};
}

std::string layers_text(const std::vector<carto::ShownLayer>& layers) {
    std::vector<std::string> parts;
    parts.reserve(layers.size());
    for (const auto& layer : layers) {
        parts.push_back((layer.shown ? "" : "-") + std::to_string(layer.source));
    }
    return joined(parts);
}

std::vector<carto::ShownLayer> layers_of(LineReader& line, const std::string& text) {
    std::vector<carto::ShownLayer> layers;
    for (const auto& part : list_of(text)) {
        const bool hidden = part.starts_with('-');
        const auto source = line.whole_of(hidden ? part.substr(1) : part);
        layers.push_back({static_cast<std::uint32_t>(source), !hidden});
    }
    return layers;
}

std::vector<double> numbers_of(LineReader& line, const std::string& text) {
    std::vector<double> numbers;
    for (const auto& part : list_of(text)) {
        numbers.push_back(line.number_of(part));
    }
    return numbers;
}

std::string numbers_text(const std::vector<double>& numbers) {
    std::vector<std::string> parts;
    parts.reserve(numbers.size());
    for (const auto number : numbers) {
        parts.push_back(number_text(number));
    }
    return joined(parts);
}

/// "1..10=<5": the token comes last, so that it may hold any sign.
void read_masked(LineReader& line, const std::string& text, io::SourceSpec& source) {
    const auto [interval, token] = cut_pair(text);
    const auto dots = interval.find("..");
    if (dots == std::string::npos || token.empty()) {
        line.wrong(text);
        return;
    }
    const auto low = line.whole_of(interval.substr(0, dots));
    const auto high = line.whole_of(interval.substr(dots + 2));
    constexpr std::uint64_t kMost = 10'000'000;
    if (low > high || high > kMost) {
        line.wrong(text);
        return;
    }
    source.masked[token] =
        Count::masked(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high));
}

void read_vintage(LineReader& line, const std::string& text, io::SourceSpec& source) {
    const auto year = static_cast<int>(std::min<std::uint64_t>(line.whole_of(text), 9999));
    if (year < kFirstVintage.year || year > kLastVintage.year) {
        line.wrong(text);
    } else {
        source.vintage = Vintage{year};
    }
}

void read_role(LineReader& line, const std::string& text, io::SourceSpec& source) {
    if (const auto role = io::parse_role(text)) {
        source.role = *role;
    } else {
        line.wrong_choice(text, joined(io::role_names()));
    }
}

}  // namespace

void write_source(LineWriter& line, const io::SourceSpec& source) {
    const io::SourceSpec plain;
    const auto text = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) {
            line.pair(key, value);
        }
    };
    if (source.role != plain.role) {
        line.pair("role", io::role_name(source.role));
    }
    line.pair("path", source.path);
    text("layer", source.layer);
    if (source.vintage) {
        line.pair("vintage", std::to_string(source.vintage->year));
    }
    for (const auto& [name, header] : source.columns) {
        auto text_of_column = name;
        line.pair("column", text_of_column.append(1, '=').append(header));
    }
    for (const auto& [token, count] : source.masked) {
        line.pair("masked",
                  std::to_string(count.low) + ".." + std::to_string(count.high) + '=' + token);
    }
    text("schematic", source.schematic ? "yes" : "");
    text("modelled", source.modelled ? "yes" : "");
    text("partial", source.partial ? "yes" : "");
    text("overrides", source.overrides ? "yes" : "");
    text("attribution", source.attribution);
    text("header", source.header > 0 ? std::to_string(source.header) : "");
    text("encoding", source.encoding);
    std::vector<std::string> years;
    for (const int year : source.population_years) {
        years.push_back(std::to_string(year));
    }
    text("population_years", joined(years));
}

io::SourceSpec read_source(LineReader& line) {
    io::SourceSpec source;
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        if (key == "role") {
            read_role(line, value, source);
        } else if (key == "path") {
            source.path = value;
        } else if (key == "layer") {
            source.layer = value;
        } else if (key == "vintage") {
            read_vintage(line, value, source);
        } else if (key == "column") {
            const auto [name, header] = cut_pair(value);
            source.columns[name] = header;
        } else if (key == "masked") {
            read_masked(line, value, source);
        } else if (key == "schematic") {
            source.schematic = line.flag_of(value);
        } else if (key == "modelled") {
            source.modelled = line.flag_of(value);
        } else if (key == "partial") {
            source.partial = line.flag_of(value);
        } else if (key == "overrides") {
            source.overrides = line.flag_of(value);
        } else if (key == "attribution") {
            source.attribution = value;
        } else if (key == "population_years") {
            for (const auto& year : list_of(value)) {
                source.population_years.push_back(
                    static_cast<int>(std::min<std::uint64_t>(line.whole_of(year), 9999)));
            }
        } else if (key == "header") {
            source.header = static_cast<std::uint32_t>(line.whole_of(value));
        } else if (key == "encoding") {
            source.encoding = io::known_encoding(value);
            if (source.encoding.empty()) {
                line.wrong(value);
            }
        } else {
            line.wrong(key);
        }
    }
    return source;
}

void write_map(LineWriter& line, const MapRequest& map) {
    MapRequest plain;
    auto shown = map;
    const auto named = [&](std::string_view key, const auto& table, auto value, auto usual) {
        if (value != usual) {
            line.pair(key, LineWriter::name_in(table, value));
        }
    };
    named("view", kViews, map.view, plain.view);
    named("level", kLevels, map.level, plain.level);
    if (map.focus != plain.focus) {
        line.pair("focus", focus_text(map.focus));
    }
    named("breaks", kBreaks, map.classes.method, plain.classes.method);
    if (map.classes.count != plain.classes.count) {
        line.pair("classes", std::to_string(map.classes.count));
    }
    if (!map.classes.manual.empty()) {
        line.pair("bounds", numbers_text(map.classes.manual));
    }
    for (const auto& flag : kMapFlags) {
        if (flag.of(shown) != flag.of(plain)) {
            line.pair(flag.name, yes_no(flag.of(shown)));
        }
    }
    for (const auto& text : kMapTexts) {
        if (text.of(shown) != text.of(plain)) {
            line.pair(text.name, text.of(shown));
        }
    }
    if (!map.layers.empty()) {
        line.pair("layers", layers_text(map.layers));
    }
    named("theme", kThemes, map.theme, plain.theme);
    named("language", kLanguages, map.language, plain.language);
    if (map.text_scale != plain.text_scale) {
        line.pair("text_scale", number_text(map.text_scale));
    }
}

bool read_map_word(LineReader& line, const std::string& key, const std::string& value,
                   MapRequest& map) {
    for (const auto& flag : kMapFlags) {
        if (flag.name == key) {
            flag.of(map) = line.flag_of(value);
            return true;
        }
    }
    for (const auto& text : kMapTexts) {
        if (text.name == key) {
            text.of(map) = value;
            return true;
        }
    }
    if (key == "view") {
        map.view = line.named_of(kViews, value);
    } else if (key == "level") {
        map.level = line.named_of(kLevels, value);
    } else if (key == "focus") {
        const auto colon = std::min(value.find(':'), value.size());
        map.focus = focus_of(line, value.substr(0, colon),
                             colon < value.size() ? value.substr(colon + 1) : std::string());
    } else if (key == "breaks") {
        map.classes.method = line.named_of(kBreaks, value);
    } else if (key == "classes") {
        map.classes.count = static_cast<int>(std::min<std::uint64_t>(line.whole_of(value), 9));
    } else if (key == "bounds") {
        map.classes.manual = numbers_of(line, value);
    } else if (key == "layers") {
        map.layers = layers_of(line, value);
    } else if (key == "theme") {
        map.theme = line.named_of(kThemes, value);
    } else if (key == "language") {
        map.language = line.named_of(kLanguages, value);
    } else if (key == "text_scale") {
        map.text_scale = line.number_of(value);
    } else {
        return false;
    }
    return true;
}

void write_table(LineWriter& line, const TableView& table) {
    const TableView plain;
    line.named(kTables, table.of);
    if (table.filter != plain.filter) {
        line.pair("filter", table.filter);
    }
    if (table.sort != plain.sort) {
        line.pair("sort", table.sort);
    }
    if (table.descending != plain.descending) {
        line.pair("descending", yes_no(table.descending));
    }
    if (table.only_selection != plain.only_selection) {
        line.pair("only_selection", yes_no(table.only_selection));
    }
    if (!table.columns.empty()) {
        line.pair("columns", joined(table.columns));
    }
}

TableView read_table(LineReader& line) {
    TableView table;
    table.of = line.named(kTables);
    while (!line.at_end()) {
        const auto [key, value] = cut_pair(line.word());
        if (key == "filter") {
            table.filter = value;
        } else if (key == "sort") {
            table.sort = value;
        } else if (key == "descending") {
            table.descending = line.flag_of(value);
        } else if (key == "only_selection") {
            table.only_selection = line.flag_of(value);
        } else if (key == "columns") {
            table.columns = list_of(value);
        } else {
            line.wrong(key);
        }
    }
    return table;
}

void write_focus(LineWriter& line, const carto::Focus& focus) {
    const auto text = focus_text(focus);
    const auto colon = text.find(':');
    line.word(text.substr(0, colon));
    if (colon != std::string::npos) {
        line.word(text.substr(colon + 1));
    }
}

carto::Focus read_focus(LineReader& line) {
    const auto kind = line.word();
    return focus_of(line, kind, kind == "france" ? std::string() : line.word());
}

void write_thing(LineWriter& line, const ThingRef& thing) {
    line.named(kKinds, thing.kind);
    if (thing.kind != ThingRef::Kind::kFrance) {
        line.word(thing.code);
    }
}

ThingRef read_thing(LineReader& line) {
    ThingRef thing;
    thing.kind = line.named(kKinds);
    if (thing.kind != ThingRef::Kind::kFrance) {
        thing.code = line.word();
    }
    return thing;
}

std::string camera_text(const carto::Camera& camera) {
    return numbers_text({camera.centre.x, camera.centre.y, camera.metres_per_pixel});
}

carto::Camera camera_of(LineReader& line, const std::string& text) {
    const auto numbers = numbers_of(line, text);
    if (numbers.size() != 3 || !(numbers[2] > 0)) {
        line.wrong(text);
        return {};
    }
    return {{numbers[0], numbers[1]}, numbers[2]};
}

std::optional<Date> date_of(LineReader& line, const std::string& text) {
    const auto parsed = parse_date(text);
    if (!parsed || parsed->from_serial) {
        line.wrong(text);
        return std::nullopt;
    }
    return parsed->date;
}

}  // namespace maillage::workspace
