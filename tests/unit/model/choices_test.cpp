// SPDX-License-Identifier: Apache-2.0
#include "model/choices.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

TEST(Choices, DefaultsAreThoseOfTheContract) {
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"paris_lyon", "communal"},         {"contrat_de_ville_perimeter", "epci"},
        {"unlocated", "in_total"},          {"perimeter", "signed"},
        {"signed_without_date", "counted"}, {"polygon_share", "0.50"}};
    EXPECT_EQ(choice_texts(Choices{}), expected);
}

TEST(Choices, EveryValueCanBeSetAndReadBack) {
    for (const auto& [key, unused] : choice_texts(Choices{})) {
        if (key == "polygon_share") {
            continue;
        }
        for (const auto& value : choice_values(key)) {
            Choices choices;
            ASSERT_TRUE(set_choice(choices, key, value)) << key << " = " << value;
            bool found = false;
            for (const auto& [k, v] : choice_texts(choices)) {
                found = found || (k == key && v == value);
            }
            EXPECT_TRUE(found) << key << " = " << value;
        }
    }
    Choices choices;
    EXPECT_FALSE(set_choice(choices, "perimeter", "tomorrow"));
    EXPECT_FALSE(set_choice(choices, "colour", "red"));
    EXPECT_TRUE(set_choice(choices, "polygon_share", "0.25"));
    EXPECT_EQ(choices.polygon_share, (Share{25, 100}));
}

}  // namespace
}  // namespace maillage
