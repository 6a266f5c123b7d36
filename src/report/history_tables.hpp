// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The indicator in time as tables: its steps and their contracts, a change and its causes.

#include "base/language.hpp"
#include "indicators/decomposition.hpp"
#include "indicators/time_series.hpp"
#include "io/write.hpp"

namespace maillage::report {

/// One row for each territory of \p level that a step changes; a step that changes no rate has one
/// row of France, so that every contract that begins or ends is seen.
io::OutputTable steps_table(const indicators::Series& series, indicators::Level level);

/// One row for each territory and cause; variations in points, adding up exactly to the change.
io::OutputTable causes_table(const indicators::DecompositionResult& result, Language language);

}  // namespace maillage::report
