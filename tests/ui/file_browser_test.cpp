// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/file_browser.hpp"

#include "ui/panels/file_dialog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace maillage::ui {
namespace {

namespace fs = std::filesystem;

class FileBrowserTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() /
                   ("maillage-files-" + std::to_string(::getpid()) + "-" +
                    testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder / "été");
        fs::create_directories(m_folder / ".caché");
        write("cir-10.csv", 2000);
        write("cir-2.csv", 10);
        write("Contrats.xlsx", 500);
        write("notes.pdf", 1);
        write(".secret.csv", 1);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& name, std::size_t size) const {
        std::ofstream(m_folder / name) << std::string(size, 'x');
    }
    static std::vector<std::string> names(const FileBrowser& browser) {
        std::vector<std::string> shown;
        for (const auto& entry : browser.entries()) {
            shown.push_back(entry.name);
        }
        return shown;
    }

    fs::path m_folder;
};

TEST_F(FileBrowserTest, FoldersFirstThenNamesAsPeopleReadThem) {
    FileBrowser browser(m_folder);
    EXPECT_THAT(names(browser),
                testing::ElementsAre("été", "cir-2.csv", "cir-10.csv", "Contrats.xlsx"))
        << "no hidden file, no document";
    browser.set_hidden(true);
    EXPECT_THAT(names(browser), testing::Contains(".secret.csv"));
    browser.set_hidden(false);
    browser.set_filter(FileFilter::kAll);
    EXPECT_THAT(names(browser), testing::Contains("notes.pdf"));
    browser.set_filter(FileFilter::kWorkbooks);
    EXPECT_THAT(names(browser), testing::ElementsAre("été", "Contrats.xlsx"));
}

TEST_F(FileBrowserTest, SortsBySizeAndBack) {
    FileBrowser browser(m_folder);
    browser.set_sort(FileSort::kSize);
    EXPECT_THAT(names(browser),
                testing::ElementsAre("été", "cir-2.csv", "Contrats.xlsx", "cir-10.csv"));
    browser.set_sort(FileSort::kSize);
    EXPECT_THAT(names(browser),
                testing::ElementsAre("été", "cir-10.csv", "Contrats.xlsx", "cir-2.csv"));
}

TEST_F(FileBrowserTest, WordsIgnoreAccentsAndCase) {
    FileBrowser browser(m_folder);
    browser.set_words("ETE");
    EXPECT_THAT(names(browser), testing::ElementsAre("été"));
    browser.set_words("cir 10");
    EXPECT_THAT(names(browser), testing::ElementsAre("cir-10.csv"));
}

TEST_F(FileBrowserTest, GoesInUpBackAndForward) {
    FileBrowser browser(m_folder);
    EXPECT_FALSE(browser.open_cursor()) << "a folder is entered";
    EXPECT_EQ(browser.folder(), m_folder / "été");
    EXPECT_FALSE(browser.cursor()) << "it is empty";
    browser.up();
    EXPECT_EQ(browser.folder(), m_folder);
    EXPECT_EQ(browser.entries()[*browser.cursor()].name, "été");
    browser.back();
    EXPECT_EQ(browser.folder(), m_folder / "été");
    browser.forward();
    EXPECT_EQ(browser.folder(), m_folder);
    browser.move_cursor(1);
    EXPECT_EQ(browser.open_cursor(), m_folder / "cir-2.csv");
    browser.move_cursor(100);
    EXPECT_EQ(browser.open_cursor(), m_folder / "Contrats.xlsx");
    EXPECT_EQ(browser.parents().front(), fs::path("/"));
    EXPECT_EQ(browser.parents().back(), m_folder);
}

TEST_F(FileBrowserTest, TypedPaths) {
    FileBrowser browser(m_folder);
    EXPECT_EQ(browser.open_text("cir-2.csv"), m_folder / "cir-2.csv");
    EXPECT_EQ(browser.open_text(" " + (m_folder / "notes.pdf").string() + " "),
              m_folder / "notes.pdf");
    EXPECT_FALSE(browser.open_text("été"));
    EXPECT_EQ(browser.folder(), m_folder / "été");
    EXPECT_FALSE(browser.open_text("rien"));
    ASSERT_TRUE(browser.problem());
    EXPECT_NE(render(*browser.problem(), Language::kFrench).find("rien"), std::string::npos);
}

TEST_F(FileBrowserTest, MissingFolderBeginsAboveAndForbiddenIsSaid) {
    EXPECT_EQ(FileBrowser(m_folder / "non" / "plus").folder(), m_folder);
    if (::geteuid() == 0) {
        GTEST_SKIP() << "nothing is forbidden to root";
    }
    const auto closed = m_folder / "fermé";
    fs::create_directory(closed);
    fs::permissions(closed, fs::perms::none);
    const FileBrowser browser(closed);
    EXPECT_TRUE(browser.problem());
    fs::permissions(closed, fs::perms::owner_all);
}

TEST(NameBefore, NumbersCountAsNumbers) {
    EXPECT_TRUE(name_before("fichier 2", "fichier 10"));
    EXPECT_TRUE(name_before("cir-09", "cir-10"));
    EXPECT_FALSE(name_before("b", "A"));
    EXPECT_TRUE(name_before("été", "zoo"));
    EXPECT_FALSE(name_before("a", "a"));
    EXPECT_TRUE(name_before("a", "ab"));
    EXPECT_TRUE(name_before("9", "99999999999999999999999999"));
}

TEST(SizeText, UnitsOfPeople) {
    EXPECT_EQ(size_text(999, Language::kFrench), "999 o");
    EXPECT_EQ(size_text(1500, Language::kFrench), "1,5 ko");
    EXPECT_EQ(size_text(12'300'000, Language::kFrench), "12 Mo");
    EXPECT_EQ(size_text(3'400'000'000, Language::kEnglish), "3.4 GB");
}

TEST(CommandFor, ByPurpose) {
    using namespace workspace::command;
    EXPECT_TRUE(std::holds_alternative<PreviewFile>(command_for(FilePurpose::kAddFile, "a.csv")));
    EXPECT_TRUE(
        std::holds_alternative<Open>(command_for(FilePurpose::kAddFile, "x/maillage.toml")));
    EXPECT_TRUE(std::holds_alternative<Open>(command_for(FilePurpose::kOpenWorkspace, "x")));
    EXPECT_TRUE(std::holds_alternative<SaveAs>(command_for(FilePurpose::kSaveWorkspace, "x")));
    EXPECT_TRUE(std::holds_alternative<ExportMap>(command_for(FilePurpose::kExportMap, "x.png")));
    EXPECT_TRUE(
        std::holds_alternative<ExportLedger>(command_for(FilePurpose::kExportLedger, "x.csv")));
    EXPECT_TRUE(std::holds_alternative<ExportContracts>(
        command_for(FilePurpose::kExportContracts, "x.xlsx")));
}

}  // namespace
}  // namespace maillage::ui
