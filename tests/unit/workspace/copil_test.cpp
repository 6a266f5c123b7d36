// SPDX-License-Identifier: Apache-2.0
/// \file
/// The file for a meeting: what it says of paper-sized data.

#include "workspace/copil.hpp"

#include "model/lookup.hpp"
#include "report/text_metrics.hpp"
#include "support/square_france.hpp"
#include "workspace/copil_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using report::Document;
using report::Section;

/// Loiret: 60 of 84 covered, 45003 masked, target 80 %; two contracts hold 45001.
DatasetPtr paper(bool with_target = true) {
    test::DatasetBuilder b;
    b.department("45", "24").department("41", "24").department("77", "11");
    b.department("974", "04");
    b.commune("45001", {"200000001"}).commune("45002", {"200000001"});
    b.commune("45003", {"200000002"}).commune("45004").commune("41001").commune("77001");
    b.commune("97401");
    b.count("45001", 60).count("45002", 20).masked("45003", 1, 4).count("41001", 15);
    b.count("77001", 0).count("97401", 3).count("45004", 0);
    b.contract({"signed", {"45001"}});
    b.contract({"again", {"45001"}});
    test::ContractSpec planned{"planned", {"45002"}};
    planned.status = ContractStatus::kNegociation;
    b.contract(planned);
    if (with_target) {
        b.target("45", 2024, {80, 100});
    }
    auto dataset = std::make_shared<Dataset>(*b.build());
    dataset->outlines = test::square_france().outlines;
    return dataset;
}

CopilRequest about(const char* department) {
    CopilRequest request;
    request.coverage.date = make_date(2024, 12, 31);
    request.focus = *DepartmentCode::parse(department);
    request.version = "9.9";
    return request;
}

const Date kToday = make_date(2025, 1, 15);

Document document_of(const DatasetPtr& dataset, const CopilRequest& request) {
    const auto rules = std::make_shared<const std::vector<RuleSet>>();
    const auto source = CopilSource::make(dataset, rules, {}).value();
    auto document = copil(source, request, kToday, {});
    EXPECT_TRUE(document.has_value());
    return std::move(document).value();
}

/// All that a document says, block by block.
std::string words_of(const Document& document) {
    std::string text = document.title + "\n" + document.subtitle + "\n";
    const auto add = [&](const std::string& one) { text += one + "\n"; };
    for (const auto& section : document.sections) {
        add(section.title);
        add(section.subject);
        for (const auto& block : section.blocks) {
            if (const auto* one = std::get_if<report::Paragraph>(&block)) {
                add(one->text);
            } else if (const auto* list = std::get_if<report::BulletList>(&block)) {
                std::for_each(list->items.begin(), list->items.end(), add);
            } else if (const auto* table = std::get_if<report::TableBlock>(&block)) {
                add(table->caption);
                for (const auto& row : table->table.rows) {
                    for (const auto& cell : row) {
                        add(report::cell_text(cell, document.language));
                    }
                }
            } else if (const auto* figures = std::get_if<report::KeyFigures>(&block)) {
                for (const auto& figure : figures->figures) {
                    add(figure.label + ": " + figure.value + " " + figure.detail);
                }
            }
        }
    }
    return text;
}

const Section& section(const Document& document, const std::string& subject) {
    const auto found = std::find_if(document.sections.begin(), document.sections.end(),
                                    [&](const Section& one) { return one.subject == subject; });
    EXPECT_NE(found, document.sections.end()) << subject;
    return found == document.sections.end() ? document.sections.front() : *found;
}

template <typename Block>
const Block& first(const Section& section) {
    for (const auto& block : section.blocks) {
        if (const auto* one = std::get_if<Block>(&block)) {
            return *one;
        }
    }
    throw std::logic_error("no such block in " + section.subject);
}

