// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scenarios and the register in the application: what is looked at, undone, saved and recovered.

#include "model/lookup.hpp"
#include "workspace/app_fixture.hpp"
#include "workspace/scenario_text.hpp"

#include <gmock/gmock.h>

#include <future>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kPithiverais = "200066280";

class ScenariosTest : public test::AppTest {
protected:
    static std::int64_t covered(const Application& app) {
        const auto& results = *app.snapshot()->results;
        return results.coverage->france().range.covered.low;
    }
    static const Contract* contract(const Application& app, const std::string& id) {
        for (const auto& one : app.snapshot()->results->dataset->contracts) {
            if (one.id == id) {
                return &one;
            }
        }
        return nullptr;
    }
    static command::EditScenario suppose(const std::string& code) {
        return {"Essai", planning::Suppose{{"Un EPCI", ContractLevel::kEpci, {code}, {}}}};
    }
    /// An EPCI of the Loiret that no contract of the example covers.
    static std::string open_epci(const Application& app) {
        const auto& results = *app.snapshot()->results;
        const auto& all = results.dataset->territories;
        const auto loiret = find(all, *DepartmentCode::parse("45"));
        for (std::size_t i = 0; i < all.communes.size(); ++i) {
            const auto epci = all.communes.epci[i];
            if (all.communes.department[i] == loiret && epci.valid() &&
                !results.coverage->covered(index_of<Commune>(i)) &&
                results.coverage->possible_coverage(indicators::Level::kEpci, epci.value)
                        .range.rest.low > 0) {
                return all.epcis.code[epci.value].string();
            }
        }
        return {};
    }
};

TEST_F(ScenariosTest, FiguresFollowTheScenarioLookedAtAndTheRegisterStaysAsItIs) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto before = covered(app);
    const auto epci = open_epci(app);
    ASSERT_FALSE(epci.empty());
    app.dispatch(command::NewScenario{"Essai", ""});
    EXPECT_EQ(app.snapshot()->view->scenario, "Essai");
    app.dispatch(suppose(epci));
    EXPECT_GT(covered(app), before);
    EXPECT_EQ(app.snapshot()->results->register_coverage->france().range.covered.low, before);
    EXPECT_TRUE(app.snapshot()->unsaved);
    const auto with = covered(app);
    app.dispatch(command::UseScenario{""});
    EXPECT_EQ(covered(app), before);
    app.dispatch(command::UseScenario{"Essai"});
    EXPECT_EQ(covered(app), with);
    app.dispatch(command::Undo{});
    EXPECT_EQ(covered(app), before);
    app.dispatch(command::Undo{});
    EXPECT_TRUE(app.snapshot()->document->scenarios.empty());
    app.dispatch(command::Redo{});
    app.dispatch(command::Redo{});
    EXPECT_EQ(covered(app), with);
}

TEST_F(ScenariosTest, ColoursFollowAnEditBeforeTheSceneIsBuilt) {
    auto given = options();
    given.inline_jobs = false;
    // The second scene is built when the test says so.
    std::promise<void> go_on;
    int scenes = 0;
    given.engine.scene = [&, make = given.engine.scene, wait = go_on.get_future().share()](
                             const carto::SceneInput& input, const carto::MapRequest& request,
                             const carto::Canvas& canvas, const Progress& progress) {
        if (++scenes == 2) {
            wait.wait();
        }
        auto made = make(input, request, canvas, progress).value();
        auto scene = std::make_shared<carto::MapScene>(*made.scene);
        scene->style_of_commune = {9};
        made.scene = std::move(scene);
        return Result<carto::SceneResult>(std::move(made));
    };
    given.engine.colours = [](const carto::SceneInput& input, const carto::MapRequest&,
                              const carto::MapScene& shown) {
        EXPECT_NE(input.coverage, input.register_coverage);
        EXPECT_EQ(shown.style_of_commune.size(), 1U);
        return std::vector<std::uint8_t>{7};
    };
    Application app(given);
    app.set_canvas(800, 600);
    app.dispatch(command::Open{example()});
    app.wait();
    ASSERT_EQ(scenes, 1);
    app.dispatch(command::NewScenario{"Essai", ""});
    app.dispatch(suppose(open_epci(app)));
    app.poll();
    EXPECT_EQ(app.snapshot()->scene->scene->style_of_commune, std::vector<std::uint8_t>{7});
    EXPECT_FALSE(app.snapshot()->scene_current) << "its words are still the old ones";
    go_on.set_value();
    app.wait();
    EXPECT_EQ(app.snapshot()->scene->scene->style_of_commune, std::vector<std::uint8_t>{9});
    EXPECT_TRUE(app.snapshot()->scene_current);
}

