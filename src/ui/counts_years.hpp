// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which years the counts of signatories can be of.

#include "model/dataset.hpp"

#include <vector>

namespace maillage::ui {

struct CountsYears {
    std::vector<int> years;  ///< Ascending; several: their mean.
    bool found = true;       ///< Some file has counts for all of them.
};
/// What can be chosen: every year found, latest first; the mean of the last three where they follow
/// each other; and, where a file of the user's does not say its year, the years it may be of.
std::vector<CountsYears> counts_years_choices(const Dataset& dataset);

}  // namespace maillage::ui
