// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

struct DateCase {
    const char* text;
    const char* iso;  ///< Empty = not a date.
    DatePrecision precision = DatePrecision::kDay;
};

class ParseDate : public testing::TestWithParam<DateCase> {};

TEST_P(ParseDate, ReadsWhatSpreadsheetsHold) {
    const auto parsed = parse_date(GetParam().text);
    EXPECT_EQ(parsed ? iso_date(parsed->date) : "", GetParam().iso) << GetParam().text;
    if (parsed) {
        EXPECT_EQ(parsed->precision, GetParam().precision) << GetParam().text;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, ParseDate,
    testing::Values(DateCase{"2024-12-31", "2024-12-31"}, DateCase{" 31/12/2024 ", "2024-12-31"},
                    DateCase{"31.12.2024", "2024-12-31"}, DateCase{"1/2/24", "2024-02-01"},
                    DateCase{"2024/12/31", "2024-12-31"},
                    DateCase{"2024-12-31T00:00:00", "2024-12-31"},
                    DateCase{"2024/12/31 00:00:00", "2024-12-31"},
                    DateCase{"11 octobre 2021", "2021-10-11"},
                    DateCase{"1er févr. 2024", "2024-02-01"},
                    DateCase{"octobre 2021", "2021-10-31", DatePrecision::kMonth},
                    DateCase{"2021-10", "2021-10-31", DatePrecision::kMonth},
                    DateCase{"02/2024", "2024-02-29", DatePrecision::kMonth},
                    DateCase{"2019", "2019-12-31", DatePrecision::kYear},
                    // LibreOffice shows 31/12/2024 for 45657.
                    DateCase{"45657", "2024-12-31"}, DateCase{"45657,0", "2024-12-31"}));

INSTANTIATE_TEST_SUITE_P(NotDates, ParseDate,
                         testing::Values(DateCase{"", ""}, DateCase{"31/02/2024", ""},
                                         DateCase{"2024-13-01", ""}, DateCase{"bientôt", ""},
                                         DateCase{"juin", ""}, DateCase{"12", ""},
                                         DateCase{"0000-00-00", ""}, DateCase{"2024-", ""},
                                         DateCase{"1/2/3/4", ""}, DateCase{"jui 2024", ""},
                                         DateCase{"99999", ""}));

TEST(Date, IsWrittenInBothLanguages) {
    EXPECT_EQ(long_date(make_date(2024, 1, 1), Language::kFrench), "1er\u00A0janvier 2024");
    EXPECT_EQ(long_date(make_date(2024, 12, 31), Language::kEnglish), "31\u00A0December 2024");
}

}  // namespace
}  // namespace maillage
