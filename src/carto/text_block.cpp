// SPDX-License-Identifier: Apache-2.0
#include "carto/text_block.hpp"

#include <algorithm>

namespace maillage::carto {

Text set_text(const Pen& pen, std::string text, Pixel place, const TextLook& look) {
    const double size = pen.px(look.size);
    const auto extent = pen.measure.measure(text, size, look.bold);
    Text result;
    result.text = std::move(text);
    result.place = place;
    result.size = static_cast<float>(size);
    result.bold = look.bold;
    result.align = look.align;
    result.color = look.color;
    result.role = look.role;
    const double back = look.align == Align::kLeft
                            ? 0.0
                            : (look.align == Align::kCentre ? extent.width / 2 : extent.width);
    result.box = {place.x - back, place.y - extent.ascent, extent.width,
                  extent.ascent + extent.descent};
    return result;
}

std::vector<std::string> wrap(const Pen& pen, std::string_view text, double size, bool bold,
                              double width) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        const auto space = text.find(' ');
        const std::string word(text.substr(0, space));
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        auto longer = line;
        longer.append(line.empty() ? "" : " ").append(word);
        if (!line.empty() && pen.measure.measure(longer, pen.px(size), bold).width > width) {
            lines.push_back(std::move(line));
            line = word;
        } else {
            line = std::move(longer);
        }
    }
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string shorten(const Pen& pen, std::string_view text, double size, bool bold, double width) {
    std::string result(text);
    const auto fits = [&](const std::string& candidate) {
        return pen.measure.measure(candidate, pen.px(size), bold).width <= width;
    };
    if (fits(result)) {
        return result;
    }
    while (!result.empty() && !fits(result + "…")) {
        do {  // A whole character, with its continuation bytes.
            const auto last = static_cast<unsigned char>(result.back());
            result.pop_back();
            if ((last & 0xC0U) != 0x80U) {
                break;
            }
        } while (!result.empty());
    }
    return result.empty() ? result : result + "…";
}

void Block::move(Pixel by) {
    for (auto& text : texts) {
        text.place.x += by.x;
        text.place.y += by.y;
        text.box.x += by.x;
        text.box.y += by.y;
    }
    for (auto& decoration : decorations) {
        decoration.box.x += by.x;
        decoration.box.y += by.y;
    }
}

void Block::add_lines(const Pen& pen, const std::vector<std::string>& lines, const TextLook& look,
                      double leading) {
    for (const auto& line : lines) {
        const auto extent = pen.measure.measure(line, pen.px(look.size), look.bold);
        const double row = std::max(pen.px(leading), extent.ascent + extent.descent);
        const double base = height + (row + extent.ascent - extent.descent) / 2;
        texts.push_back(set_text(pen, line, {0.0, base}, look));
        width = std::max(width, extent.width);
        height += row;
    }
}

}  // namespace maillage::carto
