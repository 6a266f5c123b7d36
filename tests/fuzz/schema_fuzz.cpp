// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/schema_file.hpp"

#include <cstdlib>

/// Every field of an accepted schema has a name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto schema = maillage::io::parse_table_schema(maillage::as_text(data, size));
    if (!schema) {
        return 0;
    }
    for (const auto& field : schema->fields) {
        if (field.name.empty()) {
            std::abort();
        }
    }
    return 0;
}
