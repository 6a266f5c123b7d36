// SPDX-License-Identifier: Apache-2.0
// The way back of a label search: from a label to the plans that have its figures.
#include "planning/label_search.hpp"

#include <algorithm>

namespace maillage::planning {

void LabelSearch::visit_plans(std::size_t label,
                              const std::function<bool(const Picks&)>& visitor) const {
    Picks picks;
    visit(m_root, label, picks, [&] { return visitor(picks); });
}

/// \returns false when the visitor has had enough.
bool LabelSearch::visit(std::uint32_t list, std::size_t label, Picks& picks,
                        const std::function<bool()>& next) const {
    const auto& step = m_steps[list];
    const auto& labels = m_lists[list];
    const auto count = m_spec.dimensions;
    const auto words = m_spec.used_words;
    const auto same = [&](const List& other, std::size_t i) {
        return other.last[i] == labels.last[label] &&
               std::equal(other.used.begin() + static_cast<std::ptrdiff_t>(i * words),
                          other.used.begin() + static_cast<std::ptrdiff_t>((i + 1) * words),
                          labels.used.begin() + static_cast<std::ptrdiff_t>(label * words));
    };
    const auto wanted = labels.dims(label, count);
    switch (step.kind) {
        case Step::Kind::kNothing:
            return next();
        case Step::Kind::kMerge:
            return visit_merge(step, labels, label, picks, next);
        case Step::Kind::kOptions:
            for (auto i = step.first_option; i < step.option_end; ++i) {
                const auto& option = m_options[i];
                if (option.last == labels.last[label] &&
                    std::ranges::equal(option.amount, wanted) &&
                    std::ranges::equal(option.used,
                                       std::span(labels.used).subspan(label * words, words))) {
                    picks.push_back(i);
                    const bool more = next();
                    picks.pop_back();
                    if (!more) {
                        return false;
                    }
                }
            }
            for (std::size_t i = 0; i < m_lists[step.left].size(); ++i) {
                if (same(m_lists[step.left], i) &&
                    std::ranges::equal(m_lists[step.left].dims(i, count), wanted) &&
                    !visit(step.left, i, picks, next)) {
                    return false;
                }
            }
            return true;
        case Step::Kind::kClose:
            break;
    }
    for (std::size_t i = 0; i < m_lists[step.left].size(); ++i) {
        const auto dims = m_lists[step.left].dims(i, count);
        bool equal = same(m_lists[step.left], i);
        for (std::size_t d = 0; d < count; ++d) {
            equal = equal && (d == step.dimension || dims[d] == wanted[d]);
        }
        // Who fell short of the closing is not in `list`; a label with equal figures may be.
        const auto closing =
            std::find_if(m_spec.closings.begin(), m_spec.closings.end(),
                         [&step](const auto& one) { return one.dimension == step.dimension; });
        if (equal && dims[step.dimension] >= closing->needed && !visit(step.left, i, picks, next)) {
            return false;
        }
    }
    return true;
}

bool LabelSearch::visit_merge(const Step& step, const List& list, std::size_t label, Picks& picks,
                              const std::function<bool()>& next) const {
    const auto& a = m_lists[step.left];
    const auto& b = m_lists[step.right];
    const auto count = m_spec.dimensions;
    const auto words = m_spec.used_words;
    const auto wanted = list.dims(label, count);
    std::vector<std::int64_t> rest(count);
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto of_a = a.dims(i, count);
        for (std::size_t d = 0; d < count; ++d) {
            rest[d] = wanted[d] - of_a[d];
        }
        // Lists are sorted descending by their dimensions.
        std::size_t low = 0;
        auto high = b.size();
        while (low < high) {
            const auto middle = (low + high) / 2;
            const auto there = b.dims(middle, count);
            if (std::lexicographical_compare(rest.begin(), rest.end(), there.begin(),
                                             there.end())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (auto j = low; j < b.size() && std::ranges::equal(b.dims(j, count), rest); ++j) {
            bool fits = a.last[i] + b.last[j] == list.last[label];
            for (std::size_t w = 0; w < words; ++w) {
                const auto of_i = a.used[i * words + w];
                const auto of_j = b.used[j * words + w];
                fits = fits && (of_i & of_j) == 0 && (of_i | of_j) == list.used[label * words + w];
            }
            if (fits &&
                !visit(step.left, i, picks, [&] { return visit(step.right, j, picks, next); })) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace maillage::planning
