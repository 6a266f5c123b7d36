// SPDX-License-Identifier: Apache-2.0
#include "report/candidate_tables.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "planning/candidate_facts.hpp"
#include "report/decimals.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace maillage::report {
namespace {

using indicators::Answer;
using indicators::Rate;
using planning::CandidateFacts;
using planning::CandidatePart;
using planning::Criterion;

constexpr const char* kEnDash = "\u00A0–\u00A0";

std::string level_word(planning::CandidateLevel level) {
    constexpr auto kWords = std::to_array<std::string_view>({"commune", "ept", "epci"});
    return std::string(kWords.at(static_cast<std::size_t>(level)));
}

std::int64_t years_of(const CandidateListing& listing) {
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(listing.candidates.state.years().size()));
}

std::string department_code(const CandidateListing& listing, const CandidatePart& part) {
    const auto department = listing.candidates.scope.departments[part.slot];
    return listing.candidates.state.dataset()
        .territories.departments.code[department.value]
        .string();
}

/// Calls visit(candidate, its part) for every row of the table.
template <typename Visit>
void visit_rows(const CandidateListing& listing, const Visit& visit) {
    for (const auto v : listing.order) {
        for (const auto& part : listing.candidates.parts_of(v)) {
            if (part.gain.high > 0) {
                visit(v, part);
            }
        }
    }
}

/// Why more or less than the limit, what the register says, what is not sure.
std::string reasons(const CandidateListing& listing, std::uint32_t v, const CandidateFacts& facts,
                    Language language) {
    const auto& funding = listing.funding[v];
    const auto& dataset = listing.candidates.state.dataset();
    std::string text;
    const auto add = [&](const Message& message) {
        text += (text.empty() ? "" : " ; ") + render(message, language);
    };
    if (funding.known) {
        const auto& contract = dataset.contracts[*funding.known];
        add({planning::kCandidateRegister,
             {contract.name, std::string(contract_status_text(contract.status))}});
    }
    if (funding.renewal) {
        add({planning::kCandidateRenewal});
    }
    if (funding.exception != Answer::kNotMet) {
        add({funding.exception == Answer::kMet ? planning::kCandidateException
                                               : planning::kCandidateExceptionOpen});
    }
    if (listing.candidates.gain[v].low == 0) {
        add({planning::kCandidatePerhapsNone});
    }
    if (facts.covered_communes > 0) {
        add({planning::kCandidatePartlyCovered,
             {static_cast<std::int64_t>(facts.covered_communes),
              static_cast<std::int64_t>(facts.communes)}});
    }
    std::set<Index<Department>> departments;
    for (const auto commune : listing.candidates.communes_of(v)) {
        departments.insert(dataset.territories.communes.department[commune.value]);
    }
    if (departments.size() > 1) {
        add({planning::kCandidateSpans, {static_cast<std::int64_t>(departments.size())}});
    }
    return text;
}

/// The weight of the gain at which the candidate and the next one of the list change places.
io::Value swap_with_next(const CandidateListing& listing, std::size_t position) {
    if (position + 1 >= listing.order.size()) {
        return {};
    }
    const auto weight = planning::swap_weight(listing.parts[listing.order[position]],
                                              listing.parts[listing.order[position + 1]],
                                              *listing.weights, Criterion::kGain);
    return weight ? decimal(*weight, 6) : io::Value();
}

std::vector<io::Value> score_cells(const CandidateListing& listing, std::uint32_t v,
                                   std::size_t position) {
    const auto& parts = listing.parts[v];
    constexpr std::int64_t kUnit = planning::kScoreUnit;
    std::vector<io::Value> cells{
        decimal({planning::score(parts, *listing.weights), kUnit * kUnit}, 6)};
    for (std::size_t i = 0; i < planning::kCriteria; ++i) {
        cells.push_back(decimal({parts.at(i) * listing.weights->at(i), kUnit * kUnit}, 6));
    }
    cells.push_back(swap_with_next(listing, position));
    return cells;
}

std::string count_text(Count count, std::int64_t years, Language language) {
    const auto whole = [&](std::int64_t n) {
        return group_digits(indicators::shown_count(n, years), language);
    };
    return count.is_exact() ? whole(count.low) : whole(count.low) + kEnDash + whole(count.high);
}

/// A share with one decimal and no sign: "12,3".
std::string hundredths(Rate rate, Language language) {
    return fixed_ratio(100 * rate.num, rate.den, 1, language == Language::kFrench ? ',' : '.');
}

std::string points_text(const std::optional<indicators::RateBounds>& points, Language language) {
    if (!points) {
        return "";
    }
    const auto low = hundredths(points->low, language);
    const auto high = hundredths(points->high, language);
    return low == high ? low : low + kEnDash + high;
}

