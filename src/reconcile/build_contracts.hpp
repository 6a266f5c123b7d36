// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rows of role contracts → Contract.

#include "model/contract.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/perimeter.hpp"
#include "reconcile/perimeter_members.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// A row whose level, type, status, dates or perimeter cannot be understood is set aside: half a
/// contract would make a wrong rate. Several signatories ("commune + departement") count as the
/// lowest level (E13); a syndicate or a group of communes as communes (E14). Rows of a source that
/// overrides stand in the place of those with their id; what they replace is set aside.
std::vector<Contract> build_contracts(std::span<const TableInput> tables,
                                      const BuildContext& context, Members& members,
                                      std::span<const LayerInput> layers,
                                      const PerimeterResolver::OutlinesProvider& outlines);

}  // namespace maillage::reconcile
