// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How well the people of a commune reach services: methods.md § 1. Counts that are masked make a
/// result an interval, whose ends are attained.

#include "access/decay.hpp"
#include "access/travel_times.hpp"
#include "model/service.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace maillage::access {

/// A number known up to masked counts; high may be infinite.
struct Bounds {
    double low = 0.0;
    double high = 0.0;
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// The nearest service (rank 0), the second nearest (1)…; of equal times the first service.
std::optional<Reach> nearest(const TravelTimes& times, std::size_t origin, std::size_t rank = 0);

/// S_j of each service: its capacity, 1 where none is known.
std::vector<double> supply_of(std::span<const Service> services);

/// A_i = Σ_j S_j f(t_ij): cumulative opportunities with Decay::within, gravity (Hansen 1959) with
/// the others. By origin. \pre every service of \p times has a supply
std::vector<double> opportunities(const TravelTimes& times, std::span<const double> supply,
                                  const Decay& decay);

/// Travel times of the two steps of a catchment. They are the same where people go to the service;
/// where the ways differ (one-way streets, timetables) each step takes those of its direction.
/// \pre both have as many origins
struct Ways {
    const TravelTimes& demand;  ///< From people to the services they compete for.
    const TravelTimes& supply;  ///< By which a service counts for the people it serves.
};

/// Services shared by those who reach them: R_j = S_j / Σ_k w_k f(t_kj), A_i = Σ_j R_j f(t_ij).
/// 2SFCA (Radke and Mu 2000; Luo and Wang 2003) with Decay::within, E2SFCA (Luo and Qi 2009) and
/// APL (DREES and IRDES 2012) with steps, KD2SFCA (Dai 2010) with kernel_density, gravity with
/// competition (Joseph and Bantock 1982) with the others. With one way, exact demand and supply,
/// Σ_i w_i A_i = Σ_j S_j over services that somebody reaches.
///
/// A_i falls when anybody's demand grows: its least value is taken where all demand is highest, its
/// greatest where all is lowest, so both ends of the interval are attained. A service that nobody
/// may want for certain (Σ w f = 0 at the high end) is shared by none and gives nothing; where only
/// the low end is 0, the access to it has no upper bound.
std::vector<Bounds> shared(const Ways& ways, std::span<const double> supply,
                           std::span<const Bounds> demand, const Decay& decay);

/// Balanced floating catchment areas (Páez, Higgins and Vivona 2019): weights are standardised so
/// that a person's demand and a service's supply are each given out once:
/// R_j = S_j / Σ_i w_i f_ij/Σ_j f_ij, A_i = Σ_j R_j f_ij/Σ_i f_ij. Σ_i A_i = Σ_j R_j, and the
/// demands that services meet add up to that of all who reach one. Bounds as for shared().
std::vector<Bounds> balanced(const Ways& ways, std::span<const double> supply,
                             std::span<const Bounds> demand, const Decay& decay);

}  // namespace maillage::access