TEST(Copil, KeyFiguresAreThoseOfTheIndicator) {
    const auto document = document_of(paper(), about("45"));
    EXPECT_NE(document.subtitle.find("décembre"), std::string::npos) << document.subtitle;
    const auto& figures = first<report::KeyFigures>(section(document, "Chiffres clés")).figures;
    ASSERT_EQ(figures.size(), 5U);
    // 60 of 81 to 84: 71.4 to 74.1 %.
    EXPECT_EQ(figures[0].value, "71,4\u00A0–\u00A074,1\u00A0%");
    EXPECT_EQ(figures[0].detail, "1 commune masquée");
    EXPECT_EQ(figures[1].value, "81\u00A0–\u00A084");
    EXPECT_EQ(figures[2].value, "60");
    // ⌈0.8 × 81⌉ − 60 = 5 to ⌈0.8 × 84⌉ − 60 = 8.
    EXPECT_EQ(figures[3].value, "5\u00A0–\u00A08");
    EXPECT_EQ(figures[3].detail, "pour la cible 2024 de 80,0\u00A0%");
    EXPECT_EQ(figures[4].value, "2");
    EXPECT_EQ(figures[4].detail, "1 en préparation");
    const auto& gauge = first<report::Gauge>(section(document, "Chiffres clés"));
    EXPECT_DOUBLE_EQ(gauge.low, 60.0 / 84.0);
    EXPECT_DOUBLE_EQ(gauge.high, 60.0 / 81.0);
    EXPECT_DOUBLE_EQ(gauge.target.value(), 0.8);
}

TEST(Copil, EverySectionSaysItsSources) {
    for (const auto* department : {"45", "41", "77", "974"}) {
        const auto document = document_of(paper(), about(department));
        EXPECT_FALSE(document.mode.empty());
        EXPECT_GE(document.sections.size(), 8U);
        for (const auto& one : document.sections) {
            EXPECT_FALSE(one.note.empty()) << one.subject;
            EXPECT_FALSE(one.title.empty()) << one.subject;
            EXPECT_FALSE(one.blocks.empty()) << one.subject;
        }
    }
}

TEST(Copil, SaysWhatIsMissingToTheTargetAndWhatWouldReachIt) {
    const auto document = document_of(paper(), about("45"));
    EXPECT_EQ(section(document, "Trajectoire et cibles").title,
              "Il manque entre 5 et 8 signataires couverts pour la cible 2024 de 80,0\u00A0%");
    const auto& table = first<report::TableBlock>(section(document, "Prochains contrats")).table;
    // The EPCI brings what its commune that is left brings: 20; it stands for both.
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(std::get<std::string>(table.rows[0][3]), "20");
    EXPECT_EQ(std::get<std::string>(table.rows[1][3]), "1\u00A0–\u00A04");

    const auto without = document_of(paper(false), about("45"));
    EXPECT_EQ(section(without, "Trajectoire et cibles").title,
              "Aucune cible n’est renseignée pour 2024");
}

TEST(Copil, CommunesOfAnEpciThatRefusedMaySign) {
    auto dataset = std::make_shared<Dataset>(*paper());
    auto& refused = dataset->contracts.emplace_back(dataset->contracts.back());
    refused.id = "refused";
    refused.level = ContractLevel::kEpci;
    refused.status = ContractStatus::kRefuse;
    refused.perimeter_signed = {test::commune_row(*dataset, "45001"),
                                test::commune_row(*dataset, "45002")};
    refused.perimeter_today = refused.perimeter_signed;
    const auto document = document_of(dataset, about("45"));
    const auto& rows =
        first<report::TableBlock>(section(document, "Prochains contrats")).table.rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(std::get<std::string>(rows[0][2]), "commune") << "45002 by itself";
    EXPECT_EQ(std::get<std::string>(rows[0][3]), "20");
}

TEST(Copil, AWorkbookHoldsBoundsAsNumbers) {
    const auto document = document_of(paper(), about("45"));
    for (const auto* subject : {"Trajectoire et cibles", "Comparaison"}) {
        const auto& block = first<report::TableBlock>(section(document, subject));
        ASSERT_TRUE(block.data.has_value()) << subject;
        ASSERT_EQ(block.formats.size(), block.data->columns.size()) << subject;
        ASSERT_EQ(block.data->rows.size(), block.table.rows.size()) << subject;
        for (std::size_t c = 0; c < block.formats.size(); ++c) {
            if (block.data->columns[c] == "taux_min" && subject[0] == 'T') {
                EXPECT_DOUBLE_EQ(std::get<double>(block.data->rows[0][c]), 0.714286);
                EXPECT_EQ(block.formats[c], report::CellFormat::kPercent);
            }
        }
    }
}