TEST_F(ScenariosTest, ABranchIsACopyThatChangesAlone) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::NewScenario{"Essai", ""});
    app.dispatch(suppose(open_epci(app)));
    app.dispatch(command::NewScenario{"Variante", "Essai"});
    app.dispatch(command::EditScenario{"Variante", planning::Withdraw{"Un EPCI"}});
    const auto& document = *app.snapshot()->document;
    EXPECT_EQ(find_scenario(document, "Essai")->contracts.size(), 1U);
    EXPECT_TRUE(find_scenario(document, "Variante")->contracts.empty());
    EXPECT_EQ(find_scenario(document, "Variante")->parent, "Essai");
    app.dispatch(command::NewScenario{"Variante", ""});
    EXPECT_THAT(messages(app), HasSubstr("Un scénario s’appelle déjà"));
}

TEST_F(ScenariosTest, ASavedScenarioIsASmallTextFileAndComesBack) {
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::NewScenario{"Gien signe !", ""});
        app.dispatch(command::EditScenario{"Gien signe !",
                                           planning::Paint{"Deux", {"45155", "45029"}, true}});
        app.dispatch(command::Save{});
        EXPECT_FALSE(app.snapshot()->unsaved) << messages(app);
    }
    const auto file = example() / "scenarios" / "gien-signe.txt";
    EXPECT_THAT(text_of(file), HasSubstr("suppose communes Deux 45029 45155"));
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_EQ(app.snapshot()->document->scenarios.size(), 1U);
    EXPECT_TRUE(app.snapshot()->view->scenario.empty()) << "opens on the register";
    app.dispatch(command::RemoveScenario{"Gien signe !"});
    app.dispatch(command::Save{});
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(ScenariosTest, CommentsInAScenarioFileAreKeptAndAnotherProgramsChangeIsNotOverwritten) {
    const auto file = example() / "scenarios" / "a.txt";
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "# à moi\nscenario a\nsuppose commune Gien 45155\nn’importe quoi\n";
    Application app(options());
    app.dispatch(command::Open{example()});
    EXPECT_THAT(messages(app), HasSubstr("n’a pas pu être lue"));
    app.dispatch(command::SetWorkspaceName{"Autre"});
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved);
    EXPECT_THAT(text_of(file), HasSubstr("# à moi"));
    std::ofstream(file) << "scenario a\n";
    app.dispatch(command::EditScenario{"a", planning::Withdraw{"Gien"}});
    app.dispatch(command::EditScenario{"a", planning::SupposeSigned{"C5", true}});
    app.dispatch(command::Save{});
    EXPECT_TRUE(app.snapshot()->unsaved);
    EXPECT_EQ(text_of(file), "scenario a\n");
}

TEST_F(ScenariosTest, UnsavedScenariosSurviveAStop) {
    planning::Scenario made;
    {
        Application app(options());
        app.dispatch(command::Open{example()});
        app.dispatch(command::NewScenario{"Essai", ""});
        app.dispatch(suppose(kPithiverais));
        app.dispatch(command::EditScenario{
            "Essai", planning::Refuse{{ContractLevel::kEpci, kPithiverais}, true}});
        made = app.snapshot()->document->scenarios.front();
    }
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::Recover{true});
    ASSERT_EQ(app.snapshot()->document->scenarios.size(), 1U);
    EXPECT_EQ(app.snapshot()->document->scenarios.front(), made);
}

TEST_F(ScenariosTest, AcceptingWritesTheRegisterInOneStepThatCanBeUndone) {
    Application app(options());
    app.dispatch(command::Open{example()});
    const auto before = covered(app);
    const auto contracts = app.snapshot()->results->dataset->contracts.size();
    app.dispatch(command::NewScenario{"Essai", ""});
    app.dispatch(suppose(open_epci(app)));
    const auto with = covered(app);
    app.dispatch(command::AcceptScenario{"Essai", ContractStatus::kSigne, make_date(2024, 12, 31)});
    EXPECT_TRUE(app.snapshot()->view->scenario.empty());
    EXPECT_EQ(covered(app), with) << "now of the register";
    ASSERT_NE(contract(app, "un-epci"), nullptr) << messages(app);
    EXPECT_EQ(contract(app, "un-epci")->name, "Un EPCI");
    app.dispatch(command::Undo{});
    EXPECT_EQ(app.snapshot()->results->dataset->contracts.size(), contracts);
    EXPECT_EQ(covered(app), before);
    app.dispatch(command::Redo{});
    app.dispatch(command::Save{});
    EXPECT_THAT(text_of(example() / "registre.csv"), HasSubstr("un-epci,Un EPCI,epci,"));
    EXPECT_THAT(text_of(example() / "maillage.toml"), HasSubstr("overrides = true"));
    Application again(options());
    again.dispatch(command::Open{example()});
    EXPECT_EQ(covered(again), with);
}

