// SPDX-License-Identifier: Apache-2.0
#include "disclosure/publishable.hpp"

#include "base/disclosure_messages.hpp"
#include "base/parallel.hpp"
#include "disclosure/free_text.hpp"
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

/// \p year with a row of zero for each commune that no row names, in departments that have counts:
/// where zero is not published, neither is what stands for it.
CirYear with_zeros(const Dataset& dataset, CirYear year) {
    const auto& communes = dataset.territories.communes;
    std::vector<bool> named(communes.size());
    std::vector<bool> counted(dataset.territories.departments.size());
    for (const auto& cell : year.cells) {
        if (cell.department.valid()) {
            counted[cell.department.value] = true;
        }
        for (const auto commune : year.communes_of(cell)) {
            named[commune.value] = true;
        }
    }
    for (std::size_t d = 0; d < year.department_total.size(); ++d) {
        counted[d] = counted[d] || year.department_total[d].has_value();
    }
    const auto source = year.cells.empty() ? 0U : year.cells.front().origin.source;
    for (std::size_t i = 0; i < communes.size(); ++i) {
        const auto department = communes.department[i];
        if (!named[i] && counted[department.value]) {
            append(year, {index_of<Commune>(i)}, Count::exact(0), department, source);
        }
    }
    return year;
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

/// The total of a region stays where it narrows no interval of the departments that have no total
/// of their own. What no row holds of it cannot be said otherwise: where that is a small count, or
/// could no more be told from what is hidden, nothing may be published.
class RegionTotals {
public:
    RegionTotals(const Dataset& dataset, const CirYear& from,
                 const std::vector<detail::ProtectedDepartment>& departments)
        : m_dataset(dataset), m_from(from), m_departments(departments) {}

    /// \pre the cells of \p to are there
    void write(CirYear& to, Findings& findings) const {
        to.region_total = m_from.region_total;
        for (std::uint32_t r = 0; r < to.region_total.size(); ++r) {
            if (auto& total = to.region_total[r]) {
                const auto key = "region:" + m_dataset.territories.regions.code[r].string();
                if (has_others(to, {r}) || !may_stay({r}, *total, findings.rule, key, findings)) {
                    total.reset();
                }
            }
        }
    }

private:
    /// Whether a row of no department lies in the region.
    bool has_others(const CirYear& year, Index<Region> region) const {
        const auto& all = m_dataset.territories;
        return std::any_of(year.cells.begin(), year.cells.end(), [&](const CirCell& cell) {
            const auto communes = year.communes_of(cell);
            return !cell.department.valid() &&
                   std::any_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
                       return all.departments
                                  .parent[all.communes.department[commune.value].value] == region;
                   });
        });
    }

    bool may_stay(Index<Region> region, std::int64_t total, const Rule& rule,
                  const std::string& key, Findings& findings) const {
        std::vector<detail::ProtectedCell> cells;
        std::int64_t highest = 0;
        auto beyond = total;
        for (std::uint32_t d = 0; d < m_departments.size(); ++d) {
            const auto& one = m_departments[d];
            if (m_dataset.territories.departments.parent[d] != region) {
                continue;
            }
            beyond -= detail::lowest(m_from, {d});
            if (one.total) {
                total -= *one.total;
            } else {
                cells.insert(cells.end(), one.cells.begin(), one.cells.end());
                highest += detail::highest(m_from, {d});
            }
        }
        if (beyond < 0) {
            return false;  // It contradicts the source; without its totals nobody could tell.
        }
        const auto all = detail::sum_of(cells);
        const bool more = total > highest;
        if (more && (total <= all.high || (all.is_exact() && rule.hides(total - all.high)))) {
            findings.leaks.push_back({key + ":reste", m_from.year, {}, {}, {}, {}});
            return false;
        }
        return detail::may_stay(total, cells);
    }

    const Dataset& m_dataset;
    const CirYear& m_from;
    const std::vector<detail::ProtectedDepartment>& m_departments;
};

/// What the ledger quotes of files of counts, and what tells their bytes apart, stays inside.
/// \returns How many remarks were left out.
std::int64_t clear_ledger(Ledger& ledger) {
    const auto of_counts = [&](std::uint32_t source) {
        return ledger.sources[source].role == Role::kCir ||
               ledger.sources[source].role == Role::kCirTotals;
    };
    const auto remarks = std::erase_if(
        ledger.entries, [&](const LedgerEntry& entry) { return of_counts(entry.origin.source); });
    for (std::uint32_t i = 0; i < ledger.sources.size(); ++i) {
        if (of_counts(i)) {
            ledger.sources[i].sha256.clear();
        }
    }
    return static_cast<std::int64_t>(remarks);
}

}  // namespace

bool is_publishable(const Dataset& dataset) {
    return std::any_of(dataset.notices.begin(), dataset.notices.end(),
                       [](const Message& notice) { return notice.id == kPublishableNotice; });
}

Result<Publishable> publishable(const Dataset& dataset, const Rule& rule,
                                const Publications& earlier, std::string_view inputs,
                                unsigned threads, const Progress& progress) {
    const detail::EarlierNumbers before(earlier, inputs);
    std::vector<CirYear> years;
    years.reserve(dataset.cir.size());
    for (const auto& year : dataset.cir) {
        years.push_back(rule.publish_zero ? year : with_zeros(dataset, year));
    }
    const auto departments = dataset.territories.departments.size();
    std::vector<std::vector<detail::ProtectedDepartment>> made(years.size());
    for (auto& one : made) {
        one.resize(departments);
    }
    std::atomic<std::int64_t> done = 0;
    const auto tasks = departments * years.size();
    in_chunks(tasks, 1, threads, [&](std::size_t task, std::size_t) {
        if (!progress.cancelled()) {
            const auto year = task / departments;
            const auto department = task % departments;
            made[year][department] = detail::protect_department(
                dataset, years[year], index_of<Department>(department), rule, before);
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
        const auto& from = years[y];
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
        RegionTotals(dataset, from, made[y]).write(to, result.findings);
    }
    copy->name = without_counts(copy->name);
    for (auto& contract : copy->contracts) {
        contract.name = without_counts(contract.name);
        for (auto& [column, text] : contract.details) {
            text = without_counts(text);
        }
    }
    result.findings.remarks = clear_ledger(copy->ledger);
    copy->notices.insert(copy->notices.begin(),
                         {kPublishableNotice, {rule.small_counts().low, rule.small_counts().high}});
    if (result.findings.passed()) {
        result.dataset = std::move(copy);
    }
    return result;
}

}  // namespace maillage::disclosure
