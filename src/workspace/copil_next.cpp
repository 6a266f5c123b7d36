// SPDX-License-Identifier: Apache-2.0
/// \file
/// What could come next in a file for a meeting: candidates, the proven plan, the frontier, and who
/// lives too far from a prefecture.
#include "base/access_messages.hpp"
#include "base/pack_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "indicators/perimeter_counts.hpp"
#include "indicators/targets.hpp"
#include "model/rule_set.hpp"
#include "planning/plan.hpp"
#include "planning/ranking.hpp"
#include "report/access_tables.hpp"
#include "report/plan_tables.hpp"
#include "report/plan_text.hpp"
#include "report/words.hpp"
#include "workspace/access.hpp"
#include "workspace/candidates.hpp"
#include "workspace/copil_parts.hpp"
#include "workspace/plan_ground.hpp"
#include "workspace/plans.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;
using planning::Candidates;

constexpr std::size_t kMostCandidates = 12;
constexpr std::size_t kMostFrontier = 30;
constexpr std::size_t kMostFar = 10;
constexpr int kFarMinutes = 45;

std::string place_text(const planning::RankInterval& rank) {
    return rank.best == rank.worst
               ? std::to_string(rank.best)
               : std::to_string(rank.best) + "\u2013" + std::to_string(rank.worst);
}

/// The first candidates by guaranteed gain that are in no other of the list.
report::Section candidates_section(const CopilGround& ground, const PlanGround& plan,
                                   const std::vector<std::uint32_t>& order) {
    const auto& all = plan.candidates;
    const auto language = ground.language();
    const auto years = static_cast<std::int64_t>(all.state.years().size());
    report::Section section;
    section.subject = ground.say({pack::kNextSubject});
    section.note = ground.note;
    report::TableBlock block{ground.say({pack::kNextTable}), {}, ground.say({pack::kNextNone})};
    block.table.name = "candidats";
    for (const auto id :
         {pack::kColumnPlace, pack::kColumnTerritory, pack::kColumnLevel, pack::kColumnGain,
          pack::kColumnPoints, pack::kColumnLimit, pack::kColumnKnown}) {
        block.table.columns.push_back(ground.say({id}));
    }
    block.table.align_right = {true, false, false, true, true, true, false};
    const auto ranks = planning::robust_ranks(all);
    for (const auto v : order) {
        if (block.table.rows.size() == kMostCandidates) {
            break;
        }
        const auto level = all.level[v] == planning::CandidateLevel::kCommune
                               ? ContractLevel::kCommune
                           : all.level[v] == planning::CandidateLevel::kEpt ? ContractLevel::kEpt
                                                                            : ContractLevel::kEpci;
        std::string points = report::kNothing;
        if (const auto parts = all.parts_of(v); parts.size() == 1 && parts.front().points) {
            points = report::points_text(parts.front().points->low, language);
        }
        const auto& funding = plan.funding[v];
        block.table.rows.push_back(
            {place_text(ranks[v]), carto::typographic(all.name(v)),
             ground.say({report::level_word(level)}),
             report::count_text(all.gain[v], years, language), points,
             funding.most_cents ? report::euros_text(*funding.most_cents / 100, language)
                                : std::string(report::kNothing),
             funding.known
                 ? ground.say({report::status_word(ground.data().contracts[*funding.known].status)})
                 : std::string()});
    }
    if (order.empty()) {
        section.title = ground.say({pack::kNextNoneTitle});
    } else {
        const auto first = order.front();
        section.title =
            ground.say_count(all.gain[first], years, pack::kNextTitle, pack::kNextTitleBetween,
                             {carto::typographic(all.name(first))});
    }
    section.blocks.emplace_back(std::move(block));
    if (order.size() > kMostCandidates) {
        section.blocks.emplace_back(report::Paragraph{ground.say(
            {pack::kNextMore, {static_cast<std::int64_t>(order.size() - kMostCandidates)}})});
    }
    return section;
}

/// The last year the data have a target for, not before that of the date.
std::optional<int> last_target(const CopilGround& ground) {
    const auto years = ground.target_years();
    return years.empty() || years.back() < year_of(ground.date()) ? std::nullopt
                                                                  : std::optional(years.back());
}

report::FrontierCurve frontier_of(const CopilGround& ground, const PlanGround& plan) {
    report::FrontierCurve curve;
    curve.axis = ground.say({pack::kFrontierAxis});
    for (const auto& point :
         planning::frontier_by_contracts(plan.candidates, plan.request, false)) {
        if (curve.points.size() == kMostFrontier) {
            break;
        }
        curve.points.push_back({point.contracts, report::share(point.value)});
    }
    if (const auto year = last_target(ground)) {
        const auto* target =
            indicators::target_of(ground.data(), ground.level, ground.territory, *year);
        curve.target = report::share({target->rate.numerator, target->rate.denominator});
    }
    return curve;
}