TEST(Copil, ACommuneUnderTwoContractsIsSaidOnce) {
    const auto document = document_of(paper(), about("45"));
    const auto& overlaps = section(document, "Articulation et recouvrements");
    EXPECT_EQ(overlaps.title, "1 commune est sous plusieurs contrats, comptée une seule fois");
    EXPECT_EQ(first<report::TableBlock>(overlaps).table.rows.size(), 1U);
    EXPECT_EQ(section(document_of(paper(), about("77")), "Articulation et recouvrements").title,
              "Aucune commune n’est sous deux contrats comptés");
}

TEST(Copil, NeighboursAreThoseThatTouchAndTheOrderIsNoRanking) {
    const auto document = document_of(paper(), about("41"));
    const auto& table = first<report::TableBlock>(section(document, "Comparaison")).table;
    std::vector<std::string> rows;
    for (const auto& row : table.rows) {
        rows.push_back(std::get<std::string>(row.front()) + " " +
                       std::get<std::string>(row.back()));
    }
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_TRUE(rows[0].ends_with("ce territoire")) << rows[0];
    EXPECT_TRUE(rows[1].find("voisin") != std::string::npos) << rows[1];
    EXPECT_TRUE(rows[2].find("voisin") != std::string::npos) << rows[2];
    EXPECT_TRUE(rows[3].ends_with("taille proche")) << rows[3];
}

TEST(Copil, WhatTheDataDoNotHaveIsLeftOutAndSaidSo) {
    const auto document = document_of(paper(), about("45"));
    const auto words = words_of(document);
    EXPECT_EQ(words.find("minutes en voiture"), std::string::npos);
    EXPECT_NE(words.find("Ce dossier ne contient pas\u00A0: Accès aux services."),
              std::string::npos);
}

TEST(Copil, ContractsThatBeginTogetherAreInThePlural) {
    auto dataset = std::make_shared<Dataset>(*paper());
    for (auto& contract : dataset->contracts) {
        contract.signed_on = ParsedDate{make_date(2023, 5, 1), DatePrecision::kDay};
    }
    const auto document = document_of(dataset, about("45"));
    const auto& trajectory = section(document, "Trajectoire et cibles");
    const auto& points = first<report::Curve>(trajectory).points;
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[1].cause, "2 contrats commencent");
    EXPECT_NE(words_of(document).find("signed, again commencent"), std::string::npos);
    // 80 − 74.1 and 80 − 71.4.
    EXPECT_NE(words_of(document).find("+5,9 à +8,6\u00A0pt"), std::string::npos);
}

TEST(Copil, HowManyHaveNoKnownCommuneIsASentenceAlsoOfAnInterval) {
    auto dataset = std::make_shared<Dataset>(*paper());
    CirCell cell;
    cell.count = Count::masked(1, 4);
    cell.department = find(dataset->territories, *DepartmentCode::parse("45"));
    cell.first_commune = static_cast<std::uint32_t>(dataset->cir.front().communes.size());
    dataset->cir.front().cells.push_back(cell);
    EXPECT_NE(words_of(document_of(dataset, about("45")))
                  .find("Entre 1 et 4 signataires sont connus dans le territoire"),
              std::string::npos);
}

// What officials read names no key of a file and no command.
TEST(Copil, ChoicesAreSaidInWords) {
    auto dataset = std::make_shared<Dataset>(*paper());
    dataset->notices = {{MessageId::kNoticeSchematic},
                        {MessageId::kNoticeChoices, {std::string("paris_lyon = communal")}}};
    const auto words = words_of(document_of(dataset, about("45")));
    EXPECT_EQ(words.find("paris_lyon"), std::string::npos);
    EXPECT_NE(words.find("Paris et la Métropole de Lyon (comptent comme communaux)"),
              std::string::npos);
    EXPECT_NE(words.find("Contours schématiques."), std::string::npos);
}

