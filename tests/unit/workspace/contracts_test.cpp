// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the application says of contracts – rules, costs, dates – and the register as a
/// spreadsheet.

#include "io/read.hpp"
#include "workspace/app_fixture.hpp"
#include "workspace/contract_answers.hpp"
#include "workspace/contract_export.hpp"
#include "workspace/contract_register.hpp"

#include <gmock/gmock.h>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class ContractsTest : public test::AppTest {
protected:
    static std::size_t row_of(const Application& app, const std::string& id) {
        const auto& contracts = app.snapshot()->results->dataset->contracts;
        return static_cast<std::size_t>(
            std::find_if(contracts.begin(), contracts.end(),
                         [&](const Contract& one) { return one.id == id; }) -
            contracts.begin());
    }
    static std::vector<ContractFields> rows_of(const Application& app) {
        const auto& dataset = *app.snapshot()->results->dataset;
        std::vector<ContractFields> rows;
        for (const auto& contract : dataset.contracts) {
            rows.push_back(fields_of(contract, dataset.territories));
        }
        return rows;
    }
    /// A workspace that has nothing but the file as its contracts.
    fs::path workspace_of(const fs::path& file) const {
        const auto folder = m_root / ("seul-" + file.extension().string().substr(1));
        fs::create_directories(folder);
        fs::copy(file, folder / file.filename());
        std::ofstream(folder / "maillage.toml")
            << "[workspace]\nvintage = 2024\ndepartments = [\"45\"]\n[[source]]\n"
            << "role = \"contracts\"\npath = \"" << file.filename().string() << "\"\n";
        return folder;
    }
};

TEST_F(ContractsTest, AnswersComeWhenContractsAreLookedAtAndFollowAnEdit) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.wait();
    EXPECT_EQ(app.snapshot()->contract_answers, nullptr) << "nobody looked";
    app.dispatch(command::SetTab{Tab::kContracts});
    app.wait();
    const auto first = app.snapshot()->contract_answers;
    ASSERT_NE(first, nullptr);
    const auto c4 = row_of(app, "C4");  // signed in 2024
    ASSERT_NE(first->examined(c4), nullptr);
    EXPECT_EQ(first->examined(c4)->rules->year, 2024);
    EXPECT_EQ(first->examined(row_of(app, "C2")), nullptr) << "signed before any rules";
    ASSERT_NE(first->costs_of(c4), nullptr);
    EXPECT_FALSE(first->costs_of(c4)->cents.has_value());

    app.dispatch(command::SetContracts{{{{"id", "C4"}, {"montant_etat", "48 600"}}}});
    app.wait();
    app.poll();
    app.wait();
    const auto second = app.snapshot()->contract_answers;
    ASSERT_NE(second, first);
    EXPECT_EQ(second->costs_of(row_of(app, "C4"))->cents, 4'860'000);
}

TEST_F(ContractsTest, WhatIsLateOrNearIsThereAtTheDateShown) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::SetTab{Tab::kContracts});
    app.dispatch(command::SetDate{make_date(2025, 12, 1)});
    app.wait();
    app.poll();
    app.wait();
    const auto answers = app.snapshot()->contract_answers;
    ASSERT_NE(answers, nullptr);
    ASSERT_EQ(answers->request.date, make_date(2025, 12, 1));
    const auto end =
        std::find_if(answers->dues.begin(), answers->dues.end(), [&](const indicators::Due& due) {
            return due.contract == row_of(app, "C1") && due.date == make_date(2025, 12, 31);
        });
    ASSERT_NE(end, answers->dues.end()) << "C1 ends within 90 days";
    EXPECT_EQ(end->days, 30);
}

TEST_F(ContractsTest, TheSpreadsheetReadsBackTheSame) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::SetContracts{{{{"id", "C6"},
                                         {"montant_etat", "48 600"},
                                         {"axes", "logement langue"},
                                         {"probabilite", "60 %"},
                                         {"echeance", "2025-03-31"}}}});
    app.wait();
    for (const auto* name : {"suivi.csv", "suivi.xlsx"}) {
        const auto file = m_root / name;
        app.dispatch(command::ExportContracts{file});
        app.wait();
        ASSERT_TRUE(fs::exists(file)) << messages(app);
        Application other(options());
        other.dispatch(command::Open{workspace_of(file)});
        other.wait();
        auto expected = rows_of(app);
        // A number for the spreadsheet.
        expected[row_of(app, "C6")]["montant_etat"] = "48600";
        EXPECT_EQ(rows_of(other), expected) << name << messages(other);
    }
}

TEST_F(ContractsTest, TheSpreadsheetHoldsFrenchTitlesNumbersAndNoFormula) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.dispatch(command::SetContracts{
        {{{"id", "C6"}, {"montant_etat", "48 600,50"}, {"commentaire", "=1+1"}}}});
    app.wait();
    const auto table = contracts_table(*app.snapshot()->results->dataset);
    EXPECT_EQ(table.columns.at(6), "Date de signature");
    const auto& row = table.rows.at(row_of(app, "C6"));
    EXPECT_EQ(std::get<double>(row.at(9)), 48600.5);
    app.dispatch(command::ExportContracts{m_root / "a.csv"});
    app.dispatch(command::ExportContracts{m_root / "a.XLSX"});
    app.wait();
    EXPECT_THAT(text_of(m_root / "a.csv"), HasSubstr(",'=1+1"));
    const auto read = io::read_file(m_root / "a.XLSX", {}, {});
    ASSERT_TRUE(read.has_value());
    const auto& cells = read->layers.at(0).table;
    bool there = false;
    for (std::size_t i = 0; i < cells.row_count(); ++i) {
        for (std::size_t j = 0; j < cells.cell_count(i); ++j) {
            there = there || cells.cell(i, j) == "'=1+1";
            EXPECT_NE(cells.cell(i, j), "2");
        }
    }
    EXPECT_TRUE(there);
}

TEST_F(ContractsTest, AnotherEndingIsRefusedAndNothingWritten) {
    Application app(options());
    app.dispatch(command::Open{example()});
    app.wait();
    app.dispatch(command::ExportContracts{m_root / "suivi.pdf"});
    app.wait();
    EXPECT_FALSE(fs::exists(m_root / "suivi.pdf"));
    EXPECT_THAT(messages(app), HasSubstr(".csv ou .xlsx"));
}

}  // namespace
}  // namespace maillage::workspace