/// A request of the territory for verbs that take a department or a region.
CoverageRequest territory_request(const CopilGround& ground) {
    CoverageRequest request;
    request.date = ground.date();
    request.years = ground.asked.years;
    if (const auto* department = std::get_if<DepartmentCode>(&ground.request.focus)) {
        request.department = *department;
    }
    return request;
}

/// Whether a row of a summary is of the territory or, in a region, of one of its departments.
bool of_territory(const CopilGround& ground, const std::string& code) {
    if (ground.level != Level::kRegion) {
        return code == ground.row.code;
    }
    const auto& departments = ground.scope.departments;
    return std::any_of(departments.begin(), departments.end(), [&](Index<Department> one) {
        return ground.data().territories.departments.code[one.value].text() == code;
    });
}

/// Titles as the other tables of the file have them.
io::OutputTable with_small_titles(io::OutputTable table) {
    for (auto& title : table.columns) {
        if (!title.empty() && title.front() >= 'A' && title.front() <= 'Z') {
            title.front() = static_cast<char>(title.front() - 'A' + 'a');
        } else if (title.starts_with("É")) {
            title.replace(0, std::string_view("É").size(), "é");
        }
    }
    return table;
}

/// In how many of its departments people live beyond \p threshold for certain.
std::string access_title_of_region(const CopilGround& ground,
                                   const std::vector<report::BeyondRow>& rows,
                                   access::Seconds threshold) {
    std::int64_t all = 0;
    std::int64_t some = 0;
    bool nobody = true;
    for (const auto& row : rows) {
        if (row.threshold == threshold) {
            ++all;
            some += row.signatories.low > 0 ? 1 : 0;
            nobody = nobody && row.signatories.high == 0;
        }
    }
    if (some > 0) {
        return ground.say({pack::kAccessTitleParts, {some, all, std::int64_t{kFarMinutes}}});
    }
    return nobody && all > 0
               ? ground.say({pack::kAccessTitleNone, {std::int64_t{0}, std::int64_t{kFarMinutes}}})
               : ground.say({pack::kAccessSubject});
}

Result<report::Section> plan_section(const CopilGround& ground, const PlanGround& plan,
                                     const Progress& progress) {
    const auto language = ground.language();
    report::Section section;
    section.subject = ground.say({pack::kPlanSubject});
    section.title = ground.say({pack::kFrontierTitle});
    section.note = ground.note;
    if (const auto year = last_target(ground)) {
        PlanQuestion question;
        question.coverage = territory_request(ground);
        if (const auto* region = std::get_if<RegionCode>(&ground.request.focus)) {
            question.region = *region;
        }
        question.target_year = *year;
        question.explain = true;
        auto found = workspace::plan(ground.source.dataset(), ground.source.sets(), question,
                                     nullptr, ground.date(), progress);
        if (!found && found.error().code == Error::Code::kCancelled) {
            return found.error();
        }
        if (!found) {
            section.blocks.emplace_back(report::Paragraph{ground.say(found.error().message)});
        } else if (found->plans.front().answer) {
            const auto& answer = *found->plans.front().answer;
            auto lines = report::plan_sentences(answer, language);
            if (!lines.empty()) {
                section.title = lines.front();
                if (section.title.ends_with('.')) {
                    section.title.pop_back();  // A heading has no full stop.
                }
                lines.erase(lines.begin());
                section.blocks.emplace_back(report::BulletList{std::move(lines)});
            }
            auto table = report::plan_for_people({{"", &answer}}, language);
            if (!table.rows.empty()) {
                section.blocks.emplace_back(report::TableBlock{ground.say({pack::kPlanTable}),
                                                               with_small_titles(std::move(table)),
                                                               report::kNothing});
            }
        }
    }
    auto curve = frontier_of(ground, plan);
    if (curve.points.size() > 1) {
        const auto percent = [&](double share) {
            constexpr double kParts = 1000.0;
            return report::percent_text({std::llround(share * kParts), 1000}, language);
        };
        curve.words =
            ground.say({pack::kFrontierWords,
                        {percent(curve.points.front().rate), percent(curve.points.back().rate),
                         curve.points.back().contracts}});
        section.blocks.emplace_back(report::Paragraph{curve.words});
        section.blocks.emplace_back(std::move(curve));
    }
    return section;
}

}  // namespace

