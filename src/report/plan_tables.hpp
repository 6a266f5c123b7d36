// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Plans of contracts as tables.

#include "base/language.hpp"
#include "io/write.hpp"
#include "planning/plan_answer.hpp"

#include <string>
#include <vector>

namespace maillage::report {

/// One answer of a table. `department` is its code where there is one for each; else empty.
struct ListedPlan {
    std::string department;
    const planning::PlanAnswer* answer = nullptr;  ///< Not owned, never null. All of one kind.
};

/// `maillage plan`: etape, niveau, code, nom, gain, cout, taux, optimal; before them departement
/// where there is one for each, annee for plans over several years. A plan that was not found has
/// no row.
///
/// etape 0 is the situation before any plan; every further row one contract: gain = new signatories
/// after those before it (the end of the interval that is measured), cout in euros (empty where
/// nothing is known of costs), taux = the measured rate once it is signed.
///
/// A trade-off curve has one row for each point: etape = number of contracts, code and nom all its
/// contracts (codes separated by spaces, names by " ; "), niveau empty, gain and cout their sums.
///
/// optimal: "oui" where value = bound.
io::OutputTable plan_table(const std::vector<ListedPlan>& plans);

/// The same for people. A point of a curve shows what changes from the one before.
io::OutputTable plan_for_people(const std::vector<ListedPlan>& plans, Language language);

}  // namespace maillage::report
