// SPDX-License-Identifier: Apache-2.0
#include "geo/projection.hpp"

#include <proj.h>

#include <cmath>
#include <limits>

namespace maillage::geo {

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
