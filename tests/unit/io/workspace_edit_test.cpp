// SPDX-License-Identifier: Apache-2.0
#include "io/workspace_edit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace maillage::io {
namespace {

constexpr const char* kText = R"(# Un espace de travail.
# Deuxième ligne.

[workspace]
name = "Loiret"   # le nom
vintage = 2024
mystery = 1       # une clé inconnue
departments = [
    "45",  # Loiret
]

# Les signataires.
[[source]]
role = "cir"
path = "cir.xlsx"
vintage = 2023
[source.masked]
"s" = [1, 10]     # le secret

# Les contrats.
[[source]]
role = "contracts"
path = 'contrats.csv'
columns = { nom = "Intitulé" }

[choices]
perimeter = "today"
)";

WorkspaceSpec read(std::string_view text) {
    auto spec = parse_workspace(text, "/w");
    EXPECT_TRUE(spec.has_value());
    return spec ? *spec : WorkspaceSpec{};
}

std::string edited(std::string_view text, const WorkspaceSpec& wanted) {
    const auto result = edit_workspace(text, wanted);
    EXPECT_TRUE(result.has_value());
    return result ? *result : std::string();
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

TEST(WorkspaceEdit, NothingChangedIsTheSameBytes) { EXPECT_EQ(edited(kText, read(kText)), kText); }

TEST(WorkspaceEdit, AValueIsReplacedWhereItStands) {
    auto wanted = read(kText);
    wanted.name = "Loiret \"2024\"";
    wanted.departments = {"45", "2A"};
    wanted.sources[0].masked["s"] = Count::masked(1, 4);
    auto expected = replaced(kText, "\"Loiret\"", "\"Loiret \\\"2024\\\"\"");
    expected = replaced(expected, "[\n    \"45\",  # Loiret\n]", "[\"45\", \"2A\"]");
    expected = replaced(expected, "[1, 10]", "[1, 4]");
    EXPECT_EQ(edited(kText, wanted), expected);
}

TEST(WorkspaceEdit, NewKeysStandBehindThoseThatAreThere) {
    auto wanted = read(kText);
    wanted.date = make_date(2024, 12, 31);
    wanted.sources[0].header = 3;
    wanted.sources[0].masked["<5"] = Count::masked(1, 4);
    wanted.sources[0].columns["signataires"] = "Nb";
    wanted.sources[1].columns["id"] = "N°";
    const auto text = edited(kText, wanted);
    // Where the new section stands is free; that it reads as wanted is checked by edit_workspace().
    EXPECT_NE(text.find("header = 3"), std::string::npos);
    EXPECT_NE(text.find("date = 2024-12-31"), std::string::npos);
    EXPECT_NE(text.find("{ id = \"N°\", nom = \"Intitulé\" }"), std::string::npos);
    EXPECT_NE(text.find("# le secret"), std::string::npos);
    EXPECT_NE(text.find("mystery = 1       # une clé inconnue"), std::string::npos);
    EXPECT_EQ(read(text).sources, wanted.sources);
}

TEST(WorkspaceEdit, ARemovedSourceGoesWithItsComments) {
    auto wanted = read(kText);
    wanted.sources.erase(wanted.sources.begin());
    const std::string block =
        "# Les signataires.\n[[source]]\nrole = \"cir\"\npath = \"cir.xlsx\"\nvintage = 2023\n"
        "[source.masked]\n\"s\" = [1, 10]     # le secret\n\n";
    EXPECT_EQ(edited(kText, wanted), replaced(kText, block, ""));
}

TEST(WorkspaceEdit, ANewSourceStandsInItsPlace) {
    auto wanted = read(kText);
    SourceSpec source;
    source.role = Role::kTargets;
    source.path = "cibles.csv";
    wanted.sources.push_back(source);
    EXPECT_EQ(edited(kText, wanted),
              replaced(kText, "{ nom = \"Intitulé\" }\n",
                       "{ nom = \"Intitulé\" }\n\n[[source]]\nrole = \"targets\"\n"
                       "path = \"cibles.csv\"\n"));
}

TEST(WorkspaceEdit, AnEmptyTextBecomesAWholeFile) {
    const auto wanted = read(kText);
    const auto text = edited("", wanted);
    EXPECT_EQ(read(text).sources, wanted.sources);
    EXPECT_EQ(read(text).name, "Loiret");
    EXPECT_EQ(edited(text, wanted), text);
}

TEST(WorkspaceEdit, LineEndsAndMarkOfWindowsAreKept) {
    const std::string text = "\xEF\xBB\xBF[workspace]\r\nname = \"a\"  # b\r\n";
    auto wanted = read(text);
    wanted.name = "c";
    wanted.vintage = Vintage{2024};
    EXPECT_EQ(edited(text, wanted),
              "\xEF\xBB\xBF[workspace]\r\nname = \"c\"  # b\r\nvintage = 2024\r\n");
}

TEST(WorkspaceEdit, OddFormsOfTomlAreChangedOrLeftAlone) {
    const std::vector<std::string> texts = {
        "workspace.name = \"a\"\n",
        "[workspace]\nname = '''a\nb''' # c\n",
        "[workspace]\nname = \"\"\"x \\\" # no\n]\"\"\"\n[[source]]\npath = \"p\"\n"
        "masked.\"a.b\" = [1, 2]\n",
        "source = [{ path = \"x\" }, { path = \"y\" }]\n",
        "[source]\npath = \"x\"",
    };
    for (const auto& text : texts) {
        auto wanted = read(text);
        wanted.name = "autre";
        wanted.vintage = Vintage{2023};
        const auto result = edit_workspace(text, wanted);
        if (result) {
            EXPECT_EQ(read(*result).name, "autre") << text;
        } else {
            EXPECT_EQ(result.error().code, Error::Code::kWrite) << text;
        }
    }
    EXPECT_FALSE(edit_workspace("name = ", WorkspaceSpec{}).has_value());
}

TEST(WorkspaceEdit, AnyWorkspaceIsReachedFromAnyOther) {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto wanted = read(kText);
        for (int i = 0; i < 6; ++i) {
            SourceSpec source;
            source.path = "f" + std::to_string(random() % 6) + ".csv";
            source.layer = random() % 2 == 0 ? "" : "é#\"]";
            source.masked["=" + std::to_string(random() % 3)] = Count::masked(0, 5);
            const auto n = wanted.sources.size();
            switch (random() % 4) {
                case 0:
                    wanted.sources.insert(
                        wanted.sources.begin() + static_cast<std::ptrdiff_t>(random() % (n + 1)),
                        source);
                    break;
                case 1:
                    if (n > 0) {
                        wanted.sources.erase(wanted.sources.begin() +
                                             static_cast<std::ptrdiff_t>(random() % n));
                    }
                    break;
                case 2:
                    if (n > 0) {
                        wanted.sources[random() % n] = source;
                    }
                    break;
                default:
                    std::shuffle(wanted.sources.begin(), wanted.sources.end(), random);
            }
        }
        const auto text = edited(kText, wanted);
        EXPECT_NE(text.find("# Deuxième ligne."), std::string::npos);
        EXPECT_NE(text.find("mystery = 1"), std::string::npos);
        EXPECT_EQ(edited(text, read(kText)).empty(), false);
    }
}

}  // namespace
}  // namespace maillage::io
