// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tree knapsack with any number of resources: all partial plans of a subtree that no other
/// partial plan beats in every figure ("labels").
///
/// F_v = Pareto( {v alone} ∪ Σ over children u of F_u ), methods.md § 2.2, with vectors for
/// values: since figures of disjoint subtrees add up, a plan that contains a dominated partial plan
/// is dominated. The whole trade-off comes out of one pass. What a condition adds up (a share of
/// rural contracts, the arrondissements used) is one more figure of the label.

#include "planning/candidates.hpp"
#include "planning/label_outlook.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace maillage::planning {

/// Choosing a candidate. All vectors of one search have the same lengths.
struct LabelOption {
    std::uint32_t candidate = 0;
    std::uint32_t tag = 0;             ///< Of the caller: the year, for instance.
    std::vector<std::int64_t> amount;  ///< By dimension.
    std::vector<std::uint64_t> used;   ///< Bits that only one option of a plan may have.
    std::int64_t last = 0;             ///< Fewer is better, among equals in all else.
};

struct LabelSpec {
    /// In every dimension more is better; the first \c figures are what plans are compared by, the
    /// others only decide whether conditions can be kept.
    std::size_t dimensions = 0;
    std::size_t figures = 0;
    std::size_t used_words = 0;
    std::vector<std::int64_t> floor;  ///< Least a label may have, at any time: budgets.
    /// A dimension that only the trees of one slot (first part's or later) raise: after the last of
    /// them, labels below `needed` are dropped and the dimension forgotten.
    struct Closing {
        std::uint32_t slot = 0;
        std::size_t dimension = 0;
        std::int64_t needed = 0;
    };
    std::vector<Closing> closings;  ///< Ascending by slot.
    /// Two figures, a gain ≥ 0 and a cost ≤ 0 with a floor, no bits, and only plans of the largest
    /// gain are wanted: labels that cannot lead to it are dropped.
    bool only_most_gain = false;
    std::size_t work_limit = std::numeric_limits<std::size_t>::max();
    std::stop_token stop;  ///< Asked to: as if the work limit were reached.
};

class LabelSearch {
public:
    /// A picked option: its position in the options.
    using Picks = std::vector<std::uint32_t>;

    /// \p options ascending by candidate.
    LabelSearch(const Candidates& candidates, LabelSpec spec, std::vector<LabelOption> options);

    /// False: some labels were dropped unseen, better plans may exist.
    bool complete() const { return m_complete; }
    std::size_t size() const { return m_lists[m_root].size(); }
    std::span<const std::int64_t> figures(std::size_t label) const {
        return m_lists[m_root].dims(label, m_spec.dimensions);
    }
    std::int64_t last(std::size_t label) const { return m_lists[m_root].last[label]; }
    /// Sets of options with the figures of \p label: calls visit(picks) until it returns false.
    void visit_plans(std::size_t label, const std::function<bool(const Picks&)>& visit) const;

    const std::vector<LabelOption>& options() const { return m_options; }

private:
    struct List {
        std::vector<std::int64_t> values;  ///< Label by label, dimension by dimension.
        std::vector<std::uint64_t> used;
        std::vector<std::int64_t> last;
        std::size_t size() const { return last.size(); }
        std::span<const std::int64_t> dims(std::size_t i, std::size_t count) const {
            return std::span(values).subspan(i * count, count);
        }
    };
    /// How a list came about, to find plans again.
    struct Step {
        enum class Kind : std::uint8_t { kNothing, kMerge, kOptions, kClose } kind = Kind::kNothing;
        std::uint32_t left = 0;
        std::uint32_t right = 0;         ///< kMerge.
        std::uint32_t first_option = 0;  ///< kOptions: those of one candidate.
        std::uint32_t option_end = 0;
        std::size_t dimension = 0;  ///< kClose.
    };

    void search(const Candidates& candidates);
    std::uint32_t keep(List list, Step step);
    std::uint32_t merge(std::uint32_t left, std::uint32_t right);
    std::uint32_t add_options(std::uint32_t list, std::uint32_t first, std::uint32_t end);
    std::uint32_t close(std::uint32_t list, const LabelSpec::Closing& closing);
    bool merge_dense(const List& a, const List& b, List& into) const;
    void append_sum(const List& a, std::size_t i, const List& b, std::size_t j, List& into) const;
    void reduce(List& list);
    std::vector<std::size_t> sorted(const List& list) const;
    void thin(List& list);
    LabelOutlook outlook(const Candidates& candidates) const;
    void drop_hopeless(std::uint32_t list, const LabelOutlook& outlook);
    bool visit(std::uint32_t list, std::size_t label, Picks& picks,
               const std::function<bool()>& next) const;
    bool visit_merge(const Step& step, const List& list, std::size_t label, Picks& picks,
                     const std::function<bool()>& next) const;

    LabelSpec m_spec;
    std::vector<LabelOption> m_options;
    std::vector<List> m_lists;
    std::vector<Step> m_steps;
    std::uint32_t m_root = 0;
    std::size_t m_work = 0;
    bool m_complete = true;
};

}  // namespace maillage::planning
