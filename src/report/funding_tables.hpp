// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Funding rules, costs and deadlines as tables with the columns of the command line's contract,
/// and as text for people.

#include "base/language.hpp"
#include "indicators/deadlines.hpp"
#include "indicators/funding.hpp"
#include "indicators/funding_costs.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

#include <span>
#include <string>
#include <vector>

namespace maillage::report {

/// `maillage funding`: id, nom, regle, etat (respecte, non_respecte, inconnu), valeur, seuil,
/// reference. Amounts in euros, shares between 0 and 1, days as 2024-09-30; where masked counts
/// leave an interval, "750..1500".
io::OutputTable funding_table(const Dataset& dataset,
                              std::span<const indicators::ExaminedContract> contracts);

/// The same for people, contract by contract: what is not met first, with the rule in a sentence
/// and its section; what the table of contracts cannot tell at the end.
std::string funding_for_people(const Dataset& dataset,
                               std::span<const indicators::ExaminedContract> contracts,
                               Language language, std::size_t width = 100);

/// The arithmetic of an answer, as a sentence.
std::string funding_sentence(const indicators::FundingAnswer& answer, Language language);

/// `maillage funding --costs`: one row for each contract; euros rounded half up to cents.
io::OutputTable costs_table(const Dataset& dataset,
                            std::span<const indicators::FundingCosts> costs);

/// What is due: "fin du contrat", "prochaine action : …", the rule set's words.
std::string due_sentence(const indicators::Due& due, Language language);

/// Met, not met, not known; "recommandé" where a piece of advice is not followed.
MessageId funding_state(const indicators::FundingAnswer& answer);

/// `maillage funding --deadlines`: date, id, nom, quoi, etat (en_retard, proche, a_venir, fait,
/// passe), jours, reference.
io::OutputTable deadlines_table(const Dataset& dataset, std::span<const indicators::Due> dues,
                                Language language);

}  // namespace maillage::report
