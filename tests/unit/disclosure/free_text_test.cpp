// SPDX-License-Identifier: Apache-2.0
#include "disclosure/free_text.hpp"

#include <gtest/gtest.h>

namespace maillage::disclosure {
namespace {

TEST(FreeText, NumbersOfSignatoriesAreTakenOut) {
    EXPECT_EQ(without_counts("CTAI de Gien (3 signataires)"), "CTAI de Gien (… signataires)");
    EXPECT_EQ(without_counts("Relancer : 1\u00A0234 CIR, dont 2 à Briare"),
              "Relancer : … CIR, dont 2 à Briare");
    EXPECT_EQ(without_counts("trois nouveaux primo-arrivants"), "… nouveaux primo-arrivants");
    EXPECT_EQ(without_counts("Signataires : 4"), "Signataires : …");
    EXPECT_EQ(without_counts("CIR 2024 : 4"), "CIR 2024 : …");
    EXPECT_EQ(without_counts("4 réfugiés et 12 étrangers"), "… réfugiés et … étrangers");
    EXPECT_EQ(without_counts("3 SIGNATAIRES"), "… SIGNATAIRES");
}

TEST(FreeText, OtherNumbersStay) {
    for (const char* text :
         {"", "Avenant 2 au CTAI de 2023", "30 000 € demandés", "Réunion le 3 mars, salle 4",
          "3 communes, 2 EPCI", "Signataires 2024", "800 € par signataire",
          "CIR : 1\u00A0200\u00A0€ chacun", "12 euros par personne", "N° des signataires",
          "Bilan des signataires, réunion 2"}) {
        EXPECT_EQ(without_counts(text), text);
    }
}

TEST(FreeText, BytesThatAreNoLettersAreKept) {
    const std::string text = "\xFF\xFE 3\xE2";
    EXPECT_EQ(without_counts(text), text);
}

}  // namespace
}  // namespace maillage::disclosure
