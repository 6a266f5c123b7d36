// SPDX-License-Identifier: Apache-2.0
#include "workspace/search.hpp"

#include "workspace/open.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace maillage::workspace {
namespace {

/// Built-in France, read once for all.
class Search : public testing::Test {
protected:
    static void SetUpTestSuite() {
        OpenOptions options;
        options.data_folder = std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data";
        const auto dataset = open(io::WorkspaceSpec{}, options, Progress{});
        ASSERT_TRUE(dataset.has_value());
        s_index = std::make_unique<SearchIndex>(**dataset);
    }
    static void TearDownTestSuite() { s_index.reset(); }

    static Found first(std::string_view text) {
        const auto found = s_index->find(text, 10);
        return found.empty() ? Found{} : found.front();
    }
    static bool among(std::string_view text, ThingRef::Kind kind, std::string_view name,
                      std::size_t limit = 10) {
        const auto found = s_index->find(text, limit);
        return std::any_of(found.begin(), found.end(), [&](const Found& one) {
            return one.thing.kind == kind && one.name == name;
        });
    }

    static inline std::unique_ptr<SearchIndex> s_index;
};

using Kind = ThingRef::Kind;

TEST_F(Search, FindsTheCommunePeopleMean) {
    EXPECT_EQ(first("Gien").thing.code, "45155");
    EXPECT_EQ(first("chalons en champagne").thing.code, "51108");
    EXPECT_EQ(first("L'Haÿ-les-Roses").thing.code, "94038");
    EXPECT_EQ(first("l hay les roses").thing.code, "94038");
    EXPECT_EQ(first("saint etienne").thing.code, "42218");
    EXPECT_EQ(first("lyon").thing.code, "69123");
    EXPECT_EQ(first("LYON").thing.code, "69123");
}

TEST_F(Search, AbbreviatedSaintsAreSaints) {
    const auto saints = s_index->find("st denis", 10);
    ASSERT_FALSE(saints.empty());
    // The one of Réunion and the one of Seine-Saint-Denis are the largest.
    EXPECT_TRUE(saints[0].thing.code == "97411" || saints[0].thing.code == "93066");
    EXPECT_TRUE(among("ste maxime", Kind::kCommune, "Sainte-Maxime"));
}

TEST_F(Search, CodesAreFoundWholeAndBegun) {
    EXPECT_EQ(first("45155").name, "Gien");
    EXPECT_EQ(first("2A004").name, "Ajaccio");
    EXPECT_EQ(first("2a004").name, "Ajaccio");
    EXPECT_EQ(first("244500468").thing.kind, Kind::kEpci);
    for (const auto& found : s_index->find("4515", 5)) {
        EXPECT_TRUE(found.thing.code.starts_with("4515")) << found.thing.code;
    }
}

TEST_F(Search, TypingErrorsAreForgiven) {
    EXPECT_TRUE(among("loirt", Kind::kDepartment, "Loiret"));
    EXPECT_TRUE(among("orlenas", Kind::kCommune, "Orléans"));
    EXPECT_TRUE(among("marseile", Kind::kCommune, "Marseille"));
    EXPECT_TRUE(among("clermon ferand", Kind::kCommune, "Clermont-Ferrand"));
}

TEST_F(Search, DepartmentsAndRegionsStandBesideCommunes) {
    EXPECT_TRUE(among("loiret", Kind::kDepartment, "Loiret"));
    EXPECT_TRUE(among("bretagne", Kind::kRegion, "Bretagne"));
    EXPECT_TRUE(among("orleans metropole", Kind::kEpci, first("244500468").name));
}

TEST_F(Search, DetailsTellNamesakesApartInTheLanguage) {
    EXPECT_EQ(first("45155").detail, "commune · Loiret (45)");
    const auto english = s_index->find("loiret", 10, Language::kEnglish);
    EXPECT_TRUE(std::any_of(english.begin(), english.end(),
                            [](const Found& one) { return one.detail == "department · 45"; }));
}

TEST_F(Search, NothingAndNonsenseFindNothing) {
    EXPECT_TRUE(s_index->find("", 10).empty());
    EXPECT_TRUE(s_index->find("  -' ", 10).empty());
    EXPECT_TRUE(s_index->find(std::string(200, 'z'), 10).empty());
    EXPECT_TRUE(s_index->find("\xff\xfe\x80", 10).size() <= 10);
    EXPECT_TRUE(s_index->find("gien", 0).empty());
    EXPECT_EQ(s_index->find("saint", 7).size(), 7U);
}

}  // namespace
}  // namespace maillage::workspace
