// SPDX-License-Identifier: Apache-2.0
#include "workspace/edits.hpp"

#include <gtest/gtest.h>

#include <random>

namespace maillage::workspace {
namespace {

io::SourceSpec source(std::string path) {
    io::SourceSpec one;
    one.path = std::move(path);
    return one;
}

DocumentPtr start() {
    auto document = std::make_shared<Document>();
    document->spec.name = "a";
    document->spec.sources = {source("x.csv"), source("y.csv"), source("z.csv")};
    return document;
}

command::Any random_scenario_edit(std::mt19937& random) {
    const auto name = "s" + std::to_string(random() % 3);
    const auto code = "4500" + std::to_string(1 + random() % 4);
    switch (random() % 5) {
        case 0:
            return command::NewScenario{name, random() % 2 == 0 ? "" : "s0"};
        case 1:
            return command::RemoveScenario{name};
        case 2:
            return command::EditScenario{name, planning::Paint{"p", {code}, random() % 3 != 0}};
        case 3:
            return command::EditScenario{name, planning::SupposeSigned{code, random() % 2 == 0}};
        default:
            return command::EditScenario{
                name, planning::Refuse{{ContractLevel::kCommune, code}, random() % 2 == 0}};
    }
}

command::Any random_edit(std::mt19937& random, std::size_t sources) {
    const auto pick = [&](std::size_t n) { return random() % std::max<std::size_t>(n, 1); };
    switch (pick(12)) {
        case 9:
            return random_scenario_edit(random);
        case 10:
            return command::SetContracts{
                {{{"id", "c" + std::to_string(pick(3))}, {"nom", pick(2) == 0 ? "" : "N"}}}};
        case 11:
            return command::DropContract{"c" + std::to_string(pick(3))};
        case 0:
            return command::AddSource{source("f" + std::to_string(pick(5)) + ".csv")};
        case 1: {
            auto changed = source("g.csv");
            changed.vintage = Vintage{2018 + static_cast<int>(pick(5))};
            return command::ChangeSource{pick(sources), changed};
        }
        case 2:
            return command::RemoveSource{pick(sources)};
        case 3:
            return command::SetWorkspaceName{"n" + std::to_string(pick(4))};
        case 4:
            return command::SetVintage{2020 + static_cast<int>(pick(4))};
        case 5:
            return command::SetCountsYears{{2021, 2022 + static_cast<int>(pick(2))}};
        case 6:
            return command::SetWorkspaceDate{
                make_date(2024, 1, 1 + static_cast<unsigned>(pick(9)))};
        case 7:
            return command::SetDepartments{{pick(2) == 0 ? "45" : "2A"}};
        default:
            return command::SetChoice{"perimeter", pick(2) == 0 ? "today" : "signed"};
    }
}

TEST(Edits, AsManyUndosAsStepsLeadBackAndForth) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        History history;
        auto spec = start();
        for (int i = 0; i < 30; ++i) {
            const auto edit = random_edit(random, spec->spec.sources.size());
            const auto after = apply_edit(spec, edit);
            if (after) {
                history.record(edit, spec, *after);
                spec = *after;
            }
        }
        const auto end = spec;
        auto back = spec;
        while (const auto before = history.undo()) {
            back = before;
        }
        EXPECT_TRUE(same(*back, *start()));
        EXPECT_FALSE(history.can_undo().has_value());
        while (const auto after = history.redo()) {
            back = after;
        }
        EXPECT_TRUE(same(*back, *end));
        EXPECT_FALSE(history.can_redo().has_value());
    }
}

TEST(Edits, TheDifferenceLeadsFromOneToTheOther) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const auto from = start();
        auto to = from;
        for (int i = 0; i < 12; ++i) {
            if (const auto after = apply_edit(to, random_edit(random, to->spec.sources.size()))) {
                to = *after;
            }
        }
        auto spec = from;
        for (const auto& edit : difference(*from, *to)) {
            const auto after = apply_edit(spec, edit);
            ASSERT_TRUE(after.has_value());
            spec = *after;
        }
        EXPECT_TRUE(same(*spec, *to));
    }
}

TEST(Edits, AStrokeOfTheBrushIsOneStepAndTheNextStrokeAnother) {
    History history;
    auto document = start();
    const auto make = [&](const command::Any& edit) {
        const auto after = *apply_edit(document, edit);
        history.record(edit, document, after);
        document = after;
    };
    const auto paint = [](const char* code, bool goes_on) {
        return command::EditScenario{"s", planning::Paint{"p", {code}, true}, goes_on};
    };
    make(command::NewScenario{"s", ""});
    make(paint("45001", false));
    make(paint("45002", true));
    make(paint("45003", true));
    make(paint("45004", false));
    const auto painted = [](const DocumentPtr& at) {
        const auto& contracts = at->scenarios.front().contracts;
        return contracts.empty() ? std::size_t{0} : contracts.front().codes.size();
    };
    EXPECT_EQ(painted(document), 4U);
    EXPECT_EQ(painted(history.undo()), 3U);
    EXPECT_EQ(painted(history.undo()), 0U);
    EXPECT_TRUE(history.undo()->scenarios.empty());
}

TEST(Edits, TypingANameIsOneStep) {
    History history;
    auto spec = start();
    for (const auto* name : {"L", "Lo", "Loi"}) {
        const command::Any edit = command::SetWorkspaceName{name};
        const auto after = *apply_edit(spec, edit);
        history.record(edit, spec, after);
        spec = after;
    }
    const command::Any other = command::SetVintage{2023};
    history.record(other, spec, *apply_edit(spec, other));
    EXPECT_EQ(history.undo()->spec.name, "Loi");
    EXPECT_EQ(history.undo()->spec.name, "a");
    EXPECT_EQ(history.undo(), nullptr);
    EXPECT_EQ(history.redo()->spec.name, "Loi");
}

TEST(Edits, PartsOfASourceAreStepsOfTheirOwn) {
    History history;
    const auto before = start();
    auto role = before->spec.sources[0];
    role.role = Role::kCir;
    auto vintage = role;
    vintage.vintage = Vintage{2023};
    const command::Any first = command::ChangeSource{0, role};
    const auto after_first = *apply_edit(before, first);
    history.record(first, before, after_first);
    const command::Any second = command::ChangeSource{0, vintage};
    history.record(second, after_first, *apply_edit(after_first, second));
    EXPECT_EQ(history.undo()->spec.sources[0], role);
    EXPECT_EQ(history.undo()->spec.sources[0], before->spec.sources[0]);
}

TEST(Edits, WhatNoWorkspaceMayHaveIsRefused) {
    const auto spec = start();
    EXPECT_EQ(apply_edit(spec, command::RemoveSource{3}).error().code, Error::Code::kNotFound);
    EXPECT_EQ(apply_edit(spec, command::ChangeSource{9, {}}).error().code, Error::Code::kNotFound);
    EXPECT_EQ(apply_edit(spec, command::SetVintage{1789}).error().code, Error::Code::kVintage);
    EXPECT_EQ(apply_edit(spec, command::SetDepartments{{"Loiret"}}).error().code,
              Error::Code::kParse);
    EXPECT_EQ(apply_edit(spec, command::SetChoice{"perimeter", "demain"}).error().code,
              Error::Code::kParse);
}

}  // namespace
}  // namespace maillage::workspace
