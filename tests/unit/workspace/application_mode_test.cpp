// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the application shows, exports and presents in the mode for release.
#include "workspace/app_fixture.hpp"
#include "workspace/publication.hpp"
#include "workspace/replay.hpp"

#include <gmock/gmock.h>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

class ModeTest : public test::AppTest {};

// What is shown, exported and written into the register follows from the counts that may be
// published; back in internal mode every count is there again.
TEST_F(ModeTest, TheModeDecidesWhatEverythingIsComputedFrom) {
    const auto folder = m_root / "counts";
    fs::create_directories(folder);
    std::ofstream(folder / "cir.csv") << "code_commune;signataires;annee\n"
                                         "45155;13;2023\n45053;2;2023\n45234;40;2023\n";
    Application app(options());
    app.dispatch(command::Open{folder});
    const auto count_of = [&](const char* code) {
        const auto& results = *app.snapshot()->results;
        for (std::size_t i = 0; i < results.dataset->territories.communes.size(); ++i) {
            if (results.dataset->territories.communes.code[i].string() == code) {
                return results.coverage->row(indicators::Level::kCommune, i).range.total;
            }
        }
        return Count{-1, -1};
    };
    EXPECT_EQ(count_of("45053"), Count::exact(2));
    EXPECT_EQ(app.snapshot()->results->publication, nullptr);

    play(app, "mode publishable");
    ASSERT_NE(app.snapshot()->results->publication, nullptr);
    EXPECT_FALSE(count_of("45053").is_exact());
    EXPECT_EQ(count_of("45234"), Count::exact(40));
    EXPECT_EQ(app.snapshot()->results->coverage->france().range.total, Count::exact(55));
    EXPECT_FALSE(fs::exists(folder / "publications.csv"));

    app.dispatch(command::ExportResults{m_root / "out.csv"});
    EXPECT_EQ(test::AppTest::messages(app).find("erreur"), std::string::npos);
    std::ifstream exported(m_root / "out.csv");
    const std::string table((std::istreambuf_iterator<char>(exported)), {});
    EXPECT_THAT(table, HasSubstr("45234"));
    EXPECT_THAT(table, testing::Not(HasSubstr("commune,45053,Briare,2,2")));
    std::ifstream noted(folder / "publications.csv");
    const std::string publications((std::istreambuf_iterator<char>(noted)), {});
    EXPECT_THAT(publications, HasSubstr("out.csv"));
    EXPECT_THAT(publications, HasSubstr("2023/45234,40,40"));

    // An edit reads the files again, in the same mode.
    play(app, "workspace_date 2024-06-30");
    EXPECT_NE(app.snapshot()->results->publication, nullptr);
    play(app, "mode internal");
    EXPECT_EQ(count_of("45053"), Count::exact(2));
}

// Once published, a count cannot be hidden again: nothing changes on the screen, and why is said.
TEST_F(ModeTest, TheModeStaysWhereWhatWasPublishedGivesACountAway) {
    const auto folder = m_root / "counts";
    fs::create_directories(folder);
    std::ofstream(folder / "cir.csv") << "code_commune;signataires;annee\n45053;2;2023\n";
    Application app(options());
    app.dispatch(command::Open{folder});
    const auto inputs = counts_digest(*app.snapshot()->results->dataset);
    std::ofstream(folder / "publications.csv")
        << "maillage-publications,1\nexport,2025-01-02,carte.png," << inputs
        << ",1\nnombre,commune:45053,2023/45053,2,2\n";
    play(app, "mode publishable");
    EXPECT_EQ(app.snapshot()->results->publication, nullptr);
    EXPECT_THAT(test::AppTest::messages(app), HasSubstr("Briare (45053)"));
    EXPECT_THAT(test::AppTest::messages(app), HasSubstr("se trouverait exactement"));
}

// What is presented is made from what may be published; afterwards everything is as it was.
TEST_F(ModeTest, PresentsWhatMayBePublished) {
    using Act = command::Present::Act;
    Application app(options());
    app.dispatch(command::Open{example()});
    EXPECT_EQ(app.snapshot()->results->publication, nullptr);
    app.dispatch(command::Present{Act::kStart});
    EXPECT_NE(app.snapshot()->results->publication, nullptr);
    app.dispatch(command::Present{Act::kMode});
    EXPECT_NE(app.snapshot()->results->publication, nullptr) << "it only asks";
    app.dispatch(command::Present{Act::kMode});
    EXPECT_EQ(app.snapshot()->results->publication, nullptr);
    app.dispatch(command::Present{Act::kMode});
    EXPECT_NE(app.snapshot()->results->publication, nullptr);
    app.dispatch(command::Present{Act::kEnd});
    EXPECT_EQ(app.snapshot()->results->publication, nullptr);
    // Who works in the mode for release stays in it.
    app.dispatch(command::SetMode{disclosure::Rule{}});
    app.dispatch(command::Present{Act::kStart});
    app.dispatch(command::Present{Act::kEnd});
    EXPECT_NE(app.snapshot()->results->publication, nullptr);
    EXPECT_EQ(messages(app), "");
}

}  // namespace
}  // namespace maillage::workspace
