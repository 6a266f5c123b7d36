// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From a commune code of a source to rows of the Dataset.

#include "reconcile/build_context.hpp"
#include "reconcile/name_matching.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reconcile {

/// The names of the workspace's communes, indexed when they are first needed: most files have
/// clean codes, and folding 35,000 names takes longer than reading them.
class LazyNames {
public:
    explicit LazyNames(const CommuneTable& communes) : m_communes(&communes) {}
    const NameIndex& get() {
        if (!m_index) {
            m_index.emplace(std::span(m_communes->code), std::span(m_communes->name));
        }
        return *m_index;
    }

private:
    const CommuneTable* m_communes;
    std::optional<NameIndex> m_index;
};

/// Where a code of one source lies in the Dataset.
struct Placed {
    /// Ascending; several after a split, none when the code is of no commune. Valid until the next
    /// call.
    std::span<const Index<Commune>> communes;
    /// What had to be done, for the ledger: folded arrondissement, moved code, split, other
    /// vintage.
    std::optional<Message> repair;
    bool split = false;
    bool exists = false;  ///< In some vintage, though perhaps not among the workspace's communes.
};

/// Brings codes of one vintage to rows at the workspace's.
class CommunePlacer {
public:
    CommunePlacer(const BuildContext& context, Vintage from);
    Placed place(CommuneCode code);

private:
    const Passage& passage_from(Vintage vintage);

    const BuildContext& m_context;
    Vintage m_from;
    std::vector<std::pair<Vintage, Passage>> m_passages;
    std::vector<Index<Commune>> m_found;
};

}  // namespace maillage::reconcile
