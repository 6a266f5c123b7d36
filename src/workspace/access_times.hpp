// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What every question about access starts from: which services are asked for, where they and the
/// communes' people are, the times between them.

#include "access/gaps.hpp"
#include "access/origins.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "model/dataset.hpp"
#include "workspace/access.hpp"
#include "workspace/access_modes.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::workspace {

/// For sentences, which write decimals as their language does.
std::int64_t hundredths(double value);

class AccessTimes {
public:
    /// \pre \p request and \p progress outlive it
    AccessTimes(DatasetPtr dataset, const AccessRequest& request, const Progress& progress);
    AccessTimes(const AccessTimes&) = delete;
    AccessTimes& operator=(const AccessTimes&) = delete;

    /// \param surfaces A point on each commune's surface, by commune (WGS 84; NaN: none), for those
    /// without a better one. Empty: those of the dataset's outlines.
    /// \param limit How far times are needed. \param nearest Also the nearest two beyond it.
    /// \returns What went wrong: see access_to_services().
    std::optional<Error> find(std::span<const geo::Point> surfaces, access::Seconds limit,
                              bool nearest);

    AccessMode mode() const { return m_request.mode.value_or(AccessMode::kEstimate); }
    /// Whether rows are about the commune: of the department asked, else of the workspace's, else
    /// any.
    bool wanted(std::size_t commune) const { return m_wanted[commune]; }
    /// Whether the times of a commune are known at all: from a matrix they are, an absent pair
    /// being out of reach.
    bool known(std::size_t commune) const { return m_request.matrix || m_found.known[commune]; }
    /// Of the nearest service. \p threshold is inclusive. \pre the limit was not less
    access::Within within(std::size_t commune, access::Seconds threshold) const {
        return known(commune) ? access::within(m_found.times, commune, threshold)
                              : access::Within::kUnknown;
    }
    const ModeTimes& found() const { return m_found; }
    const access::TravelTimes& times() const { return m_found.times; }
    const access::Origins& origins() const { return m_origins; }
    /// Of services; NaN where not asked for.
    std::span<const geo::Point> places() const { return m_places; }
    AccessModes& modes() { return m_modes; }
    /// Of all services, where the request asks for opening hours; else empty.
    const Openings& openings() const { return m_openings; }

    const std::vector<Message>& remarks() const { return m_remarks; }
    const std::vector<Error>& matrix_remarks() const { return m_matrix_remarks; }
    std::int64_t matrix_wrong() const { return m_matrix_wrong; }

private:
    using Failure = std::optional<Error>;

    void say(Message message) { m_remarks.push_back(std::move(message)); }
    bool is_wanted(std::size_t commune) const;
    Failure choose_services();
    Failure read_openings();
    Failure find_places(std::span<const geo::Point> surfaces);
    void tell_origins();
    Failure read_times();
    Failure find_times(access::Seconds limit, bool nearest);
    void tell_direction();
    Message about_transit() const;

    DatasetPtr m_dataset;
    const AccessRequest& m_request;
    const Progress& m_progress;
    std::vector<bool> m_chosen;              ///< By service of the Dataset.
    std::vector<Index<Service>> m_services;  ///< Those chosen.
    access::Origins m_origins;
    std::vector<geo::Point> m_places;
    Openings m_openings;
    std::vector<bool> m_wanted;  ///< By commune.
    AccessModes m_modes;
    ModeTimes m_found;
    std::vector<Message> m_remarks;
    std::vector<Error> m_matrix_remarks;
    std::int64_t m_matrix_wrong = 0;
};

/// Communes whose nearest service is known to be beyond the threshold of a request.
struct CommunesBeyond {
    std::vector<bool> beyond;       ///< By commune.
    std::int64_t unknown = 0;       ///< Communes of the request whose times are not known.
    std::vector<Message> remarks;   ///< What the times are and are not.
    std::vector<Error> wrong_rows;  ///< Of a matrix: the first of them.
    std::int64_t wrong = 0;         ///< All of them.
};
/// \param surfaces See AccessTimes::find(). \returns What access_to_services() says.
Result<CommunesBeyond> communes_beyond(const DatasetPtr& dataset, const AccessRequest& request,
                                       std::span<const geo::Point> surfaces,
                                       const Progress& progress);

}  // namespace maillage::workspace
