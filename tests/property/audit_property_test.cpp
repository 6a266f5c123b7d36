// SPDX-License-Identifier: Apache-2.0
/// \file
/// The audit against GLPK: it refuses what another attacker finds, and nothing else.

#include "disclosure/audit.hpp"
#include "disclosure/suppress.hpp"
#include "property/disclosure_instances.hpp"
#include "support/glpk_attacker.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace maillage::disclosure::test {
namespace {

using maillage::test::GlpkAttacker;

/// Hides what must be and some other cells at random, gives rates and extremes beside the sums, and
/// splits the statements between this export and an earlier one.
Disclosure random_disclosure(Dice& dice, const Instance& instance) {
    auto states = primary_states(instance.table, instance.rule);
    for (auto& state : states) {
        if (state == CellState::kPublished && dice.one_in(3)) {
            state = CellState::kSecondary;
        }
    }
    Disclosure disclosure;
    disclosure.rule = instance.rule;
    disclosure.priors = public_priors(instance.table);
    disclosure.knowledge = public_knowledge(instance.table, instance.rule, states);
    disclosure.secrets = secrets_of(instance.table, instance.rule, states);
    for (auto& statement : published(instance.table, states)) {
        auto& to = dice.one_in(4) ? disclosure.earlier : disclosure.exported;
        to.push_back(std::move(statement));
    }
    const auto value_of = [&](const Form& form) {
        std::int64_t sum = 0;
        for (const auto& term : form) {
            sum += term.factor * instance.truth[term.atom.value];
        }
        return sum;
    };
    const auto& whole = instance.table.cells.back();
    const auto& part =
        instance.table
            .cells[static_cast<std::size_t>(dice.in(0, std::ssize(instance.table.cells) - 1))];
    Form numerator;
    std::copy_if(
        part.form.begin(), part.form.end(), std::back_inserter(numerator), [&](const Term& term) {
            return std::find(whole.form.begin(), whole.form.end(), term) != whole.form.end();
        });
    const auto den = value_of(whole.form);
    if (den > 0 && !numerator.empty() && dice.one_in(2)) {
        const auto digits = (200 * value_of(numerator) + den) / (2 * den);
        for (auto& statement : rate_of("taux", numerator, whole.form, {digits, 0})) {
            disclosure.exported.push_back(std::move(statement));
        }
    }
    if (dice.one_in(2)) {
        const auto value = value_of(part.form);
        disclosure.exported.push_back(
            in_class("classe", part.form, value - dice.in(0, 2), value + dice.in(1, 3)));
    }
    return disclosure;
}

std::vector<Statement> statements_of(const Disclosure& disclosure) {
    auto all = disclosure.knowledge;
    all.insert(all.end(), disclosure.exported.begin(), disclosure.exported.end());
    all.insert(all.end(), disclosure.earlier.begin(), disclosure.earlier.end());
    return all;
}

bool keeps(const Disclosure& disclosure, const std::vector<Statement>& said, const Secret& secret) {
    const auto reach = GlpkAttacker(disclosure.priors, said).reach(secret.form);
    return reach &&
           is_kept(secret.protection, {reach->low, reach->high, reach->low, reach->high, true});
}

/// By GLPK too: the numbers named do reveal the secret, and no one of them can be left out.
void expect_irreducible(const Disclosure& disclosure, const Exposure& exposure) {
    const auto& secret = disclosure.secrets[exposure.secret];
    std::vector<Statement> named;
    for (const auto e : exposure.exported) {
        named.push_back(disclosure.exported[e]);
    }
    for (const auto e : exposure.earlier) {
        named.push_back(disclosure.earlier[e]);
    }
    auto said = disclosure.knowledge;
    said.insert(said.end(), named.begin(), named.end());
    EXPECT_FALSE(keeps(disclosure, said, secret)) << secret.key;
    for (std::size_t i = 0; i < named.size(); ++i) {
        auto fewer = said;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(disclosure.knowledge.size() + i));
        EXPECT_TRUE(keeps(disclosure, fewer, secret)) << secret.key << " without " << named[i].key;
    }
}

