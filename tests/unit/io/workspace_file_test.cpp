// SPDX-License-Identifier: Apache-2.0
#include "io/workspace_file.hpp"

#include "unit/io/io_test_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

WorkspaceSpec parse(std::string_view text) {
    auto spec = parse_workspace(text, ".");
    EXPECT_TRUE(spec.has_value()) << (spec ? "" : message_code(spec.error().message.id));
    return spec ? std::move(spec).value() : WorkspaceSpec{};
}
Message error_of(std::string_view text) {
    const auto spec = parse_workspace(text, ".");
    EXPECT_FALSE(spec.has_value());
    return spec ? Message(MessageId::kText) : spec.error().message;
}

TEST(Workspace, EveryKeyOfTheFormatIsRead) {
    const auto spec = parse(R"(
[workspace]
name = "Loiret 2024"
vintage = 2024
counts_year = [2021, 2022, 2023]
date = 2024-12-31
departments = ["45", "2A"]
[[source]]
role = "cir"
path = "cir-45.xlsx"
layer = "Feuil1"
vintage = 2023
schematic = true
modelled = true
partial = true
attribution = "OFII"
population_years = [2016, 2022]
[source.columns]
code_commune = "CODGEO"
[source.masked]
"s" = [1, 10]
"<5" = [1, 4]
[choices]
paris_lyon = "excluded"
polygon_share = 0.25
)");
    EXPECT_EQ(spec.name, "Loiret 2024");
    EXPECT_EQ(spec.vintage, Vintage{2024});
    EXPECT_THAT(spec.counts_years, ElementsAre(2021, 2022, 2023));
    EXPECT_EQ(spec.date, make_date(2024, 12, 31));
    EXPECT_THAT(spec.departments, ElementsAre("45", "2A"));
    ASSERT_EQ(spec.sources.size(), 1U);
    const auto& source = spec.sources[0];
    EXPECT_EQ(source.role, Role::kCir);
    EXPECT_EQ(source.path, "cir-45.xlsx");
    EXPECT_EQ(source.layer, "Feuil1");
    EXPECT_EQ(source.vintage, Vintage{2023});
    EXPECT_TRUE(source.schematic && source.modelled && source.partial);
    EXPECT_EQ(source.attribution, "OFII");
    EXPECT_THAT(source.population_years, ElementsAre(2016, 2022));
    EXPECT_EQ(source.columns.at("code_commune"), "CODGEO");
    EXPECT_EQ(source.masked.at("<5"), Count::masked(1, 4));
    EXPECT_EQ(spec.choices.paris_lyon, Choices::ParisLyon::kExcluded);
    EXPECT_EQ(spec.choices.polygon_share, (Share{25, 100}));
    EXPECT_TRUE(spec.remarks.empty());
}

TEST(Workspace, PopulationsAreOfTwoYearsInTheirOrder) {
    for (const char* years :
         {"2022", "[2022]", "[2022, 2016]", "[2016, 2016]", "[2011, 2016, 2022]"}) {
        const auto text = std::string("[[source]]\npath = \"a.csv\"\npopulation_years = ") + years;
        const auto spec = parse_workspace(text + "\n", "/");
        EXPECT_FALSE(spec.has_value()) << years;
    }
}

TEST(Workspace, ADateMayBeAText) {
    EXPECT_EQ(parse("[workspace]\ndate = \"31/12/2024\"\n").date, make_date(2024, 12, 31));
    EXPECT_EQ(parse("[workspace]\ncounts_year = 2023\n").counts_years, std::vector<int>{2023});
}

TEST(Workspace, AnUnknownKeyIsSaidWithTheNearestOne) {
    const auto spec = parse("[workspace]\nvintge = 2024\n[autre]\nx = 1\n");
    ASSERT_EQ(spec.remarks.size(), 2U);
    EXPECT_EQ(spec.remarks[0].message,
              Message(MessageId::kKeyUnknownNear, {std::int64_t{2}, "vintge", "vintage"}));
    EXPECT_EQ(spec.remarks[1].message,
              Message(MessageId::kKeyUnknown,
                      {std::int64_t{3}, "autre", "choices, copil, source, workspace"}));
}

struct WrongText {
    const char* name;
    const char* text;
    Message message;
};
class Wrong : public testing::TestWithParam<WrongText> {};
TEST_P(Wrong, IsRefusedWithItsPlace) { EXPECT_EQ(error_of(GetParam().text), GetParam().message); }
INSTANTIATE_TEST_SUITE_P(
    Workspace, Wrong,
    testing::Values(
        WrongText{"type", "[workspace]\nname = 12\n",
                  Message(MessageId::kValueWrongType,
                          {std::int64_t{2}, std::int64_t{8}, "name", MessageId::kTypeText})},
        WrongText{"vintage", "[workspace]\nvintage = 2016\n",
                  Message(MessageId::kVintageNotKnown, {std::int64_t{2}, "2016", "2017", "2026"})},
        WrongText{"choice", "[choices]\nperimeter = \"hier\"\n",
                  Message(MessageId::kChoiceNotKnown,
                          {std::int64_t{2}, "hier", "perimeter", "signed, today"})},
        WrongText{"department", "[workspace]\ndepartments = [\"451\"]\n",
                  Message(MessageId::kDepartmentNotCode, {std::int64_t{2}, "451"})},
        WrongText{"year", "[workspace]\ncounts_year = 23\n",
                  Message(MessageId::kYearNotPlausible, {std::int64_t{2}, "23", "counts_year"})},
        WrongText{"path", "[[source]]\nrole = \"cir\"\n",
                  Message(MessageId::kSourceWithoutPath, {std::int64_t{1}})},
        WrongText{"masked", "[[source]]\npath = \"a.csv\"\n[source.masked]\ns = [4, 1]\n",
                  Message(MessageId::kValueWrongType,
                          {std::int64_t{4}, std::int64_t{5}, "s", MessageId::kTypeInterval})}),
    [](const auto& tested) { return tested.param.name; });

