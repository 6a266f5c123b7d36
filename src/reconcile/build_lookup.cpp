// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_lookup.hpp"

#include <algorithm>

namespace maillage::reconcile {
namespace {

std::string listed(std::span<const CommuneCode> codes) {
    std::string text;
    for (const auto code : codes) {
        text += text.empty() ? "" : ", ";
        text += code.text();
    }
    return text;
}

Message moved_message(CommuneCode code, Vintage from, std::span<const CommuneCode> to,
                      Vintage vintage) {
    return {to.size() == 1 ? MessageId::kCodeMoved : MessageId::kCodeSplit,
            {code.string(), std::to_string(from.year), listed(to), std::to_string(vintage.year)}};
}

}  // namespace

CommunePlacer::CommunePlacer(const BuildContext& context, Vintage from)
    : m_context(context), m_from(from) {}

const Passage& CommunePlacer::passage_from(Vintage vintage) {
    for (const auto& [known, passage] : m_passages) {
        if (known == vintage) {
            return passage;
        }
    }
    m_passages.emplace_back(vintage, m_context.moves.passage(vintage, m_context.vintage()));
    return m_passages.back().second;
}

Placed CommunePlacer::place(CommuneCode code) {
    Placed placed;
    m_found.clear();
    const auto whole = commune_of_arrondissement_municipal(code);
    const auto commune = whole.value_or(code);
    const auto& moves = m_context.moves;
    auto vintage = m_from;
    placed.exists = moves.exists(commune, vintage);
    if (!placed.exists) {
        // A list that mixes vintages: the code is taken as of the nearest one that has it.
        if (const auto other = moves.nearest_vintage(commune, m_from)) {
            vintage = *other;
            placed.exists = true;
        }
    }
    const auto changed = passage_from(vintage).changed(commune);
    if (changed.empty()) {
        const auto row = m_context.rows.find(commune);
        if (row.valid()) {
            m_found.push_back(row);
        }
    }
    for (const auto target : changed) {
        const auto row = m_context.rows.find(target);
        if (row.valid()) {
            m_found.push_back(row);
        }
    }
    std::sort(m_found.begin(), m_found.end());
    placed.communes = m_found;
    placed.split = m_found.size() > 1;
    if (!m_found.empty() && !changed.empty()) {
        placed.repair = moved_message(commune, vintage, changed, m_context.vintage());
    } else if (!m_found.empty() && whole) {
        placed.repair = {MessageId::kArrondissementFolded, {code.string(), whole->string()}};
    } else if (!m_found.empty() && vintage != m_from) {
        placed.repair = {
            MessageId::kCodeOtherVintage,
            {code.string(), std::to_string(m_from.year), std::to_string(vintage.year)}};
    }
    return placed;
}

}  // namespace maillage::reconcile
