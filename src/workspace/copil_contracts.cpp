// SPDX-License-Identifier: Apache-2.0
/// \file
/// Contracts in a file for a meeting: their state and rules, what is due, where they overlap.
#include "base/pack_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/deadlines.hpp"
#include "indicators/perimeter_counts.hpp"
#include "model/rule_set.hpp"
#include "report/decimals.hpp"
#include "report/funding_tables.hpp"
#include "report/words.hpp"
#include "workspace/copil_parts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Answer;

/// Contracts of the territory that are not over, in the order of the register.
std::vector<std::size_t> contracts_inside(const CopilGround& ground) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < ground.data().contracts.size(); ++i) {
        const auto& contract = ground.data().contracts[i];
        if (contract.status != ContractStatus::kRefuse &&
            contract.status != ContractStatus::kAbandonne && ground.touching[i]) {
            rows.push_back(i);
        }
    }
    return rows;
}

struct RuleSums {
    std::int64_t met = 0;
    std::int64_t not_met = 0;
    std::int64_t not_known = 0;
};
RuleSums sums_of(const indicators::ExaminedContract& examined) {
    RuleSums sums;
    for (const auto& answer : examined.answers) {
        auto& sum = answer.state == Answer::kMet      ? sums.met
                    : answer.state == Answer::kNotMet ? sums.not_met
                                                      : sums.not_known;
        ++sum;
    }
    return sums;
}

std::optional<std::int64_t> euros_of(const Contract& contract) {
    const auto found = contract.details.find("montant_etat");
    if (found == contract.details.end()) {
        return std::nullopt;
    }
    const auto amount = parse_number(found->second);
    return amount ? std::optional(std::llround(*amount)) : std::nullopt;
}

/// Contracts as a table, with whole numbers beside for a workbook.
class ContractTable {
public:
    explicit ContractTable(const CopilGround& ground)
        : m_ground(ground),
          m_counts(ground.source.dataset()),
          m_rules(indicators::counting_rules(ground.data(), ground.coverage->query())) {
        for (const auto id : {pack::kColumnContract, pack::kColumnLevel, pack::kColumnState,
                              pack::kColumnSigned, pack::kColumnEnds, pack::kColumnCommunes,
                              pack::kColumnCovers, pack::kColumnMoney, pack::kColumnRules}) {
            m_table.columns.push_back(ground.say({id}));
        }
        m_table.name = "contrats";
        m_table.align_right = {false, false, false, false, false, true, true, true, false};
    }

    void add(std::size_t row, const indicators::ExaminedContract* examined) {
        const auto& contract = m_ground.data().contracts[row];
        const auto language = m_ground.language();
        const auto reason = indicators::counted(contract, m_ground.date(), m_rules);
        const auto& communes = indicators::perimeter_of(contract, m_rules.choices.perimeter);
        const auto state = contract.status == ContractStatus::kSigne
                               ? report::reason_word(reason)
                               : report::status_word(contract.status);
        const auto euros = euros_of(contract);
        std::string rules = report::kNothing;
        if (examined != nullptr) {
            const auto sums = sums_of(*examined);
            rules = m_ground.say({pack::kRulesCell, {sums.met, sums.not_met, sums.not_known}});
        }
        m_table.rows.push_back(
            {contract.name, m_ground.say({report::level_word(contract.level)}),
             m_ground.say({state}), report::date_text(contract.signed_on, language),
             report::date_text(contract.ends_on, language),
             static_cast<std::int64_t>(communes.size()), signatories(communes),
             euros ? group_digits(*euros, language) + "\u00A0€" : std::string(report::kNothing),
             rules});
    }

    io::OutputTable take() && { return std::move(m_table); }

private:
    /// In all communes of the contract, as the indicator counts them.
    std::string signatories(const Perimeter& communes) {
        const auto found = m_counts.signatories(communes, m_ground.coverage->years());
        return found ? report::count_cell(
                           *found, static_cast<std::int64_t>(m_ground.coverage->years().size()),
                           m_ground.language())
                     : std::string(report::kNothing);
    }

    const CopilGround& m_ground;
    indicators::PerimeterCounts m_counts;
    indicators::CountingRules m_rules;
    io::OutputTable m_table;
};

std::vector<std::string> rules_not_met(const CopilGround& ground,
                                       const std::vector<indicators::ExaminedContract>& examined) {
    std::vector<std::string> lines;
    for (const auto& one : examined) {
        const auto& contract = ground.data().contracts[one.contract];
        for (const auto& answer : one.answers) {
            if (answer.state == Answer::kNotMet && !answer.rule->advice) {
                lines.push_back(
                    ground.say({pack::kRulesNotMet,
                                {contract.name, answer.rule->sentence.in(ground.language()),
                                 answer.rule->section}}));
            }
        }
    }
    return lines;
}

