// SPDX-License-Identifier: Apache-2.0
#include "workspace/seats_reach.hpp"

#include "workspace/access_times.hpp"
#include "workspace/candidates.hpp"

#include <utility>

namespace maillage::workspace {

Result<std::vector<bool>> SeatsReach::beyond(const Progress& progress) {
    const std::lock_guard lock(m_mutex);
    if (m_beyond) {
        return *m_beyond;
    }
    const auto seats = seats_request(*m_dataset);
    if (seats.services.empty() ||
        m_geometry->surface.size() != m_dataset->territories.communes.size()) {
        return std::vector<bool>{};
    }
    auto found = communes_beyond(m_dataset, seats, m_geometry->surface, progress);
    if (!found) {
        return found.error();
    }
    m_beyond = std::move(found).value().beyond;
    return *m_beyond;
}

}  // namespace maillage::workspace
