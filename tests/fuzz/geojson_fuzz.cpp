// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/read.hpp"

#include <cstdlib>

/// Each row has its feature, each ring is closed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto layer = maillage::io::read_geojson(maillage::as_text(data, size), {});
    if (!layer) {
        return 0;
    }
    const auto& polygons = layer->polygons;
    if (layer->kind == maillage::io::GeometryKind::kPolygon &&
        polygons.feature_count() != layer->table.row_count()) {
        std::abort();
    }
    for (std::size_t ring = 0; ring < polygons.ring_count(); ++ring) {
        const auto points = polygons.ring(ring);
        if (points.size() < 4 || points.front() != points.back()) {
            std::abort();
        }
    }
    return 0;
}
