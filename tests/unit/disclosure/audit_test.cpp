// SPDX-License-Identifier: Apache-2.0
#include "disclosure/audit.hpp"

#include "disclosure/signatories_table.hpp"
#include "disclosure/suppress.hpp"
#include "unit/disclosure/small_loiret.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace maillage::disclosure {
namespace {

using test::kEpci;
using test::loiret;
using testing::ElementsAre;
using testing::IsEmpty;

std::map<std::string, CellState> states_of(const Table& table, const Suppression& suppression) {
    std::map<std::string, CellState> states;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        states[table.cells[i].key] = suppression.states[i];
    }
    return states;
}

Disclosure disclosure_of(const Table& table, const Rule& rule,
                         const std::vector<CellState>& states) {
    return {rule,
            public_priors(table),
            public_knowledge(table, rule, states),
            published(table, states),
            {},
            secrets_of(table, rule, states)};
}

TEST(SignatoriesTable, HoldsEveryTerritoryOnceWithItsValue) {
    const auto dataset = loiret().build();
    SignatoriesTable made(*dataset, dataset->cir[0], {});
    made.add_territories();
    std::map<std::string, Count> values;
    for (const auto& cell : made.table().cells) {
        EXPECT_TRUE(values.emplace(cell.key, cell.value).second) << cell.key;
    }
    EXPECT_EQ(values.size(), 8U);
    EXPECT_EQ(values.at("commune:45001"), Count::exact(3));
    EXPECT_EQ(values.at("epci:244500468"), Count::exact(55));
    EXPECT_EQ(values.at("departement:45"), Count::exact(55));
    EXPECT_EQ(values.at("region:24"), Count::exact(55));
    EXPECT_EQ(values.at("france:"), Count::exact(55));
    EXPECT_EQ(made.table().atom_keys[0], "2023/45001");
}

// An EPCI in two departments has a part in each; scoped to one, only that part is there. What lies
// across communes, nowhere, or in no row keeps a place.
TEST(SignatoriesTable, FollowsScopesSplitsAndTotals) {
    test::DatasetBuilder builder;
    builder.region("24").department("45", "24").department("18", "24");
    builder.commune("45001", {.epci = kEpci}).count("45001", 20);
    builder.commune("45002", {.epci = kEpci}).masked("45002", 1, 4);
    builder.commune("18001", {.epci = kEpci}).count("18001", 30);
    builder.split({"45001", "45002"}, 6, 6).not_located("45", 7, 7).department_total("45", 60);
    const auto dataset = builder.build();
    const auto values_of = [&](std::span<const Index<Department>> scope) {
        SignatoriesTable made(*dataset, dataset->cir[0], scope);
        made.add_territories();
        std::map<std::string, Count> values;
        for (const auto& cell : made.table().cells) {
            values[cell.key] = cell.value;
        }
        return values;
    };
    const auto whole = values_of({});
    EXPECT_EQ(whole.at("epci:244500468/45"), Count::exact(26));  // 20 + 6, the mask apart
    EXPECT_EQ(whole.at("epci:244500468/18"), Count::exact(30));
    EXPECT_EQ(whole.at("epci:244500468"), Count::exact(56));
    EXPECT_EQ(whole.at("partage:2023/45001+45002"), Count::exact(6));
    EXPECT_EQ(whole.at("non_localise:2023/?45"), Count::exact(7));
    EXPECT_EQ(whole.at("commune:45002"), Count::masked(1, 4));
    // 20 + 6 + 7 and 1 to 4 are 37 at most: the total holds others.
    EXPECT_EQ(whole.at("departement:45"), Count::exact(60));
    std::vector<Index<Department>> scope;
    for (std::size_t d = 0; d < dataset->territories.departments.size(); ++d) {
        if (dataset->territories.departments.code[d].string() == "45") {
            scope.push_back(index_of<Department>(d));
        }
    }
    const auto one = values_of(scope);
    EXPECT_EQ(one.at("epci:244500468/45"), Count::exact(26));
    EXPECT_FALSE(one.contains("epci:244500468"));
    EXPECT_FALSE(one.contains("commune:18001"));
    EXPECT_FALSE(one.contains("region:24"));
    EXPECT_FALSE(one.contains("france:"));
}

