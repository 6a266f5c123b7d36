// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From travel times and a request to the access of every commune.

#include "access/decay.hpp"
#include "access/measures.hpp"
#include "workspace/access.hpp"
#include "workspace/access_modes.hpp"

#include <span>
#include <vector>

namespace maillage::workspace {

/// How the method asked weighs a time. Sums over all services are cut where a service weighs less
/// than a thousandth or is four hours away.
access::Decay decay_of(const AccessRequest& request);

/// By commune; shared supply is for AccessRequest::per. Both steps of a catchment take the times of
/// the direction asked, never those of the other way (pysal/access#18) nor one way in each step:
/// Σ demand × access = Σ supply in reach, in every direction. By public transport the median of the
/// access at each departure of the window, never the access by median times (conveyal/r5#785): each
/// departure's bounds are attained by the same counts, so those of the median are. \pre the method
/// is not `nearest`
std::vector<access::Bounds> access_values(const AccessRequest& request, const access::Decay& decay,
                                          const ModeTimes& found, std::span<const double> supply,
                                          std::span<const access::Bounds> demand);

}  // namespace maillage::workspace
