// SPDX-License-Identifier: Apache-2.0
#include "base/message.hpp"

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/disclosure_messages.hpp"
#include "base/exports_messages.hpp"
#include "base/pack_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/present_messages.hpp"
#include "base/roads_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/transit_messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace maillage {
namespace {

std::set<std::string> fields_of(std::string_view pattern) {
    std::set<std::string> fields;
    static const std::regex kField(R"(\{(\d+))");
    const std::string text(pattern);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), kField);
         it != std::sregex_iterator(); ++it) {
        fields.insert((*it)[1]);
    }
    return fields;
}

TEST(Catalogue, BothLanguagesUseTheSameValues) {
    for (std::size_t i = 0; i < message_count(); ++i) {
        const auto id = static_cast<MessageId>(i);
        EXPECT_EQ(fields_of(message_template(id, Language::kFrench)),
                  fields_of(message_template(id, Language::kEnglish)))
            << message_code(id);
        EXPECT_FALSE(message_code(id).empty());
    }
}

// The ids of the catalogues follow each other as their sentences do.
TEST(Catalogue, IdsNameTheirOwnSentence) {
    EXPECT_EQ(message_code(MessageId::kText), "texte");
    EXPECT_EQ(message_code(screen::kMapNoSuchTerritory), "carte_territoire_absent");
    EXPECT_EQ(message_code(screen::kHelpRender), "aide_render");
    EXPECT_EQ(message_code(planning::kDensityCommuneUnknown), "densite_commune_inconnue");
    EXPECT_EQ(message_code(planning::kHelpFunding), "aide_funding");
    EXPECT_EQ(message_code(reach::kJobAccess), "travail_acces");
    EXPECT_EQ(message_code(reach::kColumnTimeHelp), "acces_colonne_aide");
    EXPECT_EQ(message_code(access::kServiceAtCommune), "service_place_a_la_commune");
    EXPECT_EQ(message_code(roads::kStageRoadWays), "etape_routes");
    EXPECT_EQ(message_code(transit::kTransitStage), "etape_transport");
    EXPECT_EQ(message_code(transit::kTransitNoTrip), "transport_sans_course");
    EXPECT_EQ(message_code(disclosure::kPublicationsNot), "publications_autre_fichier");
    EXPECT_EQ(message_code(pack::kSkipToContents), "dossier_aller_au_contenu");
    EXPECT_EQ(message_code(pack::kHelpReport), "aide_report");
    EXPECT_EQ(message_code(exports::kTitleLevel), "export_titre_niveau");
    EXPECT_EQ(message_code(exports::kCharterLogoPlain), "charte_logo_seul");
    EXPECT_EQ(message_code(slides::kEditView), "modif_vue");
    EXPECT_EQ(message_code(slides::kViewLater), "vue_plus_tard");
}

TEST(Catalogue, CodesAreUnique) {
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < message_count(); ++i) {
        EXPECT_TRUE(codes.insert(message_code(static_cast<MessageId>(i))).second)
            << message_code(static_cast<MessageId>(i));
    }
}

// An ordinary space before « : ; ? ! % » lets a line break there; an upright apostrophe is a
// typewriter's.
TEST(Catalogue, FrenchTypographyIsRight) {
    static const std::regex kWrong(" [:;?!%]| »|« |'");
    for (std::size_t i = 0; i < message_count(); ++i) {
        const auto id = static_cast<MessageId>(i);
        const std::string french(message_template(id, Language::kFrench));
        EXPECT_FALSE(std::regex_search(french, kWrong)) << message_code(id) << ": " << french;
    }
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// A sentence that nothing says is dead text: its translation would be looked after for nobody.
TEST(Catalogue, EverySentenceIsSaidSomewhere) {
    const std::filesystem::path source(MAILLAGE_SOURCE_DIR "/src");
    std::set<std::string> said;
    std::set<std::string> sentences;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
        const auto ending = entry.path().extension();
        const auto text = ending == ".cpp" || ending == ".hpp" || ending == ".def"
                              ? text_of(entry.path())
                              : std::string();
        static const std::regex kName(R"(\bk[A-Z]\w*)");
        static const std::regex kSentence(R"(MAILLAGE_MESSAGE\(\s*(k\w+))");
        const bool catalogue = ending == ".def";
        const auto& wanted = catalogue ? kSentence : kName;
        for (auto it = std::sregex_iterator(text.begin(), text.end(), wanted);
             it != std::sregex_iterator(); ++it) {
            (catalogue ? sentences : said).insert((*it)[catalogue ? 1 : 0]);
            count += catalogue ? 1 : 0;
        }
    }
    EXPECT_EQ(count, message_count()) << "every sentence was looked for";
    for (const auto& name : sentences) {
        EXPECT_TRUE(said.contains(name)) << name << " is in the catalogue and nowhere else";
    }
}

