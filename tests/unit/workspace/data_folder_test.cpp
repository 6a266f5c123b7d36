// SPDX-License-Identifier: Apache-2.0
#include "workspace/data_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

class DataFolder : public testing::Test {
protected:
    fs::path m_root = fs::path(testing::TempDir()) /
                      (std::string("data_folder_") +
                       testing::UnitTest::GetInstance()->current_test_info()->name());

    void SetUp() override { fs::remove_all(m_root); }
    void TearDown() override { fs::remove_all(m_root); }
    void make_data(const fs::path& folder) const {
        fs::create_directories(m_root / folder / "france");
        fs::create_directories(m_root / folder / "schemas");
        std::ofstream(m_root / folder / "france" / "maillage.toml") << "[workspace]\n";
    }
};

TEST_F(DataFolder, StandsBesideAnInstalledProgram) {
    make_data("usr/share/maillage/data");
    EXPECT_EQ(find_data_folder(m_root / "usr/bin/maillage", nullptr).value(),
              m_root / "usr/share/maillage/data");
}

TEST_F(DataFolder, StandsAboveABuildTree) {
    make_data("project/data");
    EXPECT_EQ(find_data_folder(m_root / "project/build/release/src/cli/maillage", nullptr).value(),
              m_root / "project/data");
}

TEST_F(DataFolder, CanBeChosenByTheEnvironment) {
    make_data("elsewhere");
    make_data("usr/share/maillage/data");
    EXPECT_EQ(find_data_folder(m_root / "usr/bin/maillage", (m_root / "elsewhere").c_str()).value(),
              m_root / "elsewhere");
    const auto wrong = find_data_folder(m_root / "usr/bin/maillage", (m_root / "nothing").c_str());
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(wrong.error().message.id, MessageId::kDataFolderWrong);
}

TEST_F(DataFolder, GeometryStandsBesideTheProgramOrInItsBuildTree) {
    fs::create_directories(m_root / "usr/share/maillage/geometry");
    EXPECT_EQ(find_ready_geometry(m_root / "usr/bin/maillage"),
              m_root / "usr/share/maillage/geometry");
    fs::create_directories(m_root / "project/build/check/share/maillage/geometry");
    EXPECT_EQ(find_ready_geometry(m_root / "project/build/check/src/cli/maillage"),
              m_root / "project/build/check/share/maillage/geometry");
    EXPECT_EQ(find_ready_geometry(m_root / "project/build/asan/src/cli/maillage"), std::nullopt)
        << "another build's may be of another form";
}

TEST_F(DataFolder, MissingIsSaid) {
    const auto missing = find_data_folder(m_root / "usr/bin/maillage", nullptr);
    // A folder above the temporary one may hold data/ only by an odd chance; then it is found.
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().message.id, MessageId::kDataFolderMissing);
}

}  // namespace
}  // namespace maillage::workspace