TEST(Copil, SpeaksEnglishTooAndRefusesWhatIsNotThere) {
    auto request = about("45");
    request.language = Language::kEnglish;
    const auto document = document_of(paper(), request);
    EXPECT_NE(words_of(document).find("1 commune masked"), std::string::npos);
    const auto rules = std::make_shared<const std::vector<RuleSet>>();
    const auto source = CopilSource::make(paper(), rules, {}).value();
    const auto unknown = copil(source, about("13"), kToday, {});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Error::Code::kNotFound);
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class CopilFiles : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("maillage-copil-" + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    Result<std::vector<fs::path>> write(const std::string& name, bool each = false) const {
        CopilOrder order;
        order.request = about("45");
        if (each) {
            order.request.focus = carto::WholeFrance{};
        }
        order.each_department = each;
        order.path = folder / name;
        return write_copil_files(paper(), std::make_shared<const std::vector<RuleSet>>(), order,
                                 kToday, {});
    }
    fs::path folder;
};

TEST_F(CopilFiles, AFolderHoldsEveryFormatAndIsTheSameAgain) {
    const auto first = write("a");
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->size(), 7U);  // Three documents, two maps in two formats.
    const auto second = write("b");
    ASSERT_TRUE(second.has_value());
    for (std::size_t i = 0; i < first->size(); ++i) {
        EXPECT_GT(fs::file_size((*first)[i]), 1000U);
        EXPECT_EQ(bytes_of((*first)[i]), bytes_of((*second)[i])) << (*first)[i];
    }
}

TEST_F(CopilFiles, EveryDepartmentHasItsOwn) {
    const auto written = write("tous", true);
    ASSERT_TRUE(written.has_value());
    EXPECT_EQ(written->size(), 4U * 7U);
    for (const auto* code : {"41", "45", "77", "974"}) {
        EXPECT_TRUE(fs::exists(folder / "tous" / ("copil-" + std::string(code) + ".pdf"))) << code;
    }
    EXPECT_FALSE(write("tous.pdf", true).has_value());
}

TEST_F(CopilFiles, ABatchGoesOnWhereItWasInterrupted) {
    ASSERT_TRUE(write("tous", true).has_value());
    const auto all = folder / "tous";
    const auto before = bytes_of(all / "copil-45.html");
    const auto state = bytes_of(all / "copil.etat");
    EXPECT_EQ(std::count(state.begin(), state.end(), '\n'), 4);
    fs::remove(all / "copil-45.html");
    std::ofstream(all / "copil-41.html") << "kept";  // As it was left: not made again.
    ASSERT_TRUE(write("tous", true).has_value());
    EXPECT_EQ(bytes_of(all / "copil-45.html"), before);
    EXPECT_EQ(bytes_of(all / "copil-41.html"), "kept");
    EXPECT_EQ(bytes_of(all / "copil.etat"), state);
    // Another state of the data: everything again.
    std::ofstream(all / "copil.etat") << "copil-41\tother\tcopil-41.html\nnonsense\n";
    ASSERT_TRUE(write("tous", true).has_value());
    EXPECT_NE(bytes_of(all / "copil-41.html"), "kept");
    EXPECT_EQ(bytes_of(all / "copil.etat"), state);
}

TEST_F(CopilFiles, AnotherEndingIsRefusedAndTheOldFileStays) {
    EXPECT_FALSE(write("copil.docx").has_value());
    EXPECT_FALSE(fs::exists(folder / "copil.docx"));
    std::ofstream(folder / "copil.pdf") << "old";
    fs::create_directories(folder / "blocked.pdf");
    EXPECT_FALSE(write("blocked.pdf").has_value());
    ASSERT_TRUE(write("copil.pdf").has_value());
    EXPECT_TRUE(bytes_of(folder / "copil.pdf").starts_with("%PDF-"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2);
}

}  // namespace
}  // namespace maillage::workspace