TEST(Message, ValuesStandInTheSentence) {
    EXPECT_EQ(render({MessageId::kNoProjection, {"A", "B"}}, Language::kEnglish),
              "coordinate system “A”: no known conversion to “B”. Give an EPSG code in the file.");
}

TEST(Message, PartsOfANumberHaveTheDecimalSignOfTheLanguage) {
    const auto minutes = [](std::int64_t seconds, Language language) {
        return render({access::kAccessWeighs, {seconds}}, language);
    };
    EXPECT_EQ(minutes(2250, Language::kEnglish), "A service further than 37.5 min does not count.");
    EXPECT_EQ(minutes(2250, Language::kFrench),
              "Un service à plus de 37,5\u00A0min ne compte pas.");
    EXPECT_EQ(minutes(2700, Language::kEnglish), "A service further than 45 min does not count.");
    EXPECT_EQ(minutes(100, Language::kFrench), "Un service à plus de 1,67\u00A0min ne compte pas.");
    EXPECT_EQ(minutes(0, Language::kFrench), "Un service à plus de 0\u00A0min ne compte pas.");
}

TEST(Message, DaysAreWrittenInTheWordsOfTheLanguage) {
    const auto day = [](const char* text, Language language) {
        return render({access::kTimetableDay, {text}}, language);
    };
    EXPECT_EQ(day("2026-01-06", Language::kFrench), "Horaires du 6\u00A0janvier 2026.");
    EXPECT_EQ(day("2026-02-01", Language::kFrench), "Horaires du 1er\u00A0février 2026.");
    EXPECT_EQ(day("2026-01-06", Language::kEnglish), "Timetable of 6\u00A0January 2026.");
    EXPECT_EQ(day("demain", Language::kFrench), "Horaires du demain.") << "no day: as it stands";
}

TEST(Message, AListHasAllValuesFromItsFirstOn) {
    Message message(access::kAccessNoService, {"piscine", screen::kServicePrefecture});
    EXPECT_EQ(render(message, Language::kEnglish),
              "no service of type “piscine”. Types there are: prefecture.");
    message.arguments.emplace_back("lavoir");
    message.arguments.emplace_back(screen::kServiceSubPrefecture);
    EXPECT_EQ(
        render(message, Language::kFrench),
        "aucun service de type «\u00A0piscine\u00A0». Types présents\u00A0: préfecture, lavoir, "
        "sous-préfecture.");
}

TEST(Message, PluralsFollowTheLanguage) {
    const auto text = [](std::int64_t n, Language language) {
        return render({MessageId::kRows, {n}}, language);
    };
    EXPECT_EQ(text(0, Language::kFrench), "0\u00A0ligne");
    EXPECT_EQ(text(1, Language::kFrench), "1\u00A0ligne");
    EXPECT_EQ(text(12345, Language::kFrench), "12\u202F345\u00A0lignes");
    EXPECT_EQ(text(0, Language::kEnglish), "0 rows");
    EXPECT_EQ(text(1, Language::kEnglish), "1 row");
}

}  // namespace
}  // namespace maillage
