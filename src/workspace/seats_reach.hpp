// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Who lives too far from every prefecture and sub-prefecture, for the criterion access of what to
/// sign next: it depends on no contract, so it is estimated once.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_geometry.hpp"
#include "model/dataset.hpp"

#include <mutex>
#include <optional>
#include <vector>

namespace maillage::workspace {

/// Of one dataset and the map it is drawn with. May be asked from any thread.
class SeatsReach {
public:
    SeatsReach(DatasetPtr dataset, carto::MapGeometryPtr geometry)
        : m_dataset(std::move(dataset)), m_geometry(std::move(geometry)) {}

    bool is_of(const DatasetPtr& dataset, const carto::MapGeometryPtr& geometry) const {
        return m_dataset == dataset && m_geometry == geometry;
    }

    /// By commune: further than the usual threshold from every seat, as estimated from the map's
    /// points on their surfaces. Empty where there is no seat or the map is of other communes. The
    /// first answer is kept. \returns kCancelled.
    Result<std::vector<bool>> beyond(const Progress& progress);

private:
    DatasetPtr m_dataset;
    carto::MapGeometryPtr m_geometry;
    std::mutex m_mutex;
    std::optional<std::vector<bool>> m_beyond;
};

}  // namespace maillage::workspace
