// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times made elsewhere (OSRM, r5r, Metric), and ours for others: `origine,destination,
/// minutes`.

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
    access::TravelTimes times;
    std::int64_t rows = 0;         ///< Of data.
    std::int64_t other_types = 0;  ///< To services of the dataset that were not asked for.
    std::int64_t wrong = 0;        ///< Rows that could not be used.
    /// Why, one sentence for each, with file, row and column; the first kMatrixRemarks of them.
    std::vector<Error> remarks;
};
inline constexpr std::size_t kMatrixRemarks = 20;

/// Columns by name, in any order, also as r5r, OSRM and pandana write them (from_id, to_id,
/// travel_time…). Origins are commune codes at the workspace's vintage, destinations ids of
/// \p services; an absent pair is out of reach, of a pair given twice the shorter time holds. A row
/// with an unknown code or id, or with a time that is no number ≥ 0 of minutes, is left out and
/// said.
/// \returns What reading the file says, or kFormat if a column is missing, with what was found.
Result<MatrixRead> read_matrix(const std::filesystem::path& path, const Dataset& dataset,
                               std::span<const Index<Service>> services, const Progress& progress);

/// The same table of \p times; what read_matrix() reads back are the same times.
io::OutputTable matrix_table(const access::TravelTimes& times, const Dataset& dataset);

}  // namespace maillage::workspace
