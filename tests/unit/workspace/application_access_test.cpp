// SPDX-License-Identifier: Apache-2.0
#include "base/access_screen_messages.hpp"
#include "workspace/app_fixture.hpp"
#include "workspace/command.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <vector>

namespace maillage::workspace {
namespace {

using testing::HasSubstr;

/// With an engine that notes what maps of access were made from.
class ApplicationAccessTest : public test::AppTest {
protected:
    using Drawn = std::vector<std::shared_ptr<const carto::AccessTimes>>;

    ApplicationOptions noting() {
        auto given = options();
        given.engine.scene = [drawn = m_drawn, plain = given.engine.scene](
                                 const carto::SceneInput& input, const carto::MapRequest& map,
                                 const carto::Canvas& canvas, const Progress& progress) {
            if (map.view == carto::View::kAccess) {
                drawn->push_back(input.access);
            }
            return plain(input, map, canvas, progress);
        };
        return given;
    }
    std::shared_ptr<Drawn> m_drawn = std::make_shared<Drawn>();
};

TEST_F(ApplicationAccessTest, TheMapComesWithItsTimesAndFollowsWhatIsAsked) {
    Application app(noting());
    play(app, "open \"" + example().string() + "\"\ncanvas 800 600\nwait\n");
    EXPECT_EQ(app.snapshot()->access, nullptr) << "nobody looked at it";
    play(app, "map view=access\nwait\n");
    auto snapshot = app.snapshot();
    ASSERT_NE(snapshot->access, nullptr);
    EXPECT_TRUE(snapshot->access_current);
    EXPECT_TRUE(snapshot->scene_current);
    ASSERT_EQ(m_drawn->size(), 1U) << "not drawn before its times were there";
    ASSERT_NE(m_drawn->back(), nullptr);
    EXPECT_EQ(m_drawn->back()->services, std::vector<std::string>{"prefecture"});
    EXPECT_EQ(m_drawn->back()->threshold, 45);

    play(app, "access service=sous_prefecture threshold=30\nwait\n");
    snapshot = app.snapshot();
    EXPECT_TRUE(snapshot->access_current);
    EXPECT_EQ(m_drawn->back()->services, std::vector<std::string>{"sous_prefecture"});
    EXPECT_EQ(m_drawn->back()->threshold, 30);
    EXPECT_EQ(messages(app), "");

    // Another view needs no times, and those there are stay good.
    const auto times = snapshot->access;
    play(app, "map view=coverage\nwait\nmap view=access\nwait\n");
    EXPECT_EQ(app.snapshot()->access, times);
}

TEST_F(ApplicationAccessTest, ShowingIsochronesMakesNoNewTimes) {
    Application app(noting());
    play(app, "open \"" + example().string() + "\"\ncanvas 800 600\nmap view=access\nwait\n");
    const auto plain = app.snapshot()->access;
    ASSERT_NE(plain, nullptr);
    play(app, "access isochrones=services\nwait\n");
    const auto shown = app.snapshot()->access;
    EXPECT_TRUE(app.snapshot()->access_current);
    ASSERT_NE(shown->bands, nullptr);
    EXPECT_EQ(m_drawn->back()->bands, shown->bands);
    EXPECT_EQ(shown->beyond[0].state, plain->beyond[0].state);
    play(app, "access\nwait\n");
    EXPECT_EQ(app.snapshot()->access->bands, nullptr);
    play(app, "access isochrones=services\nwait\n");
    EXPECT_EQ(app.snapshot()->access->bands, shown->bands);
}

TEST_F(ApplicationAccessTest, ATypeThatIsNotThereIsSaidOnceAndNothingIsKnown) {
    Application app(noting());
    play(app, "open \"" + example().string() + "\"\ncanvas 800 600\nmap view=access\nwait\n");
    play(app, "access service=piscine\nwait\n");
    EXPECT_FALSE(app.snapshot()->access_current);
    EXPECT_TRUE(app.snapshot()->scene_current);
    EXPECT_EQ(m_drawn->back(), nullptr);
    EXPECT_THAT(messages(app), HasSubstr("piscine"));
    EXPECT_EQ(app.snapshot()->messages.size(), 1U);
    play(app, "access\nwait\n");
    EXPECT_TRUE(app.snapshot()->access_current);
    EXPECT_NE(m_drawn->back(), nullptr);
}

TEST_F(ApplicationAccessTest, AnotherWorkspaceStartsWithoutTimes) {
    Application app(noting());
    play(app, "open \"" + example().string() + "\"\ncanvas 800 600\nmap view=access\nwait\n");
    const auto times = app.snapshot()->access;
    ASSERT_NE(times, nullptr);
    play(app, "open \"" + example().string() + "\"\nwait\n");
    EXPECT_EQ(app.snapshot()->access, nullptr);
    play(app, "map view=access\nwait\n");
    EXPECT_NE(app.snapshot()->access, times);
    EXPECT_TRUE(app.snapshot()->access_current);
}

TEST_F(ApplicationAccessTest, OnThreadsTheLastThresholdWins) {
    auto given = noting();
    given.inline_jobs = false;
    Application app(given);
    play(app, "open \"" + example().string() + "\"\ncanvas 800 600\nwait\n");
    app.dispatch(*command::parse("map view=access"));
    for (int minutes = 5; minutes <= 60; minutes += 5) {
        app.dispatch(command::SetAccess{{"", {}, minutes}});
        app.poll();
    }
    app.wait();
    EXPECT_TRUE(app.snapshot()->access_current);
    EXPECT_TRUE(app.snapshot()->scene_current);
    EXPECT_EQ(app.snapshot()->access->request.asked.minutes, 60);
    ASSERT_NE(m_drawn->back(), nullptr);
    EXPECT_EQ(m_drawn->back()->threshold, 60);
}

TEST(AccessCommand, TextAndBack) {
    const auto text = [](const char* line) { return command::to_text(*command::parse(line)); };
    EXPECT_EQ(text("access"), "access");
    EXPECT_EQ(text("access service=gare mode=car threshold=30"),
              "access service=gare mode=car threshold=30");
    EXPECT_EQ(text("access service=gare,langue mode=transit hours=opening"),
              "access service=gare,langue mode=transit hours=opening");
    EXPECT_FALSE(command::parse("access hours=09:00-12:00").has_value());
    EXPECT_EQ(text("access isochrones=services"), "access isochrones=services");
    EXPECT_EQ(text("access try=45234 isochrones=point"), "access try=45234 isochrones=point");
    EXPECT_EQ(text("access mode=car direction=back"), "access mode=car direction=back");
    EXPECT_EQ(text("access direction=both threshold=30"), "access direction=both threshold=30");
    EXPECT_EQ(text("access direction=there"), "access") << "the usual one";
    EXPECT_FALSE(command::parse("access direction=retour").has_value());
    EXPECT_FALSE(command::parse("access isochrones=oui").has_value());
    EXPECT_EQ(text("access threshold=45"), "access") << "the usual one";
    EXPECT_FALSE(command::parse("access mode=avion").has_value());
    EXPECT_FALSE(command::parse("access threshold=trente").has_value());
    EXPECT_FALSE(command::parse("access seuil=30").has_value());
}

}  // namespace
}  // namespace maillage::workspace
