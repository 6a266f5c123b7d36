// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A France of the real size with invented counts, for benchmarks and tests of scale.

#include "model/dataset.hpp"

namespace maillage::test {

/// 35,000 communes in 101 departments and 18 regions, 1,255
/// EPCI of which about a hundred cross a department, 404 arrondissements; one year of counts, most
/// of them masked, with the total of every department; 100 split cells; 21 signed contracts. The
/// same at every call.
DatasetPtr synthetic_france();

}  // namespace maillage::test
