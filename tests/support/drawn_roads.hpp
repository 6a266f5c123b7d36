// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Small road networks as drawings: letters are nodes, the ways between them stand below.
///
///     a---b---c        ways: "abc primary oneway=yes maxspeed=50", "ad ferry duration=00:20"
///     |
///     d
///
/// One column and one row are 100 m, near 0° N 0° E, so that lengths are the same everywhere.
/// Lines between the letters are for the reader only.

#include "io/osm_tags.hpp"
#include "model/road_ways.hpp"

#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

inline constexpr double kDegreesPerMetre = 180.0 / (std::numbers::pi * 6'371'008.8);

/// A drawing with its ways.
class DrawnRoads {
public:
    DrawnRoads(std::string_view drawing, const std::vector<std::string>& ways) {
        std::istringstream lines{std::string(drawing)};
        int row = 0;
        for (std::string line; std::getline(lines, line); ++row) {
            for (std::size_t column = 0; column < line.size(); ++column) {
                if (std::isalpha(static_cast<unsigned char>(line[column])) != 0) {
                    m_node[line[column]] = static_cast<std::uint32_t>(roads.places.size());
                    roads.places.push_back(to_road_place(at(static_cast<double>(column), row)));
                }
            }
        }
        for (const auto& way : ways) {
            add(way);
        }
    }

    /// Degrees of a place in columns and rows of the drawing.
    static geo::Point at(double column, double row) {
        return {column * 100.0 * kDegreesPerMetre, -row * 100.0 * kDegreesPerMetre};
    }
    geo::Point at(char node) const { return to_degrees(roads.places[m_node.at(node)]); }

    /// "no ab bc" or "only ab bc": from the way that begins and ends with these letters, over their
    /// common node.
    void turn(std::string_view text) {
        std::istringstream words{std::string(text)};
        std::string kind;
        std::string from;
        std::string to;
        words >> kind >> from >> to;
        TurnRestriction one;
        one.only = kind == "only";
        one.applies = {true, true, false};
        one.from = m_way.at(from);
        one.to = m_way.at(to);
        for (const char node : from) {
            if (to.find(node) != std::string::npos) {
                one.via = m_node.at(node);
            }
        }
        roads.turns.push_back(one);
    }
    void barrier(char node, std::string_view kind) {
        io::OsmTags tags;
        tags.add("barrier", kind);
        roads.barriers.push_back({m_node.at(node), io::stopped_by(tags)});
    }

    RoadWays roads;

private:
    void add(const std::string& text) {
        std::istringstream words(text);
        std::string nodes;
        std::string road;
        words >> nodes >> road;
        std::vector<std::string> pairs;
        for (std::string pair; words >> pair;) {
            pairs.push_back(pair);
        }
        io::OsmTags tags;
        tags.add(road == "ferry" ? "route" : "highway", road);
        for (const auto& pair : pairs) {
            const auto equal = pair.find('=');
            tags.add(std::string_view(pair).substr(0, equal),
                     std::string_view(pair).substr(equal + 1));
        }
        auto way = io::way_of_tags(tags).value();
        way.id = static_cast<std::int64_t>(roads.ways.size()) + 1;
        way.nodes = static_cast<std::uint32_t>(roads.way_nodes.size());
        for (const char node : nodes) {
            roads.way_nodes.push_back(m_node.at(node));
        }
        m_way[nodes] = way.id;
        roads.ways.push_back(way);
    }

    std::map<char, std::uint32_t> m_node;
    std::map<std::string, std::int64_t> m_way;
};

}  // namespace maillage::test
