// SPDX-License-Identifier: Apache-2.0
/// \file
/// The last pages of a file for a meeting: other territories beside, what the data are, how the
/// figures are made.
#include "base/pack_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "carto/units.hpp"
#include "model/rule_set.hpp"
#include "report/choice_words.hpp"
#include "report/tables.hpp"
#include "report/words.hpp"
#include "workspace/copil_parts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;

constexpr std::size_t kMostLike = 5;
constexpr std::size_t kMostRemarks = 12;

double middle(const indicators::CoverageRow& row) {
    return (static_cast<double>(row.range.total.low) + static_cast<double>(row.range.total.high)) /
           2.0;
}

/// Departments with nearly as many signatories: the smallest ratios, the first by code of equals.
std::vector<std::size_t> like_departments(const CopilGround& ground,
                                          const std::vector<indicators::CoverageRow>& rows) {
    const double own = middle(rows[ground.territory]);
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i != ground.territory && own > 0.0 && middle(rows[i]) > 0.0) {
            others.emplace_back(std::abs(std::log(middle(rows[i]) / own)), i);
        }
    }
    std::sort(others.begin(), others.end());
    others.resize(std::min(others.size(), kMostLike));
    std::vector<std::size_t> like;
    like.reserve(others.size());
    for (const auto& [ratio, i] : others) {
        like.push_back(i);
    }
    return like;
}

struct Compared {
    std::size_t row = 0;
    std::string why;
};

std::vector<Compared> compared_departments(const CopilGround& ground,
                                           const std::vector<indicators::CoverageRow>& rows) {
    std::vector<Compared> list;
    if (ground.level != Level::kDepartment) {
        for (const auto department : ground.scope.departments) {
            list.push_back({department.value, ""});
        }
        return list;
    }
    std::set<std::size_t> neighbours;
    for (const auto one : ground.source.neighbours()[ground.territory]) {
        neighbours.insert(one.value);
    }
    const auto found = like_departments(ground, rows);
    const std::set<std::size_t> like(found.begin(), found.end());
    // A register or counts of some departments say nothing of the others.
    const auto& scope = ground.data().scope;
    const auto known = [&](std::size_t i) {
        return i == ground.territory ||
               (rows[i].has_counts &&
                (scope.empty() ||
                 std::find(scope.begin(), scope.end(), index_of<Department>(i)) != scope.end()));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!known(i)) {
            continue;
        }
        const bool near = neighbours.contains(i);
        const bool alike = like.contains(i);
        if (i == ground.territory) {
            list.push_back({i, ground.say({pack::kCompareSelf})});
        } else if (near || alike) {
            list.push_back({i, ground.say({near && alike ? pack::kCompareBoth
                                           : near        ? pack::kCompareNeighbour
                                                         : pack::kCompareLike})});
        }
    }
    return list;
}

std::string file_name(const Source& source) {
    return source.layer.empty() ? source.path : source.path + ", " + source.layer;
}

/// Remarks that a reader should know: rows set aside, errors, warnings; of the user's own files.
std::vector<std::string> remarks_of(const CopilGround& ground, std::size_t& more) {
    std::vector<std::string> lines;
    const auto& ledger = ground.data().ledger;
    for (const auto& entry : ledger.entries) {
        const auto& source = ledger.sources[entry.origin.source];
        if (source.built_in ||
            (entry.severity == Severity::kInformation && entry.state != RowState::kSetAside)) {
            continue;
        }
        if (lines.size() == kMostRemarks) {
            ++more;
            continue;
        }
        const auto words = ground.say(entry.message);
        lines.push_back(
            entry.origin.line > 0
                ? ground.say({pack::kRemark,
                              {file_name(source), std::to_string(entry.origin.line), words}})
                : ground.say({pack::kRemarkFile, {file_name(source), words}}));
    }
    return lines;
}

std::string choices_in_words(const CopilGround& ground) {
    const auto language = ground.language();
    std::string words;
    for (const auto& [key, value] : choice_texts(ground.data().choices)) {
        words += words.empty() ? "" : "\u00A0; ";
        words += ground.say({pack::kMethodChoice,
                             {report::choice_name(key, language),
                              report::choice_value_name(key, value, language)}});
    }
    return words;
}

}  // namespace

std::optional<report::Section> comparison_section(const CopilGround& ground) {
    const auto language = ground.language();
    const auto rows = ground.coverage->rows(Level::kDepartment);
    const auto compared = compared_departments(ground, rows);
    if (compared.size() < 2) {
        return std::nullopt;
    }
    report::Section section;
    section.subject = ground.say({pack::kCompareSubject});
    section.note = ground.note;
    section.title = ground.level == Level::kDepartment
                        ? ground.say({pack::kCompareTitle})
                        : ground.say({pack::kCompareTitleParts, {ground.of}});
    report::TableBlock block{ground.say({pack::kCompareTable}), {}, report::kNothing};
    auto& table = block.table;
    table.name = "comparaison";
    for (const auto id : {pack::kColumnTerritory, pack::kColumnRate, pack::kColumnCovers,
                          pack::kColumnContracts, pack::kColumnTarget}) {
        table.columns.push_back(ground.say({id}));
    }
    table.align_right = {false, true, true, true, true};
    const bool reasons = ground.level == Level::kDepartment;
    if (reasons) {
        table.columns.push_back(ground.say({pack::kColumnWhy}));
        table.align_right.push_back(false);
    }
    for (const auto& one : compared) {
        const auto& row = rows[one.row];
        table.rows.push_back({carto::typographic(row.name) + " (" + row.code + ")",
                              report::percent_text(row.rate, language),
                              report::count_text(row.range.total, row.years, language),
                              row.contracts,
                              row.target ? report::share_text(*row.target, language)
                                         : std::string(report::kNothing)});
        if (reasons) {
            table.rows.back().emplace_back(one.why);
        }
    }
    std::vector<indicators::CoverageRow> beside;
    beside.reserve(compared.size());
    for (const auto& one : compared) {
        beside.push_back(rows[one.row]);
    }
    with_numbers(block, beside);
    section.blocks.emplace_back(std::move(block));
    section.blocks.emplace_back(report::Paragraph{ground.say({pack::kCompareNote})});
    return std::optional(std::move(section));
}

