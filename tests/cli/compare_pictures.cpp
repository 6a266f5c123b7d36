// SPDX-License-Identifier: Apache-2.0
/// \file
/// Says whether two pictures look alike, for tests written as scripts.
///     compare_pictures PICTURE OTHER SHARE
/// SHARE is the part of the pixels that may differ visibly, 0…1. Prints the part that does.
/// \returns 0 alike, 1 not alike, 2 a picture cannot be read.

#include "support/image_compare.hpp"

#include <cstdio>
#include <cstdlib>

int main(int count, char** values) {
    using namespace maillage;
    if (count != 4) {
        std::fputs("compare_pictures PICTURE OTHER SHARE\n", stderr);
        return 2;
    }
    const auto picture = support::read_png(values[1]);
    const auto other = support::read_png(values[2]);
    if (!picture || !other) {
        std::fprintf(stderr, "compare_pictures: %s cannot be read\n",
                     picture ? values[2] : values[1]);
        return 2;
    }
    // Edges of letters are drawn a little otherwise by another FreeType: a quarter of the range is
    // beyond that.
    constexpr int kVisible = 64;
    const auto difference = support::compare(*picture, *other, kVisible);
    if (!difference.same_size) {
        std::printf("%d × %d instead of %d × %d\n", picture->width, picture->height, other->width,
                    other->height);
        return 1;
    }
    std::printf("%.4f\n", difference.share);
    return difference.share <= std::strtod(values[3], nullptr) ? 0 : 1;
}