// 3 is small. Beside it 12 (cost 13) must go: hiding 0 leaves 3 + 0 = 55 - 12 - 40, in [1, 3],
// which is enough for width 1 and costs 1.
TEST(Suppress, HidesTheCheapestCompanionThatIsEnough) {
    const auto dataset = loiret().build();
    SignatoriesTable made(*dataset, dataset->cir[0], {});
    made.add_territories();
    const auto narrow = suppress(made.table(), {.threshold = 5, .width = 1}, {});
    EXPECT_TRUE(narrow.is_optimal());
    EXPECT_EQ(narrow.cost, 1);
    EXPECT_EQ(states_of(made.table(), narrow).at("commune:45001"), CellState::kSmall);
    EXPECT_EQ(states_of(made.table(), narrow).at("commune:45002"), CellState::kSecondary);
    // To leave all of 1 to 4 possible, a companion of at least 1 is needed: 12.
    const auto wide = suppress(made.table(), {.threshold = 5, .width = 3}, {});
    EXPECT_TRUE(wide.is_optimal());
    EXPECT_EQ(wide.cost, 13);
    EXPECT_EQ(states_of(made.table(), wide).at("commune:45003"), CellState::kSecondary);
    EXPECT_EQ(states_of(made.table(), wide).at("commune:45002"), CellState::kPublished);
}

TEST(Suppress, SaysWhatEarlierPublicationsGiveAway) {
    const auto dataset = loiret().build();
    SignatoriesTable made(*dataset, dataset->cir[0], {});
    made.add_territories();
    const std::vector<Statement> earlier = {exactly("commune:45001", {{{0}, 1}}, 3)};
    const auto found = suppress(made.table(), {}, earlier);
    EXPECT_THAT(found.exposed, ElementsAre("commune:45001"));
    EXPECT_FALSE(found.is_optimal());
}

TEST(Suppress, HidesNothingWhereNothingIsSmall) {
    test::DatasetBuilder builder;
    builder.region("24").department("45", "24");
    builder.commune("45001").count("45001", 9).commune("45002").count("45002", 8);
    const auto dataset = builder.build();
    SignatoriesTable made(*dataset, dataset->cir[0], {});
    made.add_territories();
    const auto found = suppress(made.table(), {}, {});
    EXPECT_TRUE(found.is_optimal());
    EXPECT_EQ(found.cost, 0);
    EXPECT_EQ(std::count(found.states.begin(), found.states.end(), CellState::kPublished),
              std::ssize(found.states));
}

// Only the small count is hidden: each total gives it away, and the audit says how.
TEST(Audit, RefusesWhatASubtractionFindsAndProposesWhatHelps) {
    Table table;
    table.atoms = {Count::exact(3), Count::exact(12), Count::exact(40)};
    table.atom_keys = {"a", "b", "c"};
    table.cells = {{"a", {{{0}, 1}}, Count::exact(3), 1, true},
                   {"b", {{{1}, 1}}, Count::exact(12), 1, true},
                   {"c", {{{2}, 1}}, Count::exact(40), 1, true},
                   {"abc", {{{0}, 1}, {{1}, 1}, {{2}, 1}}, Count::exact(55), 1, true}};
    const Rule rule;
    const auto disclosure = disclosure_of(table, rule, primary_states(table, rule));
    const auto found = audit(disclosure);
    EXPECT_FALSE(found.passed());
    EXPECT_TRUE(found.consistent);
    ASSERT_EQ(found.exposures.size(), 1U);
    const auto& exposure = found.exposures[0];
    EXPECT_EQ(disclosure.secrets[exposure.secret].key, "a");
    EXPECT_EQ(exposure.reach, (Reach{3, 3, 3, 3, true}));
    EXPECT_THAT(exposure.exported, ElementsAre(0, 1, 2));  // b, c and the total
    EXPECT_THAT(exposure.earlier, IsEmpty());
    // Leaving out b helps; so does leaving out b and c; so does b to the nearest 3: 11 to 13.
    ASSERT_EQ(exposure.proposals.size(), 3U);
    EXPECT_EQ(exposure.proposals[0], (Proposal{Proposal::Kind::kSuppress, {0}, 0}));
    EXPECT_EQ(exposure.proposals[1], (Proposal{Proposal::Kind::kCoarsen, {0, 1}, 0}));
    EXPECT_EQ(exposure.proposals[2], (Proposal{Proposal::Kind::kRound, {0}, 3}));
    auto rounding = disclosure;
    rounding.exported[0] = rounded(rounding.exported[0], 3);
    EXPECT_EQ(rounding.exported[0].low, 11);
    EXPECT_EQ(rounding.exported[0].high, 13);
    EXPECT_TRUE(audit(rounding).passed());
}