Result<std::vector<report::Section>> next_sections(const CopilGround& ground,
                                                   const Progress& progress) {
    std::vector<report::Section> sections;
    const auto* rules = rules_of_year(*ground.source.sets(), year_of(ground.date()));
    static const RuleSet none;
    indicators::PerimeterCounts counts(ground.source.dataset());
    const auto plan = plan_ground(planning::find_candidates(*ground.coverage, ground.scope),
                                  rules == nullptr ? none : *rules, {}, counts, {});
    auto order = planning::in_order(plan.candidates, {}, std::nullopt);
    // A territory inside one that is listed brings nothing beside it.
    std::vector<bool> listed(plan.candidates.size());
    std::erase_if(order, [&](std::uint32_t v) {
        const auto parent = plan.candidates.parent[v];
        const bool inside = parent != Candidates::kNone && listed[parent];
        const bool out = plan.is_out(v) || plan.candidates.gain[v].high == 0;
        // Where an EPCI has refused, its communes may sign.
        listed[v] = inside || !out;
        return inside || out;
    });
    sections.push_back(candidates_section(ground, plan, order));
    auto proven = plan_section(ground, plan, progress);
    if (!proven) {
        return proven.error();
    }
    if (!proven->blocks.empty()) {
        sections.push_back(std::move(proven).value());
    }
    return sections;
}

Result<std::optional<report::Section>> access_section(const CopilGround& ground, Date today,
                                                      const Progress& progress) {
    const auto language = ground.language();
    auto request = seats_request(ground.data());
    if (request.services.empty()) {
        return std::optional<report::Section>();
    }
    request.coverage = territory_request(ground);
    request.threshold = kFarMinutes * access::kMinute;
    auto found = access_to_services(ground.source.dataset(), request, today, progress);
    if (!found) {
        return found.error();
    }
    auto listing = found->listing;
    std::erase_if(listing.rows,
                  [&](const report::AccessRow& row) { return !ground.inside[row.commune.value]; });
    std::erase_if(listing.beyond,
                  [&](const report::BeyondRow& row) { return !of_territory(ground, row.code); });
    report::Section section;
    section.subject = ground.say({pack::kAccessSubject});
    section.note = ground.note;
    section.title = section.subject;
    if (ground.level == Level::kRegion) {
        section.title = access_title_of_region(ground, listing.beyond, request.threshold);
    }
    for (const auto& row : listing.beyond) {
        if (row.threshold == request.threshold && row.code == ground.row.code) {
            section.title = ground.say_count(
                row.signatories, listing.years,
                row.signatories.high == 0 ? pack::kAccessTitleNone : pack::kAccessTitle,
                pack::kAccessTitleBetween, {std::int64_t{kFarMinutes}});
        }
    }
    std::vector<std::string> remarks;
    for (const auto& remark : found->remarks) {
        // Which services these are stands in the title.
        if (remark.id != access::kAccessServices) {
            remarks.push_back(ground.say(remark));
        }
    }
    if (!listing.beyond.empty()) {
        section.blocks.emplace_back(report::TableBlock{
            ground.say({pack::kAccessTable}),
            with_small_titles(report::beyond_for_people(listing, language)), report::kNothing});
    }
    std::vector<const report::AccessRow*> far;
    for (const auto& row : listing.rows) {
        // Not reached at all is farther than any threshold.
        if (row.known && row.signatories.high > 0 &&
            (!row.nearest || row.nearest->time > request.threshold)) {
            far.push_back(&row);
        }
    }
    std::stable_sort(far.begin(), far.end(), [](const auto* a, const auto* b) {
        return a->signatories.low + a->signatories.high > b->signatories.low + b->signatories.high;
    });
    far.resize(std::min(far.size(), kMostFar));
    report::TableBlock block{ground.say({pack::kAccessFarTable, {std::int64_t{kFarMinutes}}}),
                             {},
                             ground.say({pack::kAccessNone, {std::int64_t{kFarMinutes}}})};
    block.table.name = "eloignees";
    block.table.columns = {ground.say({pack::kColumnCommune}), ground.say({pack::kColumnMinutes}),
                           ground.say({pack::kColumnCovers}), ground.say({pack::kColumnCoverage})};
    block.table.align_right = {false, true, true, false};
    for (const auto* row : far) {
        const auto& communes = ground.data().territories.communes;
        block.table.rows.push_back(
            {carto::typographic(communes.name[row->commune.value]),
             row->nearest ? io::Value(std::int64_t{row->nearest->time / access::kMinute})
                          : io::Value(std::string(report::kNothing)),
             report::count_cell(row->signatories, listing.years, language),
             ground.say({ground.coverage->covered(row->commune) ? pack::kYes : pack::kNo})});
    }
    section.blocks.emplace_back(std::move(block));
    section.blocks.emplace_back(report::BulletList{std::move(remarks)});
    return std::optional(std::move(section));
}

}  // namespace maillage::workspace
