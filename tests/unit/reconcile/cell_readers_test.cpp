// SPDX-License-Identifier: Apache-2.0
#include "reconcile/cell_readers.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace maillage::reconcile {
namespace {

/// What is written in a cell, and what is read: "" = nothing. A repair is said unless exact.
struct CodeCase {
    std::string_view written;
    std::string_view read;
    bool exact = false;
};
std::ostream& operator<<(std::ostream& out, const CodeCase& one) { return out << one.written; }

template <typename Read>
void expect_read(const CodeCase& one, Read read) {
    const auto reading = read(one.written);
    ASSERT_EQ(reading.has_value(), !one.read.empty()) << one.written;
    if (reading) {
        EXPECT_EQ(reading->value.text(), one.read) << one.written;
        EXPECT_EQ(reading->repair.has_value(), !one.exact) << one.written;
    }
}

class CommuneCodes : public testing::TestWithParam<CodeCase> {};
TEST_P(CommuneCodes, AreReadOrRepairedOrRefused) { expect_read(GetParam(), read_commune_code); }
INSTANTIATE_TEST_SUITE_P(AsWritten, CommuneCodes,
                         testing::Values(CodeCase{"45234", "45234", true},
                                         CodeCase{" 45234\u00A0", "45234", true},
                                         CodeCase{"2A004", "2A004", true},
                                         CodeCase{"97105", "97105", true},
                                         CodeCase{"75101", "75101", true}));
INSTANTIATE_TEST_SUITE_P(
    Repaired, CommuneCodes,
    testing::Values(
        CodeCase{"1004", "01004"}, CodeCase{"2a004", "2A004"}, CodeCase{"1004.0", "01004"},
        CodeCase{"45234,00", "45234"}, CodeCase{"45 234", "45234"},
        CodeCase{"45\u202F208,0", "45208"}, CodeCase{"1 004", "01004"}, CodeCase{"45-234", "45234"},
        CodeCase{"45\u2013234", "45234"}, CodeCase{"=\"01004\"", "01004"},
        CodeCase{"'01004", "01004"}, CodeCase{"\u201901004", "01004"},
        CodeCase{"\"45234\"", "45234"}, CodeCase{"45O24", "45024"}, CodeCase{"o1004", "01004"},
        CodeCase{"2AOO4", "2A004"}, CodeCase{"7510l", "75101"}, CodeCase{"1OO4", "01004"},
        CodeCase{"971 05", "97105"}, CodeCase{"971105", "97105"}, CodeCase{"971-105", "97105"},
        CodeCase{"045234", "45234"}, CodeCase{"4.5234E+04", "45234"},
        CodeCase{"\uFF14\uFF15234", "45234"}, CodeCase{"45.234", "45234"},
        CodeCase{"4 5208", "45208"}, CodeCase{"452 08", "45208"}, CodeCase{"4 5 2 0 8", "45208"}));
INSTANTIATE_TEST_SUITE_P(
    Refused, CommuneCodes,
    testing::Values(CodeCase{"", ""}, CodeCase{"45", ""}, CodeCase{"Orléans", ""},
                    CodeCase{"20004", ""},  // Corsica before 1976: 2A or 2B is not told
                    CodeCase{"452345", ""}, CodeCase{"45 23", ""}, CodeCase{"-45234", ""},
                    CodeCase{"45234.5", ""}, CodeCase{"4.52E+04", ""}, CodeCase{"00001", ""},
                    CodeCase{"1 02", ""}, CodeCase{"45000 Orléans", ""},  // a postal code
                    CodeCase{"971205", ""}, CodeCase{"45B24", ""}));

TEST(CommuneCode, TheRepairSaysWhatWasReadAndWhy) {
    const auto french = [](std::string_view text) {
        return render(*read_commune_code(text)->repair, Language::kFrench);
    };
    EXPECT_EQ(french("45 208,0"), "«\u00A045 208,0\u00A0» → lu 45208.");
    EXPECT_EQ(french("4 5208"), "«\u00A04 5208\u00A0» → lu 45208.");
    EXPECT_EQ(french("1004"), "«\u00A01004\u00A0» (zéro perdu) → lu 01004.");
    EXPECT_EQ(french("45O24"), "«\u00A045O24\u00A0» (lettre O) → lu 45024.");
}

TEST(CommuneCode, IsJoinedFromDepartmentAndNumber) {
    const auto joined = [](std::string_view department, std::string_view number) {
        const auto read = join_commune_code(department, number);
        return read ? read->value.string() : std::string("none");
    };
    EXPECT_EQ(joined("45", "234"), "45234");
    EXPECT_EQ(joined("1", "4"), "01004");
    EXPECT_EQ(joined("2A", "004"), "2A004");
    EXPECT_EQ(joined("971", "05"), "97105");
    EXPECT_EQ(joined("971", "105"), "97105");
    EXPECT_EQ(joined("971", "205"), "none");
    EXPECT_EQ(joined("", "234"), "none");
    EXPECT_EQ(joined("45", "45234"), "none");
}

class DepartmentCodes : public testing::TestWithParam<CodeCase> {};
TEST_P(DepartmentCodes, AreReadOrRepairedOrRefused) {
    expect_read(GetParam(), read_department_code);
}
INSTANTIATE_TEST_SUITE_P(
    All, DepartmentCodes,
    testing::Values(CodeCase{"45", "45", true}, CodeCase{"2A", "2A", true},
                    CodeCase{"971", "971", true}, CodeCase{"1", "01"}, CodeCase{"1.0", "01"},
                    CodeCase{"045", "45"}, CodeCase{"001", "01"}, CodeCase{"2a", "2A"},
                    CodeCase{"45.0", "45"}, CodeCase{"Loiret (45)", "45"},
                    CodeCase{"45 - Loiret", "45"}, CodeCase{"Corse-du-Sud (2a)", "2A"},
                    CodeCase{"974 La Réunion", "974"}, CodeCase{"O1", "01"}, CodeCase{"", ""},
                    CodeCase{"20", ""}, CodeCase{"97", ""}, CodeCase{"Loiret", ""},
                    CodeCase{"45234", ""}, CodeCase{"45 et 89", ""}, CodeCase{"96", ""}));

TEST(RegionCode, IsTwoDigitsWithOrWithoutItsZero) {
    expect_read({"24", "24", true}, read_region_code);
    expect_read({"1", "01"}, read_region_code);
    expect_read({"24.0", "24"}, read_region_code);
    expect_read({"Centre-Val de Loire (24)", "24"}, read_region_code);
    expect_read({"Bretagne", ""}, read_region_code);
    expect_read({"245", ""}, read_region_code);
}

TEST(EpciCode, IsNineDigitsThatAreAllWritten) {
    expect_read({"244500468", "244500468", true}, read_epci_code);
    expect_read({"244 500 468", "244500468"}, read_epci_code);
    expect_read({"244500468.0", "244500468"}, read_epci_code);
    expect_read({"2.44500468E+08", "244500468"}, read_epci_code);
    expect_read({"2,44500468E8", "244500468"}, read_epci_code);
    expect_read({"2.445E+08", ""}, read_epci_code);  // five digits are lost
    expect_read({"24450046", ""}, read_epci_code);
    expect_read({"2445 00468", ""}, read_epci_code);
}

TEST(NotLocated, WordsAndForeignCodesMeanNoCommune) {
    for (const auto* const text : {"", "  ", "99999", "99100", "NR", "n.r.", "Non renseigné",
                                   "NON LOCALISÉ", "inconnu", "Étranger", "ND", "-", "?"}) {
        EXPECT_TRUE(means_not_located(text)) << text;
    }
    for (const auto* const text : {"45234", "Orléans", "1004", "Autreville", "0"}) {
        EXPECT_FALSE(means_not_located(text)) << text;
    }
}

struct CountCase {
    std::string_view written;
    std::int64_t low;
    std::int64_t high;
    bool masked = false;
    bool repaired = false;
};
std::ostream& operator<<(std::ostream& out, const CountCase& one) { return out << one.written; }

class Counts : public testing::TestWithParam<CountCase> {};
TEST_P(Counts, AreReadAsIntervals) {
    const auto& one = GetParam();
    const auto reading = read_count(one.written, {});
    ASSERT_TRUE(reading.count.has_value());
    EXPECT_EQ(*reading.count, Count::masked(one.low, one.high));
    EXPECT_EQ(reading.masked, one.masked);
    EXPECT_EQ(reading.repair.has_value(), one.repaired);
}
INSTANTIATE_TEST_SUITE_P(Numbers, Counts,
                         testing::Values(CountCase{"0", 0, 0}, CountCase{"12", 12, 12},
                                         CountCase{" 12 ", 12, 12}, CountCase{"1 234", 1234, 1234},
                                         CountCase{"1\u202F234", 1234, 1234},
                                         CountCase{"12,0", 12, 12}, CountCase{"12.0", 12, 12},
                                         CountCase{"10000000", 10000000, 10000000},
                                         CountCase{"'12", 12, 12, false, true},
                                         CountCase{"=\"12\"", 12, 12, false, true},
                                         CountCase{"\uFF11\uFF12", 12, 12, false, true}));
INSTANTIATE_TEST_SUITE_P(
    Masked, Counts,
    testing::Values(CountCase{"<5", 1, 4, true}, CountCase{"< 5", 1, 4, true},
                    CountCase{"<10", 1, 9, true}, CountCase{"≤4", 1, 4, true},
                    CountCase{"<= 4", 1, 4, true}, CountCase{"moins de 5", 1, 4, true},
                    CountCase{"inférieur à 5", 1, 4, true}, CountCase{"1-4", 1, 4, true},
                    CountCase{"1 \u2013 4", 1, 4, true}, CountCase{"1 à 4", 1, 4, true},
                    CountCase{"entre 1 et 4", 1, 4, true}, CountCase{"de 0 à 4", 0, 4, true},
                    CountCase{"s", 1, 10, true}, CountCase{"S", 1, 10, true},
                    CountCase{"nd", 1, 10, true}, CountCase{"n.d.", 1, 10, true},
                    CountCase{"c", 1, 10, true}, CountCase{"***", 1, 10, true},
                    CountCase{"Secret statistique", 1, 10, true}));

struct ProblemCase {
    std::string_view written;
    CountProblem problem;
};
std::ostream& operator<<(std::ostream& out, const ProblemCase& one) { return out << one.written; }

class CountProblems : public testing::TestWithParam<ProblemCase> {};
TEST_P(CountProblems, AreNamed) {
    const auto reading = read_count(GetParam().written, {});
    EXPECT_FALSE(reading.count.has_value());
    EXPECT_EQ(reading.problem, GetParam().problem);
}
INSTANTIATE_TEST_SUITE_P(
    All, CountProblems,
    testing::Values(
        ProblemCase{"", CountProblem::kEmpty}, ProblemCase{"\u00A0", CountProblem::kEmpty},
        ProblemCase{"-3", CountProblem::kNegative}, ProblemCase{"\u22123", CountProblem::kNegative},
        ProblemCase{"12,5", CountProblem::kNotWhole},
        ProblemCase{"1.234", CountProblem::kNotWhole},  // 1,234 or 1 234: not told
        ProblemCase{"10000001", CountProblem::kTooLarge},
        ProblemCase{"1e300", CountProblem::kTooLarge},
        ProblemCase{"1 02", CountProblem::kNotANumber},
        ProblemCase{"1O", CountProblem::kNotANumber},
        ProblemCase{"12 %", CountProblem::kNotANumber},
        ProblemCase{"4-1", CountProblem::kNotANumber}, ProblemCase{"<1", CountProblem::kNotANumber},
        ProblemCase{">5", CountProblem::kNotANumber},
        ProblemCase{"douze", CountProblem::kNotANumber},
        ProblemCase{"nan", CountProblem::kNotANumber}));

TEST(Counts, TokensOfTheSourceComeFirst) {
    const std::map<std::string, Count> masked = {
        {"s", Count::masked(1, 4)}, {"N.C.", Count::masked(0, 9)}, {"", Count::exact(0)}};
    EXPECT_EQ(read_count("S", masked).count, Count::masked(1, 4));
    EXPECT_EQ(read_count("n.c.", masked).count, Count::masked(0, 9));
    EXPECT_EQ(read_count(" ", masked).count, Count::exact(0));
    EXPECT_EQ(read_count("<5", masked).count, Count::masked(1, 4));
    EXPECT_EQ(read_count("5", {{"<5", Count::masked(1, 4)}}).count, Count::exact(5));
}

TEST(Counts, TheProblemNamesTheCellAndWhatToDo) {
    EXPECT_EQ(
        render(count_problem_message(CountProblem::kNotANumber, "1 02", "C8"), Language::kFrench),
        "«\u00A01 02\u00A0» signataires → ligne écartée\u00A0: nombre illisible. "
        "Corriger la cellule C8.");
    EXPECT_EQ(message_code(count_problem_message(CountProblem::kEmpty, "", "C8").id),
              "nombre_absent");
    EXPECT_EQ(message_code(unreadable_code_message(" ", "A8").id), "code_absent");
    EXPECT_EQ(render(unreadable_code_message("45?", "A8"), Language::kEnglish),
              "“45?” → row set aside: unreadable code. Correct cell A8.");
}

}  // namespace
}  // namespace maillage::reconcile