TEST(Workspace, BrokenTomlIsRefusedWithItsLine) {
    const auto message = error_of("[workspace]\nname = \"Loiret\n");
    EXPECT_EQ(message.id, MessageId::kTomlSyntax);
    EXPECT_EQ(std::get<std::int64_t>(message.arguments[0]), 2);
    EXPECT_EQ(error_of("[[source]]\npath=\"x\"\nrole = \"circ\"\n").id, MessageId::kRoleNotKnown);
    EXPECT_EQ(error_of("# \xE9\n").id, MessageId::kTomlNotUtf8);
}

class Paths : public testing::Test {
protected:
    void SetUp() override {
        m_folder.add("espace/cir.csv", "a");
        m_folder.add("espace/communes/45.geojson.gz", "a");
        m_folder.add("espace/communes/41.geojson.gz", "a");
        m_folder.add("espace/communes/lisez-moi.md", "a");
        m_folder.add("dehors.csv", "a");
        m_spec.folder = m_folder.path() / "espace";
        fs::create_symlink(m_folder.path() / "dehors.csv", m_spec.folder / "lien.csv");
        fs::create_symlink("cir.csv", m_spec.folder / "lien-dedans.csv");
    }
    Result<std::vector<fs::path>> resolve(const std::string& path, PathRules rules = {}) {
        SourceSpec source;
        source.path = path;
        return resolve_paths(m_spec, source, rules);
    }
    std::vector<std::string> names(const std::string& path) {
        const auto files = resolve(path);
        std::vector<std::string> found;
        for (const auto& file : files ? *files : std::vector<fs::path>{}) {
            found.push_back(file.filename().string());
        }
        return found;
    }
    MessageId refusal(const std::string& path, PathRules rules = {}) {
        const auto files = resolve(path, rules);
        return files ? MessageId::kText : files.error().message.id;
    }
    TestFolder m_folder;
    WorkspaceSpec m_spec;
};

TEST_F(Paths, AFileAFolderAndAGlobStandForSortedFiles) {
    EXPECT_THAT(names("cir.csv"), ElementsAre("cir.csv"));
    EXPECT_THAT(names("communes"), ElementsAre("41.geojson.gz", "45.geojson.gz"));
    EXPECT_THAT(names("communes/4?.geojson*"), ElementsAre("41.geojson.gz", "45.geojson.gz"));
    EXPECT_THAT(names("lien-dedans.csv"), ElementsAre("lien-dedans.csv"));
}

TEST_F(Paths, NothingLeavesTheWorkspaceUnlessAllowed) {
    EXPECT_EQ(refusal("../dehors.csv"), MessageId::kPathOutside);
    EXPECT_EQ(refusal("communes/../../dehors.csv"), MessageId::kPathOutside);
    EXPECT_EQ(refusal((m_folder.path() / "dehors.csv").string()), MessageId::kPathOutside);
    EXPECT_EQ(refusal("lien.csv"), MessageId::kPathOutside);
    EXPECT_EQ(refusal("*.csv"), MessageId::kPathOutside);  // the link is among them
    EXPECT_TRUE(resolve("../dehors.csv", {true, false}).has_value());
}

TEST_F(Paths, RemoteAddressesAreRefused) {
    EXPECT_EQ(refusal("https://example.org/a.csv"), MessageId::kRemoteRefused);
    EXPECT_EQ(refusal("/vsicurl/http://example.org/a.csv"), MessageId::kRemoteRefused);
    EXPECT_EQ(refusal("https://example.org/a.csv", {true, true}), MessageId::kRemoteRefused);
    EXPECT_EQ(refusal("PG:dbname=x"), MessageId::kPathRemote);
    EXPECT_TRUE(resolve("PG:dbname=x", {false, true}).has_value());
}

TEST_F(Paths, WhatIsMissingIsSaidWithTheNearestName) {
    EXPECT_EQ(refusal("cri.csv"), MessageId::kFileNotFoundNear);
    EXPECT_EQ(refusal("commune*/x.csv"), MessageId::kGlobInFolder);
    EXPECT_EQ(refusal("*.xlsx"), MessageId::kGlobNoMatch);
    fs::create_directory(m_spec.folder / "vide");
    EXPECT_EQ(refusal("vide"), MessageId::kFolderWithoutData);
}

}  // namespace
}  // namespace maillage::io