std::string place_text(const CandidateListing& listing, std::uint32_t v) {
    auto place = std::to_string(listing.place[v]);
    const auto& rank = listing.ranks[v];
    if (listing.weights || (rank.best == rank.worst && rank.best == listing.place[v])) {
        return place;
    }
    return place + " (" + std::to_string(rank.best) + "–" + std::to_string(rank.worst) + ")";
}

std::string euros_text(std::optional<std::int64_t> cents, Language language) {
    return cents ? render({planning::kFundingEuros,
                           {group_digits(indicators::shown_count(*cents, 100), language)}},
                          language)
                 : "";
}

}  // namespace

io::OutputTable candidates_table(const CandidateListing& listing, Language language) {
    io::OutputTable table;
    table.name = "candidats";
    table.columns = {
        "niveau",      "code",        "nom",        "departement", "gain_min",
        "gain_max",    "gain_points", "population", "densite",     "evolution_population",
        "montant_max", "eligible",    "motifs",     "rang"};
    if (listing.weights) {
        for (const char* column : {"score", "part_gain", "part_rural", "part_declin", "part_cout",
                                   "part_acces", "bascule_gain"}) {
            table.columns.emplace_back(column);
        }
    }
    const auto years = years_of(listing);
    for (std::size_t position = 0; position < listing.order.size(); ++position) {
        const auto v = listing.order[position];
        const auto facts = planning::facts_of(listing.candidates, v);
        const auto motives = reasons(listing, v, facts, language);
        const auto& funding = listing.funding[v];
        for (const auto& part : listing.candidates.parts_of(v)) {
            if (part.gain.high == 0) {
                continue;
            }
            std::vector<io::Value> row{
                level_word(listing.candidates.level[v]),
                std::string(listing.candidates.code(v)),
                std::string(listing.candidates.name(v)),
                department_code(listing, part),
                indicators::shown_count(part.gain.low, years),
                indicators::shown_count(part.gain.high, years),
                part.points ? points(part.points->low) : io::Value(),
                facts.population ? io::Value(*facts.population) : io::Value(),
                facts.density > 0 ? io::Value(std::int64_t{facts.density}) : io::Value(),
                facts.evolution ? decimal(*facts.evolution, 6) : io::Value(),
                funding.most_cents ? exact_decimal({*funding.most_cents, 100}, 2) : io::Value(),
                std::string(funding.eligible ? "oui" : "non"),
                motives.empty() ? io::Value() : io::Value(motives),
                std::int64_t{listing.place[v]}};
            if (listing.weights) {
                for (auto& cell : score_cells(listing, v, position)) {
                    row.push_back(std::move(cell));
                }
            }
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

io::OutputTable candidates_for_people(const CandidateListing& listing, Language language) {
    io::OutputTable table;
    table.name = "candidates";
    for (const auto id : {planning::kTitlePlace, planning::kTitleLevel, MessageId::kTitleCode,
                          MessageId::kTitleName, planning::kTitleDepartment, planning::kTitleGain,
                          planning::kTitlePoints, planning::kTitlePopulation, planning::kTitleTrend,
                          planning::kTitleDensity, planning::kTitleMost, planning::kTitleReasons}) {
        table.columns.push_back(render({id}, language));
    }
    table.align_right = {true, false, false, false, false, true,
                         true, true,  true,  true,  true,  false};
    const bool far = !listing.beyond.empty();
    if (far) {
        // Before the reasons, which are long.
        table.columns.insert(table.columns.end() - 1, render({planning::kTitleBeyond}, language));
        table.align_right.insert(table.align_right.end() - 1, true);
    }
    const auto years = years_of(listing);
    visit_rows(listing, [&](std::uint32_t v, const CandidatePart& part) {
        const auto facts = planning::facts_of(listing.candidates, v);
        table.rows.push_back(
            {place_text(listing, v), level_word(listing.candidates.level[v]),
             std::string(listing.candidates.code(v)), std::string(listing.candidates.name(v)),
             department_code(listing, part), count_text(part.gain, years, language),
             points_text(part.points, language),
             facts.population ? group_digits(*facts.population, language) : std::string(),
             facts.evolution ? hundredths(*facts.evolution, language) : std::string(),
             facts.density > 0 ? std::to_string(facts.density) : std::string(),
             euros_text(listing.funding[v].most_cents, language),
             reasons(listing, v, facts, language)});
        if (far) {
            const auto& share = listing.beyond[v];
            auto& row = table.rows.back();
            row.insert(row.end() - 1, share ? hundredths(*share, language) : std::string());
        }
    });
    return table;
}

}  // namespace maillage::report