report::Section quality_section(const CopilGround& ground) {
    const auto language = ground.language();
    report::Section section;
    section.subject = ground.say({pack::kQualitySubject});
    section.note = ground.note;
    std::int64_t read = 0;
    std::int64_t aside = 0;
    report::TableBlock block{
        ground.say({pack::kQualityTable}), {}, ground.say({pack::kQualityTitleBuiltIn})};
    block.table.name = "fichiers";
    for (const auto id : {pack::kColumnFile, pack::kColumnRead, pack::kColumnUsed,
                          pack::kColumnRepaired, pack::kColumnSetAside}) {
        block.table.columns.push_back(ground.say({id}));
    }
    block.table.align_right = {false, true, true, true, true};
    for (const auto& source : ground.data().ledger.sources) {
        if (!source.built_in) {
            read += source.rows_read;
            aside += source.rows_set_aside;
            block.table.rows.push_back({file_name(source), source.rows_read, source.rows_used,
                                        source.rows_repaired, source.rows_set_aside});
        }
    }
    section.title = block.table.rows.empty() ? ground.say({pack::kQualityTitleBuiltIn})
                                             : ground.say({pack::kQualityTitle, {read, aside}});
    report::BulletList facts;
    facts.items.push_back(
        ground.say({pack::kQualityMasked,
                    {ground.masked, ground.communes,
                     report::percent_text(
                         {ground.masked, std::max<std::int64_t>(1, ground.communes)}, language)}}));
    facts.items.push_back(
        ground.say({pack::kQualityNotLocated,
                    {report::count_text(ground.row.not_located, ground.row.years, language)}}));
    section.blocks.emplace_back(std::move(facts));
    if (!block.table.rows.empty()) {
        section.blocks.emplace_back(std::move(block));
    }
    std::size_t more = 0;
    auto remarks = remarks_of(ground, more);
    if (!remarks.empty()) {
        section.blocks.emplace_back(report::Paragraph{ground.say({pack::kQualityRemarks})});
        section.blocks.emplace_back(report::BulletList{std::move(remarks)});
    }
    if (more > 0) {
        section.blocks.emplace_back(
            report::Paragraph{ground.say({pack::kQualityMore, {static_cast<std::int64_t>(more)}})});
    }
    return section;
}

report::Section method_section(const CopilGround& ground,
                               const std::vector<std::string>& left_out) {
    report::Section section;
    section.title = ground.say({pack::kMethodTitle});
    section.subject = ground.say({pack::kMethodSubject});
    section.note = ground.note;
    report::BulletList method;
    for (const auto id :
         {pack::kMethodRate, pack::kMethodMasked, pack::kMethodOnce, pack::kMethodPlan}) {
        method.items.push_back(ground.say({id}));
    }
    if (const auto* rules = rules_of_year(*ground.source.sets(), year_of(ground.date()))) {
        method.items.push_back(
            ground.say({pack::kMethodRules, {rules->source.in(ground.language())}}));
    }
    for (const auto& notice : ground.data().notices) {
        // The choices of computation follow in words.
        if (notice.id != MessageId::kNoticeChoices) {
            method.items.push_back(report::sentence(ground.say(notice)));
        }
    }
    method.items.push_back(ground.say({pack::kMethodChoices, {choices_in_words(ground)}}));
    for (const auto& subject : left_out) {
        method.items.push_back(ground.say({pack::kLeftOut, {subject}}));
    }
    section.blocks.emplace_back(std::move(method));
    if (!ground.request.audit.empty()) {
        section.blocks.emplace_back(report::Paragraph{ground.say({pack::kMethodSecrecy})});
        section.blocks.emplace_back(report::BulletList{ground.request.audit});
    }
    // Files of one publisher in one line.
    std::vector<std::pair<std::string, std::string>> publishers;
    for (const auto& source : ground.data().ledger.sources) {
        auto found = std::find_if(publishers.begin(), publishers.end(),
                                  [&](const auto& one) { return one.first == source.attribution; });
        if (found == publishers.end()) {
            publishers.emplace_back(source.attribution, "");
            found = std::prev(publishers.end());
        }
        found->second += (found->second.empty() ? "" : ", ") + file_name(source);
    }
    report::BulletList sources;
    for (const auto& [attribution, files] : publishers) {
        sources.items.push_back(
            attribution.empty() ? files : ground.say({pack::kSourceLine, {files, attribution}}));
    }
    section.blocks.emplace_back(report::Paragraph{ground.say({pack::kMethodSources})});
    section.blocks.emplace_back(std::move(sources));
    return section;
}

}  // namespace maillage::workspace
