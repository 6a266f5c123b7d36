// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A France of the real size with invented counts, for benchmarks and tests of scale.

#include "model/dataset.hpp"

#include <cstddef>

namespace maillage::test {

/// 35,000 communes in 101 departments and 18 regions, 1,255
/// EPCI of which about a hundred cross a department, 404 arrondissements; one year of counts, most
/// of them masked, with the total of every department; 100 split cells; 21 signed contracts. The
/// same at every call.
/// \param times As many communes and EPCI, each code of a commune then standing for so many.
DatasetPtr synthetic_france(std::size_t times = 1);

}  // namespace maillage::test
