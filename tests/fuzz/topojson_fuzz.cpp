// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/read.hpp"

#include <cstdlib>

/// Each row has its feature.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto layer = maillage::io::read_topojson(maillage::as_text(data, size), {});
    if (layer && layer->kind == maillage::io::GeometryKind::kPolygon &&
        layer->polygons.feature_count() != layer->table.row_count()) {
        std::abort();
    }
    return 0;
}
