// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How large a text is: labels and legends are placed by it, the same on screen and on paper.

#include <string_view>

namespace maillage::carto {

struct TextSize {
    double width = 0.0;
    double ascent = 0.0;   ///< Above the base line, of the font.
    double descent = 0.0;  ///< Below it, positive.
};

/// Implemented by `report` with the fonts that print; tests have one of their own. Safe to use from
/// several threads at once.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    /// \p size pixels of the em square.
    virtual TextSize measure(std::string_view text, double size, bool bold) const = 0;
};

}  // namespace maillage::carto
