// SPDX-License-Identifier: Apache-2.0
#include "access/road_times.hpp"
#include "fuzz/fuzz_target.hpp"
#include "io/osm_file.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

namespace {

/// Every class open, all that can be said obeyed.
maillage::RoadProfile profile_of(maillage::RoadMode mode) {
    maillage::RoadProfile profile;
    profile.mode = mode;
    profile.speed.fill(40.0);
    profile.uses_limits = true;
    profile.dismount = 4.0;
    return profile;
}

}  // namespace

/// Any bytes as an extract, to the end: a graph that is made is consistent, and can be searched.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace access = maillage::access;
    const auto path = std::filesystem::temp_directory_path() /
                      ("maillage-osm-fuzz-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary | std::ios::trunc) << maillage::as_text(data, size);
    const auto ways = maillage::io::read_osm(std::vector{path}, {}, {});
    std::filesystem::remove(path);
    if (!ways) {
        return 0;
    }
    for (const auto mode : {maillage::RoadMode::kCar, maillage::RoadMode::kBike}) {
        const auto graph = access::build_road_graph(*ways, profile_of(mode), {}, {});
        if (!graph) {
            continue;
        }
        if (!access::consistent(*graph)) {
            std::abort();
        }
        const std::vector places{maillage::to_degrees(graph->place.front()),
                                 maillage::to_degrees(graph->place.back())};
        const auto times = access::road_times(*graph, places, places, {}, {});
        const auto nearest = access::nearest_by_road(*graph, places, places, {}, {});
        if (!times || !nearest || times->origin_count() != nearest->size()) {
            std::abort();
        }
    }
    return 0;
}
