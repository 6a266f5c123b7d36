// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From one coordinate reference system to another, by PROJ, offline.

#include "base/result.hpp"
#include "geo/polygon_set.hpp"

#include <memory>
#include <span>

namespace maillage::geo {

/// One transformation, with its own PROJ context: use it on one thread at a time.
class Projection {
public:
    /// \returns kGeometry if PROJ knows no way between the two. Never uses the network.
    static Result<Projection> make(const Crs& from, const Crs& to);

    /// In place, x east and y north on both sides. A point outside the domain becomes NaN.
    void apply(std::span<Point> points) const;

private:
    struct State;
    explicit Projection(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    std::shared_ptr<State> m_state;
};

/// Whether \p crs counts in degrees. A system that is not known is not.
bool is_geographic(const Crs& crs);

}  // namespace maillage::geo
