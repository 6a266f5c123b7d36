// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A file as a source of a dataset, for tests on real data: its rows, not its outlines.

#include "io/read.hpp"
#include "reconcile/reconcile.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <utility>

namespace maillage::test {

/// \param vintage 0 = not said.
inline reconcile::RawSource read_source(Role role, const std::filesystem::path& path, int vintage) {
    reconcile::RawSource source;
    source.spec.role = role;
    source.spec.path = source.path = path.filename().string();
    if (vintage != 0) {
        source.spec.vintage = Vintage{vintage};
    }
    io::ReadOptions options;
    options.geometry = false;
    auto file = io::read_file(path, options, {});
    EXPECT_TRUE(file.has_value()) << path;
    if (file) {
        source.file = std::make_shared<const io::RawFile>(std::move(file).value());
    }
    return source;
}

}  // namespace maillage::test
