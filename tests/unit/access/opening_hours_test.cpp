// SPDX-License-Identifier: Apache-2.0
#include "access/opening_hours.hpp"

#include <gtest/gtest.h>

#include <string>

namespace maillage::access {
namespace {

std::string clock(Seconds time) {
    const auto two = [](Seconds n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(time / 3600) + two(time / 60 % 60);
}

/// "Lu 0900-1200 1330-1700, Ma 0900-1200", or "?" for what is not understood.
std::string read(std::string_view text) {
    const auto hours = parse_opening_hours(text);
    if (!hours) {
        return "?";
    }
    const char* names[] = {"Lu", "Ma", "Me", "Je", "Ve", "Sa", "Di"};
    std::string all;
    for (std::size_t day = 0; day < 7; ++day) {
        if (hours->days.at(day).empty()) {
            continue;
        }
        all += (all.empty() ? "" : ", ") + std::string(names[day]);
        for (const auto& one : hours->days.at(day)) {
            all += ' ' + clock(one.start) + '-' + clock(one.end);
        }
    }
    return all;
}

TEST(OpeningHours, ListsOfFranceServices) {
    EXPECT_EQ(read("lundi 13:30 - 17:00 ; mardi 09:00 - 12:00 / 13:30 - 17:00"),
              "Lu 1330-1700, Ma 0900-1200 1330-1700");
    EXPECT_EQ(read("lundi 09:00 - 12:00 / 09:00 - 17:00 / 14:00 - 18:00"), "Lu 0900-1800")
        << "what overlaps is one";
    EXPECT_EQ(read("lundi 00:00 - 00:00 / 09:00 - 12:00"), "?") << "a filler or a whole day";
}

TEST(OpeningHours, FrenchAsPeopleWriteIt) {
    EXPECT_EQ(read("Du lundi au mercredi : de 9h à 12h et de 14h à 17h30"),
              "Lu 0900-1200 1400-1730, Ma 0900-1200 1400-1730, Me 0900-1200 1400-1730");
    EXPECT_EQ(read("lundi, jeudi 8h30–12h\nSamedi : fermé"), "Lu 0830-1200, Je 0830-1200");
    EXPECT_EQ(read("lun-mar 9h00 - 24h00"), "Lu 0900-2400, Ma 0900-2400");
    EXPECT_EQ(read("lundi 9h-12h ; lundi 14h-17h"), "?") << "both, or the second?";
    EXPECT_EQ(read("le mardi 9h-12h sur rendez-vous"), "?");
    EXPECT_EQ(read("9h-12h"), "?") << "of which days?";
    EXPECT_EQ(read("du lundi 9h-12h"), "?");
    EXPECT_EQ(read("lundi 12h-9h"), "?");
    EXPECT_EQ(read("lundi 9h-25h"), "?");
    EXPECT_EQ(read("lundi 9h-12h75"), "?");
    EXPECT_EQ(read("du vendredi au lundi 9h-12h"), "?");
    EXPECT_EQ(read("lundi 9-12"), "?");
    EXPECT_EQ(read("été : lundi 9h-12h"), "?");
}

TEST(OpeningHours, OpenStreetMap) {
    EXPECT_EQ(read("Mo-Tu 09:00-12:00,14:00-17:00; PH off"),
              "Lu 0900-1200 1400-1700, Ma 0900-1200 1400-1700");
    EXPECT_EQ(read("Mo-We 09:00-17:00; Tu off; We 09:00-12:00"), "Lu 0900-1700, Me 0900-1200")
        << "the later rule holds";
    EXPECT_EQ(read("Mo,Th 08:00-12:30"), "Lu 0800-1230, Je 0800-1230");
    EXPECT_EQ(read("24/7").substr(0, 12), "Lu 0000-2400");
    EXPECT_EQ(read("Jul-Aug Mo 09:00-12:00"), "?");
    EXPECT_EQ(read("Mo 09:00-12:00 \"sur rendez-vous\""), "?");
    EXPECT_EQ(read("Fr 20:00-02:00"), "?") << "past midnight";
    EXPECT_EQ(read("Mo 09:00+"), "?");
    EXPECT_EQ(read("Mo[1] 09:00-12:00"), "?");
    EXPECT_EQ(read("PH off"), "?") << "nothing is said of the week";
    EXPECT_EQ(read("Mo 09:00-12:00; mardi 09:00-12:00"), "?") << "two ways of writing";
}

TEST(OpeningHours, NothingAndRubbish) {
    for (const char* text :
         {"", " ", ";", ";;", "lundi", "lundi :", "-", "24/", "24/7/7", "\xFF",
          "lundi 999:00-1000:00", "mo mo", "Mo-", "Mo 09:00-", "Mo 09:00-12:00,"}) {
        EXPECT_EQ(read(text), "?") << text;
    }
    EXPECT_EQ(read("lundi fermé"), "") << "known to be closed";
    EXPECT_EQ(read(" ; lundi 9h-12h ; "), "Lu 0900-1200");
}

TEST(OpeningHours, OfADate) {
    const auto hours = *parse_opening_hours("mardi 9h-12h");
    EXPECT_EQ(hours.on(make_date(2026, 1, 6)).size(), 1U) << "a Tuesday";
    EXPECT_TRUE(hours.on(make_date(2026, 1, 7)).empty());
}

TEST(OpeningHours, StaysBeginEveryQuarterOfAnHour) {
    const ServiceHours morning{9 * 3600, 10 * 3600};
    EXPECT_EQ(stays_within(morning, 40 * kMinute),
              (std::vector<ServiceHours>{{9 * 3600, 9 * 3600 + 2400},
                                         {9 * 3600 + 900, 9 * 3600 + 3300}}));
    EXPECT_EQ(stays_within(morning, 60 * kMinute), std::vector<ServiceHours>{morning});
    EXPECT_TRUE(stays_within(morning, 61 * kMinute).empty());
}

}  // namespace
}  // namespace maillage::access
