// SPDX-License-Identifier: Apache-2.0
#include "planning/branch_forest.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace maillage::planning {
namespace {

using indicators::Rate;

/// C or −R of a term: start + X, or start + Y.
struct End {
    std::int64_t start = 0;
    bool high = false;
};

std::vector<End> ends_of_c(const ZoneTerm& term) {
    std::vector<End> ends = {{0, false}};
    if (term.total) {
        ends.push_back({*term.total - term.zone.high, true});
    }
    return ends;
}

std::vector<End> ends_of_r(const ZoneTerm& term) {
    std::vector<End> ends = {{-term.all.high, true}};
    if (term.total) {
        ends.push_back({term.zone.low - *term.total - term.all.low, false});
    }
    return ends;
}

/// Every pair of an end of C and one of −R, of those with the same additive part the largest.
std::vector<Form> forms_of(const ZoneTerm& term, Count before, bool masked, Rate at) {
    std::vector<Form> forms;
    for (const auto& c : ends_of_c(term)) {
        for (const auto& r : ends_of_r(term)) {
            const auto of_c = at.den - at.num;
            const auto of_r = at.num;
            Form form;
            form.start = of_c * (c.start + (c.high ? before.high : before.low)) +
                         of_r * (r.start + (r.high ? before.high : before.low));
            (c.high && masked ? form.high : form.low) += of_c;
            (r.high && masked ? form.high : form.low) += of_r;
            const auto same = std::find_if(forms.begin(), forms.end(), [&](const Form& other) {
                return other.low == form.low && other.high == form.high;
            });
            if (same == forms.end()) {
                forms.push_back(form);
            } else {
                same->start = std::max(same->start, form.start);
            }
        }
    }
    if (masked && term.total && BranchTerms::decides_both(term)) {
        // One choice decides both maxima.
        std::erase_if(forms, [](const Form& form) { return form.low != 0 && form.high != 0; });
    }
    return forms;
}

}  // namespace

std::int64_t BranchForest::worth(std::span<const std::uint32_t> chosen) const {
    std::vector<Count> sum(forms.size());
    for (const auto v : chosen) {
        for (const auto& share : shares_of(v)) {
            sum[share.term] += share.count;
        }
    }
    std::int64_t result = 0;
    for (std::size_t t = 0; t < forms.size(); ++t) {
        auto most = std::numeric_limits<std::int64_t>::min();
        for (const auto& form : forms[t]) {
            most = std::max(most, form.start + form.of(sum[t]));
        }
        result += most;
    }
    return result;
}

BranchForest forest_of(const PlanModel& model, const BranchTerms& terms,
                       std::vector<std::int64_t> cost, Rate at) {
    BranchForest forest;
    forest.parent = model.all.parent;
    static_assert(BranchForest::kNone == Candidates::kNone);
    forest.usable = model.usable;
    forest.cost = std::move(cost);
    forest.first_share.push_back(0);
    for (std::size_t v = 0; v < model.all.size(); ++v) {
        const auto shares = shares_of(model, terms, v);
        forest.shares.insert(forest.shares.end(), shares.begin(), shares.end());
        forest.first_share.push_back(static_cast<std::uint32_t>(forest.shares.size()));
    }
    for (std::size_t t = 0; t < terms.before.size(); ++t) {
        forest.forms.push_back(
            forms_of(model.scope.terms[t], terms.before[t], terms.masked[t], at));
    }
    forest.block = terms.block;
    forest.blocks = terms.blocks;
    forest.unit = at.den;
    return forest;
}

}  // namespace maillage::planning
