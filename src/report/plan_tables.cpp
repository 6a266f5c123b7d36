// SPDX-License-Identifier: Apache-2.0
#include "report/plan_tables.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "report/decimals.hpp"
#include "report/plan_rows.hpp"
#include "report/plan_text.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace maillage::report {
namespace {

using planning::Candidates;
using planning::PlanAnswer;
using planning::PlanKind;

constexpr int kRatePlaces = 6;

std::string code_of(planning::CandidateLevel level) {
    constexpr auto kWords = std::to_array<std::string_view>({"commune", "ept", "epci"});
    return std::string(kWords.at(static_cast<std::size_t>(level)));
}

MessageId word_of(planning::CandidateLevel level) {
    return level_word(level == planning::CandidateLevel::kCommune ? ContractLevel::kCommune
                      : level == planning::CandidateLevel::kEpt   ? ContractLevel::kEpt
                                                                  : ContractLevel::kEpci);
}

PlanKind kind_of(const std::vector<ListedPlan>& plans) {
    return plans.empty() ? PlanKind::kPlan : plans.front().answer->kind;
}

bool has_departments(const std::vector<ListedPlan>& plans) {
    return !plans.empty() && !plans.front().department.empty();
}

/// Level, code and name of one contract; of several codes and names only.
std::vector<io::Value> naming(const Candidates& all, const PlanRow& row, bool is_point) {
    if (row.contracts.empty()) {
        return {{}, {}, {}};
    }
    if (!is_point) {
        const auto v = row.contracts.front();
        return {code_of(all.level[v]), std::string(all.code(v)), std::string(all.name(v))};
    }
    std::string codes;
    std::string names;
    for (const auto v : row.contracts) {
        codes += codes.empty() ? "" : " ";
        codes += all.code(v);
        names += names.empty() ? "" : " ; ";
        names += all.name(v);
    }
    return {{}, codes, names};
}

/// "+ CA Montargoise, − Montargis": from the point before.
std::string change(const Candidates& all, const std::vector<std::uint32_t>& before,
                   const std::vector<std::uint32_t>& now) {
    std::string text;
    const auto add = [&](const char* sign, std::uint32_t v) {
        text += text.empty() ? "" : ", ";
        text += sign;
        text += all.name(v);
    };
    const auto in = [](const std::vector<std::uint32_t>& set, std::uint32_t v) {
        return std::find(set.begin(), set.end(), v) != set.end();
    };
    for (const auto v : now) {
        if (!in(before, v)) {
            add("+\u00A0", v);
        }
    }
    for (const auto v : before) {
        if (!in(now, v)) {
            add("−\u00A0", v);
        }
    }
    return text;
}

std::string euros(const PlanAnswer& answer, std::int64_t cost, Language language) {
    return answer.costs_known ? euros_text(cost, language) : "";
}

std::string rate_text(const std::optional<indicators::Rate>& rate, Language language) {
    return rate ? percent_text(*rate, language) : render({MessageId::kNotComputable}, language);
}

/// Titles in one language, with the columns whose figures stand to the right.
class Titles {
public:
    explicit Titles(Language language) : m_language(language) {}
    void add(MessageId id, bool right) {
        m_table.columns.push_back(render({id}, m_language));
        m_table.align_right.push_back(right);
    }
    io::OutputTable take() { return std::move(m_table); }

private:
    Language m_language;
    io::OutputTable m_table;
};

io::OutputTable titles(const std::vector<ListedPlan>& plans, Language language) {
    Titles all(language);
    if (has_departments(plans)) {
        all.add(planning::kTitleDepartment, false);
    }
    if (kind_of(plans) == PlanKind::kFrontier) {
        all.add(MessageId::kTitleContracts, true);
        all.add(planning::kTitleChange, false);
    } else {
        if (kind_of(plans) == PlanKind::kYears) {
            all.add(planning::kTitleYear, false);
        }
        all.add(planning::kTitleStep, true);
        all.add(planning::kTitleLevel, false);
        all.add(MessageId::kTitleCode, false);
        all.add(MessageId::kTitleName, false);
    }
    all.add(planning::kTitleGain, true);
    all.add(planning::kTitleCost, true);
    all.add(MessageId::kTitleRate, true);
    return all.take();
}

std::vector<io::Value> contract_cells(const PlanAnswer& answer, const PlanRow& row,
                                      Language language) {
    std::vector<io::Value> cells;
    if (answer.kind == PlanKind::kYears) {
        cells.emplace_back(row.year == 0 ? std::string() : std::to_string(row.year));
    }
    cells.emplace_back(std::to_string(row.stage));
    if (row.contracts.empty()) {
        cells.insert(cells.end(), {std::string(), std::string(),
                                   render({planning::kPresentSituation}, language)});
        return cells;
    }
    auto named = naming(answer.candidates, row, false);
    named.front() = render({word_of(answer.candidates.level[row.contracts.front()])}, language);
    if (row.locked_in) {
        named.back() =
            render({planning::kPlanLocked, {std::get<std::string>(named.back())}}, language);
    }
    cells.insert(cells.end(), named.begin(), named.end());
    return cells;
}

}  // namespace

