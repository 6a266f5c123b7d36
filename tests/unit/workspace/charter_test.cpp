// SPDX-License-Identifier: Apache-2.0
#include "workspace/charter.hpp"

#include "io/workspace_edit.hpp"
#include "report/charter.hpp"
#include "support/charter_folder.hpp"
#include "support/square_france.hpp"
#include "workspace/copil_files.hpp"
#include "workspace/copil_journal.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using test::CharterFolder;

const Date kToday = make_date(2025, 1, 15);

TEST(CharterOfAWorkspace, IsTheOneItNamesUnlessAnotherIsGiven) {
    const CharterFolder work("work");
    const CharterFolder other("other");
    work.add("maillage.toml", "[workspace]\nname = \"Essai\"\n[copil]\ncharte = \"charte\"\n");
    fs::create_directories(work.path() / "charte");
    work.add("charte/charte.toml", "service = \"Le nôtre\"\n");
    other.toml("service = \"Un autre\"\n");
    EXPECT_EQ(load_charter(work.path(), {}, {}).value()->service, "Le nôtre");
    EXPECT_EQ(load_charter(work.path(), other.path(), {}).value()->service, "Un autre");
    EXPECT_EQ(load_charter(std::nullopt, {}, {}).value(), nullptr);
}

TEST(CharterOfAWorkspace, StaysInTheWorkspaceUnlessAllowed) {
    const CharterFolder work("narrow");
    const CharterFolder other("wide");
    other.toml("service = \"Ailleurs\"\n");
    const auto name = [&](const std::string& charter) {
        work.add("maillage.toml", "[copil]\ncharte = \"" + charter + "\"\n");
    };
    io::PathRules wide;
    wide.allow_outside = true;
    fs::create_directory_symlink(other.path(), work.path() / "lien");
    for (const auto& written :
         {other.path().string(), "../" + other.path().filename().string(), std::string("lien")}) {
        name(written);
        const auto refused = load_charter(work.path(), {}, {});
        ASSERT_FALSE(refused.has_value()) << written;
        EXPECT_EQ(refused.error().code, Error::Code::kRefused);
        EXPECT_EQ(load_charter(work.path(), {}, wide).value()->service, "Ailleurs");
    }
    name("absent");
    EXPECT_EQ(load_charter(work.path(), {}, {}).error().code, Error::Code::kNotFound);
}

TEST(CharterOfAWorkspace, IsKeptWhenTheFileIsEdited) {
    const std::string toml = "[workspace]\nname = \"A\"\n\n[copil]\ncharte = \"charte\"  # ici\n";
    auto spec = io::parse_workspace(toml, ".").value();
    EXPECT_TRUE(spec.remarks.empty());
    spec.name = "B";
    EXPECT_EQ(io::edit_workspace(toml, spec).value(),
              "[workspace]\nname = \"B\"\n\n[copil]\ncharte = \"charte\"  # ici\n");
    const auto wrong = io::parse_workspace("[copil]\ncharte = 3\n", ".");
    EXPECT_FALSE(wrong.has_value());
}

TEST(CharterOfAWorkspace, ABatchIsMadeAgainWhenItChanges) {
    const CharterFolder folder("batch");
    folder.strong();
    const auto with = [&] {
        CopilRequest request;
        request.charter = report::make_charter(io::read_charter(folder.path()).value()).value();
        return copil_key(test::square_france(), {}, request, kToday);
    };
    const auto first = with();
    EXPECT_EQ(with(), first);
    EXPECT_NE(copil_key(test::square_france(), {}, {}, kToday), first);
    folder.add("logo.svg", std::string(test::kLogoSvg) + " ");
    EXPECT_NE(with(), first);
}

/// Files of a batch with and without a charter: every format follows it.
TEST(CharterOfAWorkspace, EveryFileOfAPackFollowsIt) {
    const CharterFolder folder("pack");
    folder.strong();
    auto dataset = std::make_shared<Dataset>(test::square_france());
    test::DatasetBuilder counts;
    counts.department("45", "24").department("41", "24").department("77", "11");
    counts.department("974", "04");
    counts.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    counts.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    counts.commune("97401");
    counts.count("45001", 60).count("45002", 20);
    auto built = std::make_shared<Dataset>(*counts.build());
    built->outlines = dataset->outlines;
    CopilOrder order;
    order.request.coverage.date = make_date(2024, 12, 31);
    order.request.focus = *DepartmentCode::parse("45");
    order.request.charter = report::make_charter(io::read_charter(folder.path()).value()).value();
    order.path = folder.path() / "pack";
    const auto written =
        write_copil_files(built, std::make_shared<const std::vector<RuleSet>>(), order, kToday, {});
    ASSERT_TRUE(written.has_value()) << render(written.error().message, Language::kFrench);
    for (const auto& path : *written) {
        const auto bytes = test::file_bytes(path);
        const auto says = [&](const char* text) { return bytes.find(text) != std::string::npos; };
        const auto ending = path.extension().string();
        if (ending == ".pdf") {
            EXPECT_TRUE(says("DejaVuSerif")) << path;
        } else if (ending == ".html") {
            EXPECT_TRUE(says("Charte Serif") && says("#7a0019")) << path;
        } else if (ending == ".svg") {
            EXPECT_TRUE(says("Charte Serif") && says("#7a0019") && says("Cité administrative"))
                << path;
        } else if (ending == ".xlsx") {
            EXPECT_TRUE(says("xl/media/image1.png")) << path;
        }
    }
}

}  // namespace
}  // namespace maillage::workspace
