// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of `maillage access`, as written and as understood.

#include "base/result.hpp"
#include "workspace/access.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the name of CLI11's
class App;
}  // namespace CLI

namespace maillage::cli {

/// Which table of `maillage access` is wanted.
enum class AccessView : std::uint8_t { kCommunes, kDepartments, kTypology, kGains, kJourney };

struct AccessArguments {
    workspace::AccessRequest request;  ///< Without date, years and department.
    AccessView view = AccessView::kCommunes;
};

/// The same, as written.
struct WrittenAccess {
    std::string service;
    std::string mode;
    std::string direction;
    std::string threshold;
    std::string method;
    std::string steps;
    std::string weights;
    std::string decay;
    std::string demand;
    std::string per;
    std::string speed;
    std::string detour;
    std::string day;
    std::string window;
    std::string hours;
    std::string stay;
    std::string matrix;
    std::string save_matrix;
    std::string new_place;
    std::string isochrones;
    std::string journey_from;
    bool school = false;
    bool on_demand = false;
    bool departments = false;
    bool typology = false;
};

/// What times are asked for: services, means of transport, threshold.
void add_travel_options(CLI::App& app, WrittenAccess& written);
/// The same and all else that `access` knows.
void add_access_options(CLI::App& app, WrittenAccess& written);
/// The first of add_travel_options() that was given; empty: none.
std::string travel_option_given(const WrittenAccess& written);

/// Those that a map can be asked for.
void add_map_options(CLI::App& app, WrittenAccess& written);

/// What a map of access is to show. \param request As understood. \returns An error where a map
/// cannot: several services, a threshold that is not whole minutes.
Result<workspace::AccessAsked> asked_by_map(const WrittenAccess& written,
                                            const workspace::AccessRequest& request);

/// \returns The first option that cannot be understood or does not go with another.
std::optional<Error> understand_access(const WrittenAccess& written, AccessArguments& arguments);

}  // namespace maillage::cli
