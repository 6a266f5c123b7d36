// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

// Examples of FIPS 180-4.
TEST(Sha256, AgreesWithTheStandard) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, PartsAreTheWhole) {
    Sha256 parts;
    parts.add("a");
    parts.add("");
    parts.add("bc");
    EXPECT_EQ(parts.hex(), sha256_hex("abc"));
}

}  // namespace
}  // namespace maillage
