// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A font in which every character is half an em wide.

#include "base/text.hpp"
#include "carto/text_measure.hpp"

namespace maillage::test {

class FixedTextMeasure final : public carto::TextMeasure {
public:
    carto::TextSize measure(std::string_view text, double size, bool bold) const override {
        const double width = bold ? 0.56 : 0.5;
        return {static_cast<double>(display_width(text)) * width * size, 0.8 * size, 0.2 * size};
    }
};

}  // namespace maillage::test
