// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Territories drawn as text: each letter is a commune made of square cells.

#include "geo/polygon_set.hpp"
#include "geo/validity.hpp"
#include "model/territory.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

struct AsciiTerritory {
    geo::PolygonSet polygons;  ///< Feature i is commune i; no coordinate system.
    Territories territories;  ///< Communes 01001 (A), 01002 (B)… of the department 01, region 84.
};

/// Draws one square of \p size at column \p x and row \p y counted upwards, as its own feature.
inline void add_cell(geo::PolygonSet& set, double x, double y, double size) {
    set.add_point({x * size, y * size});
    set.add_point({(x + 1) * size, y * size});
    set.add_point({(x + 1) * size, (y + 1) * size});
    set.add_point({x * size, (y + 1) * size});
    set.add_point({x * size, y * size});
    set.close_ring();
    set.close_polygon();
    set.close_feature();
}

/// "AAB\nACB": A has three cells, B two, C one; the last line lies at y = 0. A space or point is
/// sea. Letters A … Z are numbered by the alphabet.
inline AsciiTerritory ascii_territory(std::string_view drawing, double size = 1000.0) {
    std::vector<std::string_view> lines;
    while (!drawing.empty()) {
        lines.push_back(drawing.substr(0, drawing.find('\n')));
        drawing.remove_prefix(std::min(drawing.size(), lines.back().size() + 1));
    }
    geo::PolygonSet cells;
    std::map<char, std::uint32_t> communes;
    std::vector<char> letters;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        for (std::size_t column = 0; column < lines[row].size(); ++column) {
            const char letter = lines[row][column];
            if (letter < 'A' || letter > 'Z') {
                continue;
            }
            communes.emplace(letter, 0);
            letters.push_back(letter);
            add_cell(cells, static_cast<double>(column),
                     static_cast<double>(lines.size() - 1 - row), size);
        }
    }
    AsciiTerritory result;
    auto& table = result.territories;
    table.vintage = Vintage{2024};
    table.regions.code.push_back(*RegionCode::parse("84"));
    table.regions.name.emplace_back("Auvergne-Rhône-Alpes");
    table.regions.parent.emplace_back();
    table.departments.code.push_back(*DepartmentCode::parse("01"));
    table.departments.name.emplace_back("Ain");
    table.departments.parent.push_back(index_of<Region>(0));
    for (auto& [letter, number] : communes) {
        number = static_cast<std::uint32_t>(table.communes.size());
        const auto code = "010" + std::string(letter - 'A' + 1 < 10 ? "0" : "") +
                          std::to_string(letter - 'A' + 1);
        table.communes.code.push_back(*CommuneCode::parse(code));
        table.communes.name.emplace_back(1, letter);
        table.communes.department.push_back(index_of<Department>(0));
        table.communes.epci.emplace_back();
        table.communes.ept.emplace_back();
        table.communes.arrondissement.emplace_back();
        table.communes.population.emplace_back(1000);
        table.communes.population_2019.emplace_back(1000);
    }
    std::vector<std::uint32_t> groups;
    for (const char letter : letters) {
        groups.push_back(communes[letter]);
    }
    result.polygons = geo::unite(cells, groups, communes.size());
    return result;
}

}  // namespace maillage::test
