// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Small random Datasets for property tests; the seed alone decides everything.

#include "model/dataset.hpp"

#include <cstdint>
#include <random>

namespace maillage::test {

struct TableShape {
    int years = 1;
    int cells = 7;
    bool totals = true;
    bool split_across_departments = true;
    bool ignore_not_located = false;
};

/// Two regions, three departments, seven communes, three EPCI (one across departments); exact,
/// masked, split and not located cells; totals that agree, fall short or contradict; two or three
/// signed contracts that may overlap.
DatasetPtr random_table(std::uint32_t seed, const TableShape& shape);

}  // namespace maillage::test
