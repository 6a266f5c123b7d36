// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The register as a spreadsheet for the monthly follow-up: what is written is read back the same.

#include "base/language.hpp"
#include "base/result.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

#include <filesystem>

namespace maillage::workspace {

/// Every contract of the dataset, one a row in its order, the columns of the register under French
/// titles: those by which such a table is recognised. Amounts that can be read are numbers.
io::OutputTable contracts_table(const Dataset& dataset);

/// By the ending of \p path: .csv or .xlsx. \returns kRefused for another one.
Result<Done> export_contracts(const Dataset& dataset, const std::filesystem::path& path);

}  // namespace maillage::workspace
