// SPDX-License-Identifier: Apache-2.0
#include "disclosure/publications.hpp"

#include "base/disclosure_messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::disclosure {
namespace {

const std::string kCounts(64, 'a');

Publications two_exports() {
    const std::vector<std::string> atoms = {"2023/45234", "2023/45001"};
    const std::vector<Statement> first = {
        exactly("commune:45234", {{{0}, 1}}, 1204),
        Statement{"taux:45", {{{0}, 20}, {{1}, -9}}, 0, kUnbounded}};
    const std::vector<Statement> second = {
        Statement{"classe, \"haute\"", {{{1}, 1}}, -kUnbounded, 19}};
    return {as_published(make_date(2026, 11, 22), "copil-45.pdf", kCounts, first, atoms),
            as_published(make_date(2026, 12, 1), "carte \"A3\", nord.png", std::string(64, 'b'),
                         second, atoms)};
}

std::string text_of_two() {
    return "maillage-publications,1\n"
           "export,2026-11-22,copil-45.pdf," +
           kCounts +
           ",2\n"
           "nombre,commune:45234,2023/45234,1204,1204\n"
           "nombre,taux:45,-9*2023/45001 20*2023/45234,0,\n"
           "export,2026-12-01,\"carte \"\"A3\"\", nord.png\"," +
           std::string(64, 'b') +
           ",1\n"
           "nombre,\"classe, \"\"haute\"\"\",2023/45001,,19\n";
}

TEST(Publications, AreWrittenAsThisText) {
    EXPECT_EQ(publications_text(two_exports()), text_of_two());
}

TEST(Publications, ReadWhatTheyWrite) {
    const auto read = parse_publications(publications_text(two_exports()));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, two_exports());
    const auto none = parse_publications(publications_text({}));
    ASSERT_TRUE(none.has_value());
    EXPECT_TRUE(none->empty());
}

// A register that lost a part would let the next export reveal what it forgot.
TEST(Publications, RefuseATextCutAnywhereButBetweenExports) {
    const auto text = text_of_two();
    const auto second = text.find("export,2026-12");
    const auto first = text.find("export,2026-11");
    for (std::size_t length = 0; length < text.size(); ++length) {
        const auto read = parse_publications(text.substr(0, length));
        EXPECT_EQ(read.has_value(), length == first || length == second) << length;
    }
}

TEST(Publications, NameTheLineAndColumnThatIsWrong) {
    const auto error_of = [](std::string_view from, std::string_view to) {
        auto text = text_of_two();
        text.replace(text.find(from), from.size(), to);
        const auto read = parse_publications(text);
        return read ? Message(MessageId::kText) : read.error().message;
    };
    EXPECT_EQ(error_of("publications,1", "publications,2"),
              Message(kPublicationsNot, {"maillage-publications,1"}));
    EXPECT_EQ(error_of("2026-11-22", "22/11/2026"),
              Message(kPublicationsValue, {2, 2, "22/11/2026"}));
    EXPECT_EQ(error_of(kCounts, "aa"), Message(kPublicationsValue, {2, 4, "aa"}));
    EXPECT_EQ(error_of(",2\n", ",x\n"), Message(kPublicationsValue, {2, 5, "x"}));
    EXPECT_EQ(error_of(",2\n", ",3\n"), Message(kPublicationsLine, {5}));
    EXPECT_EQ(error_of(",2\n", ",1\n"), Message(kPublicationsLine, {4}));
    EXPECT_EQ(error_of("1204,1204", "1204,1203"), Message(kPublicationsValue, {3, 5, "1203"}));
    EXPECT_EQ(error_of("1204,1204", "1 204,1204"), Message(kPublicationsValue, {3, 4, "1 204"}));
    EXPECT_EQ(error_of("20*2023", "0*2023"),
              Message(kPublicationsValue, {4, 3, "-9*2023/45001 0*2023/45234"}));
    EXPECT_EQ(error_of("nombre,taux", "numero,taux"), Message(kPublicationsLine, {4}));
    EXPECT_EQ(error_of("\"carte", "carte"), Message(kPublicationsLine, {5}));
}

// Of the same counts only; atoms that this table lacks come after its own.
TEST(Publications, BecomeStatementsAgain) {
    const std::vector<std::string> atoms = {"2023/45001"};
    const auto earlier = earlier_statements(two_exports(), kCounts, atoms);
    EXPECT_EQ(earlier.other_counts, 1U);
    EXPECT_THAT(earlier.more_atoms, testing::ElementsAre("2023/45234"));
    ASSERT_EQ(earlier.statements.size(), 2U);
    EXPECT_EQ(earlier.statements[0], exactly("commune:45234", {{{1}, 1}}, 1204));
    EXPECT_EQ(earlier.statements[1], (Statement{"taux:45", {{{0}, -9}, {{1}, 20}}, 0, kUnbounded}));
}

}  // namespace
}  // namespace maillage::disclosure
