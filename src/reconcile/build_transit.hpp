// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From the tables of a GTFS feed to a TransitFeed, every row accounted for.

#include "base/date.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/read.hpp"
#include "model/transit_feed.hpp"
#include "reconcile/ledger_builder.hpp"

#include <optional>
#include <string>

namespace maillage::reconcile {

/// One feed as io::read_gtfs() gives it.
struct TransitInput {
    const io::RawFile* file = nullptr;
    std::string path;  ///< As the ledger and TransitFeed::name name it.
    std::optional<Date>
        today;  ///< If given, a feed that ended before it is said to be out of date.
};

/// Reads the feed by the rules of the GTFS reference and the minimum list of the canonical
/// validators (MobilityData gtfs-validator, transport-validator of transport.data.gouv.fr). Each
/// table is a source of the ledger (Source::layer is its file name); a row that breaks a rule is
/// repaired or set aside with line, column and reason, never dropped in silence. Of one reason only
/// the first 100 rows of a table are listed, then their number.
///
/// Set aside with their trip: calls whose times go backwards, that have no usable stop, or of a
/// trip with fewer than two usable calls. Missing times between two timed calls are put in by
/// shape_dist_traveled where it grows along them, else evenly, and said.
/// \returns kNotFound if a table is missing without which nothing runs (it is said in the ledger
/// too), kFormat if no trip can be used, kCancelled.
Result<TransitFeed> build_transit(const TransitInput& input, LedgerBuilder& ledger,
                                  const Progress& progress);

}  // namespace maillage::reconcile