TEST_F(ScenariosTest, AcceptingNeverTakesAContractBackToAnEarlierStage) {
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_EQ(contract(app, "C1")->status, ContractStatus::kSigne);
    ASSERT_EQ(contract(app, "C6")->status, ContractStatus::kNegociation);
    app.dispatch(command::NewScenario{"Essai", ""});
    app.dispatch(command::EditScenario{"Essai", planning::SupposeSigned{"C1"}});
    app.dispatch(command::EditScenario{"Essai", planning::SupposeSigned{"C6"}});
    app.dispatch(command::AcceptScenario{"Essai", ContractStatus::kContact, std::nullopt});
    EXPECT_EQ(contract(app, "C1")->status, ContractStatus::kSigne);
    EXPECT_EQ(contract(app, "C6")->status, ContractStatus::kNegociation);
    EXPECT_TRUE(app.snapshot()->document->contracts.rows.empty());
    EXPECT_THAT(messages(app), HasSubstr("rien n’a changé"));
    app.dispatch(command::AcceptScenario{"Essai", ContractStatus::kSigne, make_date(2024, 12, 31)});
    EXPECT_EQ(contract(app, "C6")->status, ContractStatus::kSigne);
    EXPECT_EQ(app.snapshot()->document->contracts.rows.size(), 1U) << "C1 is signed already";
}

TEST_F(ScenariosTest, AnEditedContractKeepsWhatWasNotEdited) {
    Application app(options());
    app.dispatch(command::Open{example()});
    ASSERT_NE(contract(app, "C1"), nullptr);
    const auto name = contract(app, "C1")->name;
    play(app, "contract id=C1 statut=abandonne commentaire=\"a changé d’avis\"\nwait\n");
    ASSERT_NE(contract(app, "C1"), nullptr) << messages(app);
    EXPECT_EQ(contract(app, "C1")->status, ContractStatus::kAbandonne);
    EXPECT_EQ(contract(app, "C1")->name, name);
    EXPECT_EQ(contract(app, "C1")->details.at("commentaire"), "a changé d’avis");
    app.dispatch(command::DropContract{"C1"});
    EXPECT_EQ(contract(app, "C1")->status, ContractStatus::kSigne) << "as the file says again";
    app.dispatch(command::DropContract{"C1"});
    EXPECT_THAT(messages(app), HasSubstr("n’a pas été modifié dans le registre"));
}

TEST_F(ScenariosTest, ARegisterThatCannotBeReadIsSaidAndNeverWrittenOver) {
    const auto file = example() / "registre.csv";
    {
        std::ofstream toml(example() / "maillage.toml", std::ios::app);
        toml << "\n[[source]]\nrole = \"contracts\"\npath = \"registre.csv\"\noverrides = true\n";
    }
    const std::string damaged = "id,nom,couleur\nC1,Un,bleu\n";
    std::ofstream(file) << damaged;
    Application app(options());
    app.dispatch(command::Open{example()});
    EXPECT_THAT(messages(app), HasSubstr("n’a pas la forme attendue"));
    app.dispatch(command::SetWorkspaceName{"Autre"});
    app.dispatch(command::Save{});
    EXPECT_FALSE(app.snapshot()->unsaved) << messages(app);
    app.dispatch(command::SetContracts{{{{"id", "C1"}, {"statut", "refuse"}}}});
    app.dispatch(command::Save{});
    EXPECT_TRUE(app.snapshot()->unsaved);
    EXPECT_EQ(text_of(file), damaged);
}

TEST_F(ScenariosTest, TheDateMovesUnderAScenario) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::NewScenario{"Essai", ""});
    app.dispatch(suppose(open_epci(app)));
    const auto with = covered(app);
    app.dispatch(command::SetDate{make_date(2019, 1, 1)});
    const auto& results = *app.snapshot()->results;
    EXPECT_EQ(results.scenario, "Essai");
    EXPECT_EQ(results.register_coverage->france().range.covered.low, 0);
    EXPECT_GT(covered(app), 0);
    EXPECT_LT(covered(app), with);
    app.dispatch(command::SetDate{std::nullopt});
    EXPECT_EQ(covered(app), with);
}

TEST(ScenarioFile, NamesNeverLeaveTheFolder) {
    EXPECT_EQ(scenario_file("Gien signe"), "gien-signe.txt");
    EXPECT_EQ(scenario_file("../../etc/passwd"), "etc-passwd.txt");
    EXPECT_EQ(scenario_file("…"), "scenario.txt");
    EXPECT_EQ(scenario_file(std::string(500, 'a')), std::string(60, 'a') + ".txt");
}

}  // namespace
}  // namespace maillage::workspace