std::vector<std::string> dues_near(const CopilGround& ground) {
    std::vector<std::string> lines;
    const auto* rules = rules_of_year(*ground.source.sets(), year_of(ground.date()));
    if (rules == nullptr) {
        return lines;
    }
    for (const auto& due : indicators::deadlines(ground.data(), *rules, ground.date())) {
        const bool near =
            due.state == indicators::DueState::kLate || due.state == indicators::DueState::kSoon;
        if (near && due.contract && ground.touching[*due.contract]) {
            lines.push_back(ground.say({pack::kDueSentence,
                                        {long_date(due.date, ground.language()),
                                         ground.data().contracts[*due.contract].name,
                                         report::due_sentence(due, ground.language())}}));
        }
    }
    return lines;
}

void add_list(const CopilGround& ground, report::Section& section, MessageId heading,
              std::vector<std::string> lines) {
    if (!lines.empty()) {
        section.blocks.emplace_back(report::Paragraph{ground.say({heading})});
        section.blocks.emplace_back(report::BulletList{std::move(lines)});
    }
}

}  // namespace

Result<std::vector<report::Section>> contract_sections(const CopilGround& ground, Date today,
                                                       const Progress& progress) {
    FundingRequest asked;
    asked.coverage.date = ground.date();
    asked.coverage.years = ground.asked.years;
    std::vector<indicators::ExaminedContract> examined;
    if (!ground.source.sets()->empty()) {
        auto found = funding(ground.source.dataset(), ground.source.sets(), asked, today);
        if (!found) {
            return found.error();
        }
        examined = std::move(found).value().contracts;
        std::erase_if(examined, [&](const indicators::ExaminedContract& one) {
            return !ground.touching[one.contract];
        });
    }
    const auto rows = contracts_inside(ground);
    ContractTable table(ground);
    std::int64_t prepared = 0;
    for (const auto row : rows) {
        const auto found = std::find_if(examined.begin(), examined.end(),
                                        [row](const auto& one) { return one.contract == row; });
        table.add(row, found == examined.end() ? nullptr : &*found);
        prepared += ground.data().contracts[row].status == ContractStatus::kSigne ? 0 : 1;
    }
    std::vector<report::Section> sections(2);
    auto& list = sections[0];
    const auto date = long_date(ground.date(), ground.language());
    const auto also =
        prepared == 0 ? std::string() : ground.say({pack::kContractsPrepared, {prepared}});
    list.title = ground.row.contracts == 0
                     ? ground.say({pack::kContractsTitleNone, {date, also}})
                     : ground.say({pack::kContractsTitle, {ground.row.contracts, date, also}});
    list.subject = ground.say({pack::kContractsSubject});
    list.note = ground.note;
    list.blocks.emplace_back(report::TableBlock{ground.say({pack::kContractsTable}),
                                                std::move(table).take(),
                                                ground.say({pack::kContractsNone})});
    add_list(ground, list, pack::kRulesHeading, rules_not_met(ground, examined));
    add_list(ground, list, pack::kDuesHeading, dues_near(ground));

    auto map = copil_map(ground, carto::View::kContracts, "carte-contrats", progress);
    if (!map) {
        return map.error();
    }
    auto& drawn = sections[1];
    drawn.title = ground.say({pack::kContractsMapTitle});
    drawn.subject = ground.say({pack::kContractsMapSubject});
    drawn.note = ground.note;
    drawn.blocks.emplace_back(std::move(map).value());
    return sections;
}

report::Section overlap_section(const CopilGround& ground) {
    const auto& all = ground.data().territories;
    const auto rules = indicators::counting_rules(ground.data(), ground.coverage->query());
    std::map<std::uint32_t, std::string> names;
    for (std::size_t c = 0; c < ground.data().contracts.size(); ++c) {
        if (!ground.coverage->has_contract(c)) {
            continue;
        }
        const auto& contract = ground.data().contracts[c];
        for (const auto commune : indicators::perimeter_of(contract, rules.choices.perimeter)) {
            if (ground.inside[commune.value] && ground.coverage->cover_count(commune) > 1) {
                auto& list = names[commune.value];
                list += (list.empty() ? "" : ", ") + contract.name;
            }
        }
    }
    report::Section section;
    const auto number = static_cast<std::int64_t>(names.size());
    section.title = number > 0 ? ground.say({pack::kOverlapTitle, {number}})
                               : ground.say({pack::kOverlapTitleNone});
    section.subject = ground.say({pack::kOverlapSubject});
    section.note = ground.note;
    report::TableBlock block{
        ground.say({pack::kOverlapTable}), {}, ground.say({pack::kOverlapNone})};
    block.table.name = "recouvrements";
    block.table.columns = {ground.say({pack::kColumnCommune}),
                           ground.say({pack::kColumnContracts})};
    block.table.align_right = {false, false};
    for (const auto& [row, contracts] : names) {
        block.table.rows.push_back({carto::typographic(all.communes.name[row]), contracts});
    }
    section.blocks.emplace_back(std::move(block));
    return section;
}

}  // namespace maillage::workspace
