// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Reads hostile files as `maillage check` would and watches what it costs (T1: 10 s, which is the
/// TIMEOUT of these tests, and 1 GiB for a file of 1 MiB).

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/typed_table.hpp"
#include "unit/io/io_test_files.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <string>

namespace maillage::io {

inline std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

class Hostile : public testing::Test {
protected:
    /// A sanitizer keeps freed memory; peaks mean nothing there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr long kMostMebibytes = 16 * 1024;
#else
    static constexpr long kMostMebibytes = 1024;
#endif

    void TearDown() override {
        rusage usage{};
        ASSERT_EQ(::getrusage(RUSAGE_SELF, &usage), 0);
        EXPECT_LT(usage.ru_maxrss / 1024, kMostMebibytes);
    }

    Result<RawFile> read(const std::string& name, std::string_view bytes) {
        EXPECT_LE(bytes.size(), std::size_t{1} << 20U) << "the promise is about 1 MiB";
        auto file = read_file(m_folder.add(name, bytes), {}, {});
        if (file) {
            guess(*file);
        }
        return file;
    }
    MessageId refusal(const std::string& name, std::string_view bytes) {
        const auto file = read(name, bytes);
        EXPECT_FALSE(file.has_value());
        return file ? MessageId::kText : file.error().message.id;
    }

    TestFolder m_folder;

private:
    static void guess(const RawFile& file) {
        const auto schemas = read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas");
        ASSERT_TRUE(schemas.has_value());
        for (const auto& layer : file.layers) {
            static_cast<void>(reconcile::guess_role(layer.table, false, false, *schemas));
        }
    }
};

}  // namespace maillage::io
