// SPDX-License-Identifier: Apache-2.0
#include "disclosure/publishable.hpp"

#include "base/disclosure_messages.hpp"
#include "base/parallel.hpp"
#include "disclosure/protect_department.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace maillage::disclosure {
namespace {

void add(Findings& sum, Findings& more) {
    sum.small += more.small;
    sum.secondary += more.secondary;
    sum.sums += more.sums;
    sum.cost += more.cost;
    sum.bound += more.bound;
    sum.secrets += more.secrets;
    sum.numbers += more.numbers;
    sum.earlier += more.earlier;
    std::move(more.leaks.begin(), more.leaks.end(), std::back_inserter(sum.leaks));
    sum.inconsistent.insert(sum.inconsistent.end(), more.inconsistent.begin(),
                            more.inconsistent.end());
}

void append(CirYear& year, const std::vector<Index<Commune>>& communes, Count count,
            Index<Department> department, std::uint32_t source) {
    CirCell cell;
    cell.count = count;
    cell.first_commune = static_cast<std::uint32_t>(year.communes.size());
    cell.commune_count = static_cast<std::uint32_t>(communes.size());
    cell.department = department;
    cell.origin.source = source;  // The file, not the row: what was read there is not published.
    year.communes.insert(year.communes.end(), communes.begin(), communes.end());
    year.cells.push_back(cell);
}

/// Rows of no department: of several after a split, or nowhere known.
void append_others(const CirYear& from, const Rule& rule, std::uint32_t source, CirYear& to) {
    for (const auto& cell : from.cells) {
        if (cell.department.valid()) {
            continue;
        }
        const auto communes = from.communes_of(cell);
        const bool small = cell.count.is_exact() && rule.hides(cell.count.low);
        append(to, {communes.begin(), communes.end()}, small ? rule.small_counts() : cell.count,
               cell.department, source);
    }
}

/// Total of a region: only where nothing in it is an interval that it could narrow.
void keep_region_totals(const Dataset& dataset, const CirYear& from,
                        const std::vector<detail::ProtectedDepartment>& departments, CirYear& to) {
    to.region_total = from.region_total;
    const auto& region_of = dataset.territories.departments.parent;
    for (std::size_t d = 0; d < departments.size(); ++d) {
        const bool known = d < from.department_total.size() && from.department_total[d];
        const bool kept = departments[d].is_exact && (!known || departments[d].total);
        if (!kept && region_of[d].valid() && region_of[d].value < to.region_total.size()) {
            to.region_total[region_of[d].value].reset();
        }
    }
}

/// What the ledger quotes of files of counts, and what tells their bytes apart, stays inside.
void clear_ledger(Ledger& ledger) {
    const auto of_counts = [&](std::uint32_t source) {
        return ledger.sources[source].role == Role::kCir ||
               ledger.sources[source].role == Role::kCirTotals;
    };
    std::erase_if(ledger.entries,
                  [&](const LedgerEntry& entry) { return of_counts(entry.origin.source); });
    for (std::uint32_t i = 0; i < ledger.sources.size(); ++i) {
        if (of_counts(i)) {
            ledger.sources[i].sha256.clear();
        }
    }
}

}  // namespace

Result<Publishable> publishable(const Dataset& dataset, const Rule& rule,
                                const Publications& earlier, std::string_view inputs,
                                unsigned threads, const Progress& progress) {
    const detail::EarlierNumbers before(earlier, inputs);
    const auto departments = dataset.territories.departments.size();
    std::vector<std::vector<detail::ProtectedDepartment>> made(dataset.cir.size());
    for (auto& one : made) {
        one.resize(departments);
    }
    std::atomic<std::int64_t> done = 0;
    const auto tasks = departments * dataset.cir.size();
    in_chunks(tasks, 1, threads, [&](std::size_t task, std::size_t) {
        if (!progress.cancelled()) {
            const auto year = task / departments;
            const auto department = task % departments;
            made[year][department] = detail::protect_department(
                dataset, dataset.cir[year], index_of<Department>(department), rule, before);
            progress.at(kStageSecrecy, ++done, static_cast<std::int64_t>(tasks));
        }
    });
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    auto copy = std::make_shared<Dataset>(dataset);
    Publishable result;
    result.findings.rule = rule;
    result.findings.other_counts = before.other_counts();
    for (std::size_t y = 0; y < made.size(); ++y) {
        const auto& from = dataset.cir[y];
        auto& to = copy->cir[y];
        const auto source = from.cells.empty() ? 0U : from.cells.front().origin.source;
        to = {from.year, {}, {}, {}, {}};
        to.department_total.resize(departments);
        for (std::size_t d = 0; d < departments; ++d) {
            auto& one = made[y][d];
            for (const auto& cell : one.cells) {
                append(to, cell.communes, cell.count, index_of<Department>(d), source);
            }
            to.department_total[d] = one.total;
            add(result.findings, one.findings);
            std::move(one.numbers.begin(), one.numbers.end(), std::back_inserter(result.numbers));
        }
        append_others(from, rule, source, to);
        keep_region_totals(dataset, from, made[y], to);
    }
    clear_ledger(copy->ledger);
    copy->notices.insert(copy->notices.begin(),
                         {kPublishableNotice, {rule.small_counts().low, rule.small_counts().high}});
    if (result.findings.passed()) {
        result.dataset = std::move(copy);
    }
    return result;
}

}  // namespace maillage::disclosure
