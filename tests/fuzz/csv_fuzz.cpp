// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/read.hpp"

#include <cstdlib>

/// A CSV never holds more rows than it has line ends, and its rows come in order of lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = maillage::as_text(data, size);
    const auto layer = maillage::io::read_csv(text, {});
    if (!layer) {
        return 0;
    }
    const auto& table = layer->table;
    for (std::size_t row = 1; row < table.row_count(); ++row) {
        if (table.line(row) <= table.line(row - 1)) {
            std::abort();
        }
    }
    if (table.row_count() > size + 1) {
        std::abort();
    }
    return 0;
}
