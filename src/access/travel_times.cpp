// SPDX-License-Identifier: Apache-2.0
#include "access/travel_times.hpp"

#include <algorithm>
#include <tuple>

namespace maillage::access {

void TravelTimes::add_origin(std::vector<Reach> reach) {
    std::ranges::sort(reach, {},
                      [](const Reach& one) { return std::tuple(one.service, one.time); });
    const auto same = [](const Reach& a, const Reach& b) { return a.service == b.service; };
    reach.erase(std::unique(reach.begin(), reach.end(), same), reach.end());
    std::ranges::sort(reach, {},
                      [](const Reach& one) { return std::tuple(one.time, one.service); });
    m_reach.insert(m_reach.end(), reach.begin(), reach.end());
    m_first.push_back(m_reach.size());
}

}  // namespace maillage::access
