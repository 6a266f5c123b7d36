// SPDX-License-Identifier: Apache-2.0
#include "access/opening_hours.hpp"
#include "disclosure/publications.hpp"
#include "fuzz/fuzz_target.hpp"
#include "io/road_profile_file.hpp"

#include <cstdlib>

/// Small files and texts that the program keeps or is given: the register of publications, speeds
/// by road, opening hours. A register that is read is written as something that is read again as
/// the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = maillage::as_text(data, size);
    if (const auto kept = maillage::disclosure::parse_publications(text)) {
        const auto written = maillage::disclosure::publications_text(*kept);
        const auto again = maillage::disclosure::parse_publications(written);
        if (!again || *again != *kept) {
            std::abort();
        }
    }
    static_cast<void>(maillage::io::parse_road_profiles(text));
    static_cast<void>(maillage::access::parse_opening_hours(text));
    return 0;
}
