// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the runs of all verbs share.

#include "cli/arguments.hpp"
#include "cli/run.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"
#include "workspace/verbs.hpp"

namespace maillage::cli {

/// The end of a run that could not answer.
Output failed(const Error& error, Language language);

/// A table in the format asked for, with what stands beside every result.
Output answered(const Dataset& dataset, const workspace::Asked& asked, const io::OutputTable& table,
                OutputFormat format, Language language);

}  // namespace maillage::cli
