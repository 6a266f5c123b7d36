// SPDX-License-Identifier: Apache-2.0
#include "viewer/frame_damage.hpp"

#include <gtest/gtest.h>
#include <imgui/imgui.h>

namespace maillage::viewer {
namespace {

/// Two panels side by side and, if asked, a tooltip somewhere over them.
class Panels {
public:
    Panels() {
        ImGui::CreateContext();
        auto& io = ImGui::GetIO();
        io.DisplaySize = ImVec2(800, 600);
        io.IniFilename = nullptr;
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ~Panels() { ImGui::DestroyContext(); }

    ImDrawData& frame(const char* right_text, double tooltip_x = -1.0) {
        ImGui::NewFrame();
        panel("left", 0, "unchanged");
        panel("right", 400, right_text);
        if (tooltip_x >= 0.0) {
            ImGui::SetNextWindowPos(ImVec2(static_cast<float>(tooltip_x), 300));
            ImGui::SetNextWindowSize(ImVec2(50, 20));
            ImGui::Begin("tip", nullptr, kPlain);
            ImGui::End();
        }
        ImGui::Render();
        return *ImGui::GetDrawData();
    }

private:
    static constexpr ImGuiWindowFlags kPlain =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoFocusOnAppearing;
    static void panel(const char* name, float x, const char* text) {
        ImGui::SetNextWindowPos(ImVec2(x, 0));
        ImGui::SetNextWindowSize(ImVec2(400, 600));
        ImGui::Begin(name, nullptr, kPlain);
        ImGui::TextUnformatted(text);
        ImGui::End();
    }
};

TEST(FrameDamage, TheFirstFrameIsAllNewAndTheSameAgainIsNothing) {
    Panels panels;
    FrameDamage damage;
    panels.frame("a");  // ImGui hides windows whose size it has yet to learn
    EXPECT_EQ(damage.compare(panels.frame("a")), (carto::Rect{0, 0, 800, 600}));
    EXPECT_EQ(damage.compare(panels.frame("a")), carto::Rect{});
    damage.forget();
    EXPECT_EQ(damage.compare(panels.frame("a")), (carto::Rect{0, 0, 800, 600}));
}

TEST(FrameDamage, OnlyThePanelThatChangedIsDrawnAgain) {
    Panels panels;
    FrameDamage damage;
    panels.frame("a");
    damage.compare(panels.frame("a"));
    const auto part = damage.compare(panels.frame("b"));
    EXPECT_GE(part.x, 395);  // window borders and their antialiasing reach over a little
    EXPECT_EQ(part.right(), 800);
}

TEST(FrameDamage, ATooltipThatMovesIsWhereItWasAndWhereItIs) {
    Panels panels;
    FrameDamage damage;
    panels.frame("a", 100);
    panels.frame("a", 100);
    damage.compare(panels.frame("a", 100));
    const auto part = damage.compare(panels.frame("a", 220));
    EXPECT_LE(part.x, 100);
    EXPECT_GE(part.right(), 270);
    EXPECT_LT(part.height, 50);
    const auto gone = damage.compare(panels.frame("a"));
    EXPECT_LE(gone.x, 220);
    EXPECT_LT(gone.width, 60);
}

TEST(FrameDamage, APartHasAPixelOfMarginSoThatNoEdgeIsLeftBehind) {
    Panels panels;
    FrameDamage damage;
    panels.frame("a", 100);
    panels.frame("a", 100);
    damage.compare(panels.frame("a", 100));
    const auto gone = damage.compare(panels.frame("a"));
    EXPECT_LE(gone.x, 99);
    EXPECT_LE(gone.y, 299);
    EXPECT_GE(gone.right(), 151);
    EXPECT_GE(gone.bottom(), 321);
    EXPECT_EQ(gone.x, static_cast<int>(gone.x));
    EXPECT_EQ(gone.height, static_cast<int>(gone.height));
}

TEST(FrameDamage, NothingIsDrawnOutsideThePart) {
    Panels panels;
    panels.frame("a");
    auto& data = panels.frame("a");
    FrameDamage::restrict_to(data, {390, 10, 20, 30});
    for (int i = 0; i < data.CmdListsCount; ++i) {
        for (const auto& one : data.CmdLists[i]->CmdBuffer) {
            const auto& clip = one.ClipRect;
            const bool nothing = clip.z <= clip.x || clip.w <= clip.y;
            EXPECT_TRUE(nothing ||
                        (clip.x >= 390 && clip.z <= 410 && clip.y >= 10 && clip.w <= 40));
        }
    }
}

}  // namespace
}  // namespace maillage::viewer
