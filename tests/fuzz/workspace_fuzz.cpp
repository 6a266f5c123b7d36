// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/workspace_file.hpp"

#include <cstdlib>

/// Resolving the paths of any workspace stays in its folder.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto spec = maillage::io::parse_workspace(maillage::as_text(data, size), ".");
    if (!spec) {
        return 0;
    }
    for (const auto& source : spec->sources) {
        static_cast<void>(maillage::io::resolve_paths(*spec, source, {}));
    }
    return 0;
}
