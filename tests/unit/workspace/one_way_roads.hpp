// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Roads of the five communes on a meridian that go one way.

#include <string>

namespace maillage::workspace {

/// OpenStreetMap: a road north along the meridian from the first commune to the fourth, and one
/// south 0.05° east of it; between them roads at both ends, all one-way: a round. Every 0.05° a
/// street leads nowhere, so that there are junctions.
inline std::string round_road() {
    std::string nodes;
    std::string round;
    std::string streets;
    constexpr int kNodes = 14;
    const auto node = [&](int id, int step, const char* longitude) {
        nodes += "<node id=\"" + std::to_string(id) + "\" version=\"1\" lat=\"47." +
                 std::to_string(step / 2) + (step % 2 == 0 ? "0" : "5") + "\" lon=\"" + longitude +
                 "\"/>";
    };
    const auto at = [](int id) { return "<nd ref=\"" + std::to_string(id) + "\"/>"; };
    for (int i = 1; i <= kNodes; ++i) {
        const bool north = i <= kNodes / 2;
        const int step = north ? i - 1 : kNodes - i;  // Of 0.05° each.
        node(i, step, north ? "2.00" : "2.05");
        node(100 + i, step, north ? "1.99" : "2.06");
        round += at(i);
        streets += "<way id=\"" + std::to_string(200 + i) + "\" version=\"1\">" + at(i) +
                   at(100 + i) + "<tag k=\"highway\" v=\"residential\"/></way>";
    }
    return "<?xml version=\"1.0\"?><osm version=\"0.6\">" + nodes +
           "<way id=\"90\" version=\"1\">" + round + at(1) +
           "<tag k=\"highway\" v=\"secondary\"/><tag k=\"oneway\" v=\"yes\"/></way>" + streets +
           "</osm>";
}

}  // namespace maillage::workspace
