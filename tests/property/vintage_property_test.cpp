// SPDX-License-Identifier: Apache-2.0
#include "reconcile/vintage_map.hpp"
#include "support/workbench.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace maillage::reconcile {
namespace {

/// A history of merges, splits and changes of code among 30 communes, vintage by vintage, as it
/// really happened: which original parcels (numbers) every code holds in every year.
struct History {
    std::vector<Move> moves;
    /// Element i: code number → parcels, in the vintage 2017 + i.
    std::vector<std::map<int, std::set<int>>> years;
};

CommuneCode code_of(int number) {
    const auto digits = std::to_string(number);
    return *CommuneCode::parse("45" + std::string(3 - digits.size(), '0') + digits);
}

History random_history(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    History history;
    std::map<int, std::set<int>> now;
    for (int i = 1; i <= 30; ++i) {
        now[i] = {2 * i, 2 * i + 1};
    }
    history.years.push_back(now);
    int next_code = 100;
    for (int year = kFirstVintage.year + 1; year <= kLastVintage.year; ++year) {
        std::set<int> touched;
        for (int event = 0; event < 3; ++event) {
            auto one = std::next(now.begin(), static_cast<std::ptrdiff_t>(below(now.size())));
            const auto other =
                std::next(now.begin(), static_cast<std::ptrdiff_t>(below(now.size())));
            if (touched.contains(one->first) || touched.contains(other->first)) {
                continue;
            }
            touched.insert({one->first, other->first});
            const auto kind = below(3);
            if (kind == 0 && one != other) {  // One merges into the other, which keeps its code.
                history.moves.push_back({code_of(one->first), code_of(other->first), year, 0, {}});
                history.moves.push_back(
                    {code_of(other->first), code_of(other->first), year, 0, {}});
                other->second.insert(one->second.begin(), one->second.end());
                now.erase(one);
            } else if (kind == 1 && one->second.size() > 1) {  // A part gets a code of its own.
                const int part = next_code++;
                touched.insert(part);
                history.moves.push_back({code_of(one->first), code_of(part), year, 0, {}});
                history.moves.push_back({code_of(one->first), code_of(one->first), year, 0, {}});
                now[part] = {*one->second.begin()};
                one->second.erase(one->second.begin());
            } else if (kind == 2) {  // Another code.
                const int fresh = next_code++;
                touched.insert(fresh);
                history.moves.push_back({code_of(one->first), code_of(fresh), year, 0, {}});
                now[fresh] = one->second;
                now.erase(one);
            }
        }
        history.years.push_back(now);
    }
    return history;
}

std::vector<CommuneCode> codes_in(const std::map<int, std::set<int>>& year) {
    std::vector<CommuneCode> codes;
    for (const auto& [number, parcels] : year) {
        codes.push_back(code_of(number));
    }
    return codes;
}

class VintageProperty : public testing::TestWithParam<unsigned> {};

TEST_P(VintageProperty, EveryParcelArrivesAmongTheCodesItsCommuneLeadsTo) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto history = random_history(GetParam());
    const VintageMap map(history.moves, codes_in(history.years.back()), kLastVintage);
    for (std::size_t from = 0; from < history.years.size(); ++from) {
        for (std::size_t to = 0; to < history.years.size(); ++to) {
            const auto passage = map.passage({kFirstVintage.year + static_cast<int>(from)},
                                             {kFirstVintage.year + static_cast<int>(to)});
            for (const auto& [number, parcels] : history.years[from]) {
                std::set<std::string> targets;
                for (const auto code : passage.changed(code_of(number))) {
                    targets.insert(code.string());
                }
                if (targets.empty()) {
                    targets.insert(code_of(number).string());
                }
                std::set<int> reached;
                for (const auto& [other, theirs] : history.years[to]) {
                    if (targets.erase(code_of(other).string()) > 0) {
                        reached.insert(theirs.begin(), theirs.end());
                    }
                }
                EXPECT_TRUE(targets.empty()) << "a target that does not exist";
                EXPECT_TRUE(
                    std::includes(reached.begin(), reached.end(), parcels.begin(), parcels.end()))
                    << number << " from " << from << " to " << to;
            }
        }
    }
}

TEST_P(VintageProperty, TheCodesOfEveryVintageFollowFromThoseOfAny) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto history = random_history(GetParam());
    for (std::size_t known = 0; known < history.years.size(); known += 3) {
        const VintageMap map(history.moves, codes_in(history.years[known]),
                             {kFirstVintage.year + static_cast<int>(known)});
        for (std::size_t year = 0; year < history.years.size(); ++year) {
            EXPECT_EQ(map.codes_of({kFirstVintage.year + static_cast<int>(year)}),
                      codes_in(history.years[year]))
                << "known " << known << ", year " << year;
        }
    }
}

TEST_P(VintageProperty, TotalsDoNotChangeAndMaskingOnlyWidens) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto history = random_history(GetParam());
    std::mt19937 random(GetParam());
    const auto total_of = [&](bool masked) {
        test::Workbench bench;
        std::string list = "code_commune;nom;code_departement\n";
        for (const auto code : codes_in(history.years.back())) {
            list += code.string() + ";" + code.string() + ";45\n";
        }
        bench.add(Role::kTerritories, "t.csv", list, kLastVintage.year);
        std::string moves = "ancien_code;nouveau_code;annee\n";
        for (const auto& move : history.moves) {
            moves += move.from.string() + ";" + move.to.string() + ";" + std::to_string(move.year) +
                     "\n";
        }
        bench.add(Role::kMoves, "m.csv", moves);
        std::string counts = "code_commune;signataires;annee\n";
        random.seed(GetParam());
        std::int64_t written = 0;
        for (const auto code : codes_in(history.years[1])) {
            const auto count = std::uniform_int_distribution<int>(1, 9)(random);
            written += count;
            counts += code.string() + ";" +
                      (masked && count < 5 ? std::string("<5") : std::to_string(count)) + ";2023\n";
        }
        bench.add(Role::kCir, "cir.csv", counts, kFirstVintage.year + 1);
        const auto dataset = bench.dataset();
        Count total;
        for (const auto& cell : dataset->cir.at(0).cells) {
            EXPECT_GT(cell.commune_count, 0U);
            total += cell.count;
        }
        return std::pair(total, written);
    };
    const auto [exact, written] = total_of(false);
    EXPECT_EQ(exact, Count::exact(written));
    const auto [wide, same] = total_of(true);
    EXPECT_LE(wide.low, same);
    EXPECT_GE(wide.high, same);
}

INSTANTIATE_TEST_SUITE_P(Seeds, VintageProperty, testing::Range(1U, 21U));

}  // namespace
}  // namespace maillage::reconcile
