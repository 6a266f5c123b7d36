// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The entry point of every fuzz target, called by libFuzzer or by corpus_runner.cpp.

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace maillage {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace maillage
