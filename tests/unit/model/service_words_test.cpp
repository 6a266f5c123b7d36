// SPDX-License-Identifier: Apache-2.0
#include "model/service_words.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

TEST(ServiceWords, KeysAreSaidInTheWordsOfTheReader) {
    EXPECT_EQ(service_words("sous_prefecture", Language::kFrench), "sous-préfecture");
    EXPECT_EQ(service_words("sous_prefecture", Language::kEnglish), "sub-prefecture");
    EXPECT_EQ(service_words("LANGUE", Language::kFrench), "formation linguistique");
    EXPECT_EQ(service_words("gare_fret", Language::kFrench), "gare de fret");
    EXPECT_EQ(service_words("ludothèque", Language::kEnglish), "ludothèque") << "the file's own";
    EXPECT_TRUE(std::holds_alternative<MessageId>(service_word("langue")));
    EXPECT_EQ(service_word("ludothèque"), MessageArgument("ludothèque"));
}

TEST(ServiceWords, WordsLeadBackToTheKey) {
    EXPECT_EQ(service_type("Formation linguistique"), "langue");
    EXPECT_EQ(service_type("language course"), "langue");
    EXPECT_EQ(service_type("sous-préfecture"), "sous_prefecture");
    EXPECT_EQ(service_type("langue"), "langue");
    EXPECT_EQ(service_type("ludothèque"), "ludothèque");
}

}  // namespace
}  // namespace maillage
