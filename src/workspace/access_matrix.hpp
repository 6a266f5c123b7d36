// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times made elsewhere (OSRM, r5r, Metric), and ours for others: `origine,destination,
/// minutes`, from a commune to a service or, for the way back, from a service to a commune.

#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace maillage::workspace {

struct MatrixRead {
    access::TwoWays ways;          ///< Rows are communes in both.
    std::int64_t rows = 0;         ///< Of data.
    std::int64_t other_way = 0;    ///< Of the way that was not asked for.
    std::int64_t other_types = 0;  ///< To services of the dataset that were not asked for.
    std::int64_t wrong = 0;        ///< Rows that could not be used.
    /// Why, one sentence for each, with file, row and column; the first kMatrixRemarks of them.
    std::vector<Error> remarks;
};
inline constexpr std::size_t kMatrixRemarks = 20;

/// Columns by name, in any order, also as r5r, OSRM and pandana write them (from_id, to_id,
/// travel_time…). Communes are codes at the workspace's vintage, services ids of \p services; an
/// absent pair is out of reach, of a pair given twice the shorter time holds. A row with an unknown
/// code or id, or with a time that is no number ≥ 0 of minutes, is left out and said. Where ids are
/// codes as well, a row that can be read both ways is of the way asked; where both are asked, it is
/// left out and said.
/// \returns What reading the file says; kFormat if a column is missing, with what was found;
/// kNotFound if a way is asked that no row has.
Result<MatrixRead> read_matrix(const std::filesystem::path& path, const Dataset& dataset,
                               std::span<const Index<Service>> services,
                               access::Direction direction, const Progress& progress);

/// The same table of some times; what read_matrix() reads of that direction are the same times.
/// \param there, back Null: not asked for.
io::OutputTable matrix_table(const access::TravelTimes* there, const access::TravelTimes* back,
                             const Dataset& dataset);

}  // namespace maillage::workspace