io::OutputTable plan_table(const std::vector<ListedPlan>& plans) {
    io::OutputTable table;
    table.name = "plan";
    const bool departments = has_departments(plans);
    const bool years = kind_of(plans) == PlanKind::kYears;
    if (departments) {
        table.columns.emplace_back("departement");
    }
    if (years) {
        table.columns.emplace_back("annee");
    }
    for (const char* column :
         {"etape", "niveau", "code", "nom", "gain", "cout", "taux", "optimal"}) {
        table.columns.emplace_back(column);
    }
    for (const auto& [department, answer] : plans) {
        for (const auto& row : plan_rows(*answer)) {
            std::vector<io::Value> cells;
            if (departments) {
                cells.emplace_back(department);
            }
            if (years) {
                cells.push_back(row.year == 0 ? io::Value() : io::Value(std::int64_t{row.year}));
            }
            cells.emplace_back(row.stage);
            for (auto& cell :
                 naming(answer->candidates, row, answer->kind == PlanKind::kFrontier)) {
                cells.push_back(std::move(cell));
            }
            cells.emplace_back(indicators::shown_count(row.gain, years_of(*answer)));
            cells.push_back(answer->costs_known ? io::Value(row.cost) : io::Value());
            cells.push_back(row.rate ? decimal(*row.rate, kRatePlaces) : io::Value());
            cells.emplace_back(std::string(row.proven ? "oui" : "non"));
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

io::OutputTable plan_for_people(const std::vector<ListedPlan>& plans, Language language) {
    auto table = titles(plans, language);
    table.name = "plan";
    for (const auto& [department, answer] : plans) {
        std::vector<std::uint32_t> before;
        for (const auto& row : plan_rows(*answer)) {
            std::vector<io::Value> cells;
            if (has_departments(plans)) {
                cells.emplace_back(department);
            }
            if (answer->kind == PlanKind::kFrontier) {
                cells.emplace_back(std::to_string(row.stage));
                cells.emplace_back(row.stage == 0
                                       ? render({planning::kPresentSituation}, language)
                                       : change(answer->candidates, before, row.contracts));
                before = row.contracts;
            } else {
                for (auto& cell : contract_cells(*answer, row, language)) {
                    cells.push_back(std::move(cell));
                }
            }
            const bool start = row.contracts.empty();
            cells.emplace_back(
                start
                    ? std::string()
                    : group_digits(indicators::shown_count(row.gain, years_of(*answer)), language));
            cells.emplace_back(start ? std::string() : euros(*answer, row.cost, language));
            cells.emplace_back(rate_text(row.rate, language));
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

}  // namespace maillage::report
