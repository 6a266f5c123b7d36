// SPDX-License-Identifier: Apache-2.0
#include "access/travel_times.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

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

TravelTimes longer_of(const TravelTimes& there, const TravelTimes& back) {
    TravelTimes longer;
    std::unordered_map<std::uint32_t, Seconds> home;
    for (std::size_t i = 0; i < there.origin_count(); ++i) {
        home.clear();
        for (const auto& one : back.from(i)) {
            home.emplace(one.service.value, one.time);
        }
        std::vector<Reach> row;
        for (const auto& one : there.from(i)) {
            if (const auto found = home.find(one.service.value); found != home.end()) {
                row.push_back({one.service, std::max(one.time, found->second)});
            }
        }
        longer.add_origin(std::move(row));
    }
    return longer;
}

}  // namespace maillage::access
