// SPDX-License-Identifier: Apache-2.0
#include "geo/projection.hpp"

#include <proj.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace maillage::geo {
namespace {

/// What PROJ's data base answers for the ways between WGS 84 and the systems of France, which it
/// takes 6 to 16 ms each to find: a tenth of what France takes to be made ready.
struct KnownWay {
    const char* system;
    const char* projection;
};
constexpr std::array kKnownWays = {
    KnownWay{"EPSG:2154",
             "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 "
             "+ellps=GRS80"},
    KnownWay{"EPSG:5490", "+proj=utm +zone=20 +ellps=GRS80"},
    KnownWay{"EPSG:2972", "+proj=utm +zone=22 +ellps=GRS80"},
    KnownWay{"EPSG:2975", "+proj=utm +zone=40 +south +ellps=GRS80"},
    KnownWay{"EPSG:4471", "+proj=utm +zone=38 +south +ellps=GRS80"},
};

/// Longitude comes first in it. Empty: to be looked up.
std::string known_way(const Crs& from, const Crs& to) {
    for (const auto& way : kKnownWays) {
        if (from.definition == kWgs84 && to.definition == way.system) {
            return std::string("+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad ") +
                   "+step " + way.projection;
        }
        if (from.definition == way.system && to.definition == kWgs84) {
            return std::string("+proj=pipeline +step +inv ") + way.projection +
                   " +step +proj=unitconvert +xy_in=rad +xy_out=deg";
        }
    }
    return {};
}

}  // namespace

struct Projection::State {
    PJ_CONTEXT* context = proj_context_create();
    PJ* pj = nullptr;

    State() {
        proj_context_set_enable_network(context, 0);
        proj_log_level(context, PJ_LOG_NONE);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    State(State&&) = delete;
    State& operator=(State&&) = delete;
    ~State() {
        proj_destroy(pj);
        proj_context_destroy(context);
    }
};

Result<Projection> Projection::make(const Crs& from, const Crs& to) {
    auto state = std::make_shared<State>();
    if (const auto known = known_way(from, to); !known.empty()) {
        state->pj = proj_create(state->context, known.c_str());
    }
    if (state->pj != nullptr) {
        return Projection(std::move(state));
    }
    PJ* authority = proj_create_crs_to_crs(state->context, from.definition.c_str(),
                                           to.definition.c_str(), nullptr);
    if (authority != nullptr) {
        // EPSG gives latitude first for geographic systems; files and we give longitude first.
        state->pj = proj_normalize_for_visualization(state->context, authority);
        proj_destroy(authority);
    }
    if (state->pj == nullptr) {
        return Error{Error::Code::kGeometry,
                     {MessageId::kNoProjection,
                      {from.definition.substr(0, 60), to.definition.substr(0, 60)}},
                     ""};
    }
    return Projection(std::move(state));
}

void Projection::apply(std::span<Point> points) const {
    if (points.empty()) {
        return;
    }
    proj_trans_generic(m_state->pj, PJ_FWD, &points[0].x, sizeof(Point), points.size(),
                       &points[0].y, sizeof(Point), points.size(), nullptr, 0, 0, nullptr, 0, 0);
    for (auto& point : points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
            point = {std::numeric_limits<double>::quiet_NaN(),
                     std::numeric_limits<double>::quiet_NaN()};
        }
    }
}

bool is_geographic(const Crs& crs) {
    auto* context = proj_context_create();
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    auto* pj = crs.definition.empty() ? nullptr : proj_create(context, crs.definition.c_str());
    const auto type = pj != nullptr ? proj_get_type(pj) : PJ_TYPE_UNKNOWN;
    proj_destroy(pj);
    proj_context_destroy(context);
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

}  // namespace maillage::geo