// The same total, published in another edition without b, reveals it together with this one.
TEST(Audit, CountsEarlierEditionsIn) {
    Table table;
    table.atoms = {Count::exact(3), Count::exact(12), Count::exact(40)};
    table.atom_keys = {"a", "b", "c"};
    table.cells = {{"a", {{{0}, 1}}, Count::exact(3), 1, true},
                   {"b", {{{1}, 1}}, Count::exact(12), 1, true},
                   {"c", {{{2}, 1}}, Count::exact(40), 1, true},
                   {"abc", {{{0}, 1}, {{1}, 1}, {{2}, 1}}, Count::exact(55), 1, true}};
    const Rule rule;
    auto states = primary_states(table, rule);
    states[1] = CellState::kSecondary;
    auto disclosure = disclosure_of(table, rule, states);
    EXPECT_TRUE(audit(disclosure).passed());
    disclosure.earlier = {exactly("b", {{{1}, 1}}, 12)};
    const auto found = audit(disclosure);
    ASSERT_EQ(found.exposures.size(), 1U);
    EXPECT_THAT(found.exposures[0].exported, ElementsAre(0, 1));
    EXPECT_THAT(found.exposures[0].earlier, ElementsAre(0));
    // Earlier editions alone: nothing of this export can help any more.
    disclosure.earlier = {exactly("a", {{{0}, 1}}, 3)};
    const auto lost = audit(disclosure);
    ASSERT_EQ(lost.exposures.size(), 1U);
    EXPECT_THAT(lost.exposures[0].exported, IsEmpty());
    EXPECT_THAT(lost.exposures[0].earlier, ElementsAre(0));
    EXPECT_THAT(lost.exposures[0].proposals, IsEmpty());
}

TEST(Audit, RefusesContradictionsAndSmallCountsShown) {
    Disclosure disclosure;
    disclosure.priors = {{0, kUnbounded}, {0, kUnbounded}};
    disclosure.exported = {exactly("gain", {{{0}, 1}, {{1}, 1}}, 4)};
    const auto shown = audit(disclosure);
    EXPECT_THAT(shown.small, ElementsAre(0));
    EXPECT_FALSE(shown.passed());
    disclosure.exported = {exactly("gain", {{{0}, 1}, {{1}, 1}}, 14)};
    EXPECT_TRUE(audit(disclosure).passed());
    disclosure.earlier = {exactly("gain", {{{0}, 1}, {{1}, 1}}, 15)};
    disclosure.secrets = {{"x", {{{0}, 1}}, {Count::exact(2), 1}}};
    EXPECT_FALSE(audit(disclosure).consistent);
    EXPECT_FALSE(audit(disclosure).passed());
}

// A mask [1, 4] beside a published remainder of 3: at most 3 once its companion has at least 0.
TEST(Audit, RefusesAMaskThatTotalsNarrow) {
    Table table;
    table.atoms = {Count::masked(1, 4), Count::masked(1, 4), Count::exact(20)};
    table.atom_keys = {"a", "b", "c"};
    table.cells = {{"a", {{{0}, 1}}, Count::masked(1, 4), 1, true},
                   {"b", {{{1}, 1}}, Count::masked(1, 4), 1, true},
                   {"c", {{{2}, 1}}, Count::exact(20), 1, true},
                   {"abc", {{{0}, 1}, {{1}, 1}, {{2}, 1}}, Count::exact(24), 5, true}};
    const Rule rule;
    const auto found = audit(disclosure_of(table, rule, primary_states(table, rule)));
    ASSERT_EQ(found.exposures.size(), 2U);
    EXPECT_EQ(found.exposures[0].reach, (Reach{1, 3, 1, 3, true}));
    const auto kept = suppress(table, rule, {});
    EXPECT_TRUE(kept.is_optimal());
    EXPECT_EQ(kept.cost, 1);
    EXPECT_EQ(kept.states[2], CellState::kSecondary);
    EXPECT_TRUE(audit(disclosure_of(table, rule, kept.states)).passed());
}

}  // namespace
}  // namespace maillage::disclosure
