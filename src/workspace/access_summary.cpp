// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_summary.hpp"

#include "access/gaps.hpp"
#include "indicators/coverage_state.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::CoverageState;
using indicators::Level;

/// Communes that a sum is made of.
struct Communes {
    std::vector<Index<Commune>> beyond;
    std::vector<Index<Commune>> unknown;
};

report::BeyondRow sum_of(const CoverageState& state, Level level, std::size_t territory,
                         access::Seconds threshold, const Communes& communes) {
    const auto row = state.row(level, territory);
    const auto& department = state.dataset().territories.communes.department;
    const auto is_here = [&](Index<Commune> commune) {
        return level == Level::kFrance || department[commune.value].value == territory;
    };
    report::BeyondRow sum;
    sum.code = row.code;
    sum.name = row.name;
    sum.threshold = threshold;
    sum.communes = std::count_if(communes.beyond.begin(), communes.beyond.end(), is_here);
    sum.unknown = std::count_if(communes.unknown.begin(), communes.unknown.end(), is_here);
    sum.signatories = row.range.covered;
    sum.share = row.rate;
    return sum;
}

}  // namespace

std::vector<report::BeyondRow> beyond_rows(const DatasetPtr& dataset,
                                           const indicators::CoverageQuery& query,
                                           const access::TravelTimes& times,
                                           const std::vector<bool>& known,
                                           const std::set<Index<Department>>& departments,
                                           bool whole) {
    std::vector<report::BeyondRow> sums;
    for (const int minutes : kSummaryMinutes) {
        const access::Seconds threshold = minutes * access::kMinute;
        Communes communes;
        for (std::size_t i = 0; i < times.origin_count(); ++i) {
            if (!known[i]) {
                communes.unknown.push_back(index_of<Commune>(i));
            } else if (access::within(times, i, threshold) == access::Within::kNo) {
                communes.beyond.push_back(index_of<Commune>(i));
            }
        }
        CoverageState state(dataset, query, CoverageState::Start::kNoContract);
        state.add_perimeter(communes.beyond);
        for (const auto department : departments) {
            sums.push_back(
                sum_of(state, Level::kDepartment, department.value, threshold, communes));
        }
        if (whole) {
            sums.push_back(sum_of(state, Level::kFrance, 0, threshold, communes));
        }
    }
    std::stable_sort(sums.begin(), sums.end(), [](const auto& a, const auto& b) {
        return std::pair(a.code == "FR", a.code) < std::pair(b.code == "FR", b.code);
    });
    return sums;
}

}  // namespace maillage::workspace
