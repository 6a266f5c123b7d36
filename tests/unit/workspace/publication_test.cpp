// SPDX-License-Identifier: Apache-2.0
#include "workspace/publication.hpp"

#include "base/disclosure_messages.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
const Date kToday = make_date(2025, 1, 15);

/// 45001 has 3, hidden; beside 45003, the smallest of its EPCI, it has 15.
DatasetPtr loiret() {
    test::DatasetBuilder b;
    b.region("24").department("45", "24");
    b.commune("45001", {.epci = "244500468"}).commune("45003", {.epci = "244500468"});
    b.commune("45004", {.epci = "244500468"});
    b.count("45001", 3).count("45003", 12).count("45004", 40);
    return b.build();
}

class Register : public testing::Test {
protected:
    void SetUp() override {
        file = fs::temp_directory_path() /
               ("maillage-register-" + std::to_string(::getpid()) + ".csv");
        fs::remove(file);
    }
    void TearDown() override { fs::remove(file); }
    Result<Publication> publish(const disclosure::Rule& rule = {}) const {
        return workspace::publish(loiret(), rule, file, Language::kFrench, {});
    }
    disclosure::Publications kept() const {
        std::ifstream in(file);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        return disclosure::parse_publications(text).value();
    }

    fs::path file;
};

TEST_F(Register, KeepsEachExportAndEachNumberOnce) {
    const auto made = publish();
    ASSERT_TRUE(note_publication(*made, "a.pdf", kToday).has_value());
    ASSERT_TRUE(note_publication(*made, "b.pdf", kToday).has_value());
    const auto all = kept();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "a.pdf");
    EXPECT_EQ(all[0].numbers, made->publishable.numbers);
    EXPECT_EQ(all[1].name, "b.pdf");
    EXPECT_TRUE(all[1].numbers.empty());
}

TEST_F(Register, WhatAUserWroteIsShownWithoutCountsBesideADatasetToPublish) {
    const auto made = publish();
    carto::MapRequest map;
    map.texts = {"Orléans : 3 signataires à couvrir", "Cible de 45 %", "2 CIR", "OFII 2023"};
    const auto shown = shown_map(*made->dataset(), map).texts;
    EXPECT_EQ(shown.title, "Orléans : … signataires à couvrir");
    EXPECT_EQ(shown.subtitle, "Cible de 45 %");
    EXPECT_EQ(shown.legend, "… CIR");
    EXPECT_EQ(shown.source, "OFII 2023");
    EXPECT_EQ(shown_map(*loiret(), map), map) << "inside, as it was written";
}

// While one was looking at the numbers, another published some by another threshold.
TEST_F(Register, RefusesWhatWasNotComparedWithWhatIsPublishedMeanwhile) {
    const auto looked_at = publish();
    const auto another = publish({.threshold = 3});
    ASSERT_NE(looked_at->publishable.numbers, another->publishable.numbers);
    ASSERT_TRUE(note_publication(*another, "b.pdf", kToday).has_value());
    const auto before = kept();

    const auto noted = note_publication(*looked_at, "a.pdf", kToday);
    ASSERT_FALSE(noted.has_value());
    EXPECT_EQ(noted.error().message.id, disclosure::kRegisterChanged);
    EXPECT_EQ(noted.error().where, file.string());
    EXPECT_EQ(kept().size(), before.size());
}

// What another published of other counts, or what is said anyway, is no reason to refuse.
TEST_F(Register, KeepsWhatOthersWroteMeanwhile) {
    const auto made = publish();
    auto other = *made;
    other.inputs = std::string(64, '0');
    ASSERT_TRUE(note_publication(other, "b.pdf", kToday).has_value());
    ASSERT_TRUE(note_publication(*publish(), "c.pdf", kToday).has_value());
    ASSERT_TRUE(note_publication(*made, "a.pdf", kToday).has_value());
    EXPECT_EQ(kept().size(), 3U);
}

}  // namespace
}  // namespace maillage::workspace