void expect_helpful(const Disclosure& disclosure, const Exposure& exposure,
                    const Proposal& proposal) {
    auto changed = disclosure;
    if (proposal.kind == Proposal::Kind::kRound) {
        auto& statement = changed.exported[proposal.exported.at(0)];
        statement = rounded(statement, proposal.base);
    } else {
        for (auto i = proposal.exported.size(); i-- > 0;) {
            changed.exported.erase(changed.exported.begin() +
                                   static_cast<std::ptrdiff_t>(proposal.exported[i]));
        }
    }
    EXPECT_TRUE(keeps(disclosure, statements_of(changed), disclosure.secrets[exposure.secret]));
}

TEST(Audit, RefusesWhatAnIndependentAttackerFindsAndNothingElse) {
    int kept = 0;
    int exposed = 0;
    int proposals = 0;
    for (std::uint32_t seed = 1; seed <= 1200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto instance =
            random_instance(dice, {.communes = 9, .departments = 2, .crossing = dice.one_in(2)});
        const auto disclosure = random_disclosure(dice, instance);
        const auto found = audit(disclosure, {.explained = 3, .threads = 1});
        ASSERT_TRUE(found.consistent);
        GlpkAttacker attacker(disclosure.priors, statements_of(disclosure));
        std::size_t next = 0;
        for (std::uint32_t i = 0; i < disclosure.secrets.size(); ++i) {
            const auto reach = attacker.reach(disclosure.secrets[i].form);
            ASSERT_TRUE(reach.has_value());
            ASSERT_TRUE(found.reach[i].is_exact());
            EXPECT_EQ(found.reach[i].low, reach->low) << disclosure.secrets[i].key;
            EXPECT_EQ(found.reach[i].high, reach->high) << disclosure.secrets[i].key;
            const bool is_exposed =
                next < found.exposures.size() && found.exposures[next].secret == i;
            next += is_exposed ? 1 : 0;
            EXPECT_EQ(is_exposed, !is_kept(disclosure.secrets[i].protection,
                                           {reach->low, reach->high, 0, 0, true}));
            ++(is_exposed ? exposed : kept);
        }
        EXPECT_EQ(next, found.exposures.size());
        for (std::size_t e = 0; e < std::min<std::size_t>(3, found.exposures.size()); ++e) {
            expect_irreducible(disclosure, found.exposures[e]);
            for (const auto& proposal : found.exposures[e].proposals) {
                expect_helpful(disclosure, found.exposures[e], proposal);
                ++proposals;
            }
        }
    }
    EXPECT_GT(kept, 1000);
    EXPECT_GT(exposed, 1000);
    EXPECT_GT(proposals, 1000);
}

// What suppression made passes the audit, alone and after an earlier export of the same counts with
// other cells hidden for it, as suppression was told of that one.
TEST(Audit, PassesWhatSuppressionMadeAlsoAfterEarlierExports) {
    int passed = 0;
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        auto instance = random_instance(dice, {.communes = 10, .departments = 2, .crossing = true});
        const auto first = suppress(instance.table, instance.rule, {});
        const auto earlier = published(instance.table, first.states);
        // The second edition weighs its cells otherwise.
        for (auto& cell : instance.table.cells) {
            cell.cost = dice.in(1, 6);
        }
        const auto second = suppress(instance.table, instance.rule, earlier);
        if (!first.exposed.empty() || !second.exposed.empty()) {
            continue;
        }
        ++passed;
        const Disclosure disclosure{instance.rule,
                                    public_priors(instance.table),
                                    public_knowledge(instance.table, instance.rule, second.states),
                                    published(instance.table, second.states),
                                    earlier,
                                    secrets_of(instance.table, instance.rule, second.states)};
        EXPECT_TRUE(audit(disclosure, {.threads = 1}).passed());
    }
    EXPECT_GT(passed, 150);
}

}  // namespace
}  // namespace maillage::disclosure::test
