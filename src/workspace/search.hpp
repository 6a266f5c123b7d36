// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Finding communes, EPCI, departments, regions and contracts by name or code, as people type.

#include "base/language.hpp"
#include "model/dataset.hpp"
#include "workspace/view_state.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::workspace {

struct Found {
    ThingRef thing;
    std::string name;
    std::string detail;  ///< "commune · Loiret (45)", for telling namesakes apart.
    int score = 0;       ///< Higher is better.
};

/// Immutable; built once for a dataset. Names are compared without accents, case, hyphens,
/// apostrophes; st = saint, ste = sainte; up to two typing errors in longer words.
class SearchIndex {
public:
    explicit SearchIndex(const Dataset& dataset);
    ~SearchIndex();
    SearchIndex(const SearchIndex&) = delete;
    SearchIndex& operator=(const SearchIndex&) = delete;

    /// Best first; at most \p limit; details in \p language. Under 50 ms over 35,000 names.
    std::vector<Found> find(std::string_view text, std::size_t limit,
                            Language language = Language::kFrench) const;

private:
    struct State;
    std::unique_ptr<const State> m_state;
};

}  // namespace maillage::workspace
