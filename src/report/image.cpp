// SPDX-License-Identifier: Apache-2.0
#include "report/image.hpp"

#include <libdeflate.h>

#include <cmath>
#include <cstddef>
#include <memory>

namespace maillage::report {
namespace {

void add_u32(std::string& bytes, std::uint32_t value) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes += static_cast<char>(static_cast<std::uint8_t>(value >> shift));
    }
}

void add_chunk(std::string& png, std::string_view kind, std::string_view content) {
    add_u32(png, static_cast<std::uint32_t>(content.size()));
    const auto start = png.size();
    png += kind;
    png += content;
    add_u32(png, libdeflate_crc32(0, png.data() + start, png.size() - start));
}

bool opaque(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) {
        if (image.rgba[i] != 255) {
            return false;
        }
    }
    return true;
}

/// Rows as differences to the row above (filter 2): on maps most are zero.
std::vector<std::uint8_t> filtered_rows(const Image& image, std::size_t channels) {
    const auto width = static_cast<std::size_t>(image.width);
    const auto height = static_cast<std::size_t>(image.height);
    std::vector<std::uint8_t> rows((width * channels + 1) * height);
    const std::vector<std::uint8_t> zeros(width * 4);
    auto* out = rows.data();
    for (std::size_t y = 0; y < height; ++y) {
        const auto* row = image.rgba.data() + y * width * 4;
        const auto* above = y == 0 ? zeros.data() : row - width * 4;
        *out++ = 2;
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < channels; ++c) {
                *out++ = static_cast<std::uint8_t>(row[4 * x + c] - above[4 * x + c]);
            }
        }
    }
    return rows;
}

std::string compressed(const std::vector<std::uint8_t>& bytes) {
    constexpr int kLevel = 6;
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(kLevel), &libdeflate_free_compressor);
    std::string result(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
    result.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(),
                                           result.data(), result.size()));
    return result;
}

}  // namespace

std::string to_png(const Image& image, double pixels_per_metre, const std::vector<PngText>& texts) {
    const bool plain = opaque(image);
    std::string png("\x89PNG\r\n\x1A\n", 8);
    std::string header;
    add_u32(header, static_cast<std::uint32_t>(image.width));
    add_u32(header, static_cast<std::uint32_t>(image.height));
    header += '\x08';
    header += plain ? '\x02' : '\x06';
    header.append(3, '\0');
    add_chunk(png, "IHDR", header);
    std::string size;
    add_u32(size, static_cast<std::uint32_t>(std::lround(pixels_per_metre)));
    add_u32(size, static_cast<std::uint32_t>(std::lround(pixels_per_metre)));
    size += '\x01';
    add_chunk(png, "pHYs", size);
    for (const auto& [keyword, text] : texts) {
        // Not compressed, no language given, no translated keyword.
        std::string chunk = keyword;
        chunk.append(5, '\0').append(text);
        add_chunk(png, "iTXt", chunk);
    }
    add_chunk(png, "IDAT", compressed(filtered_rows(image, plain ? 3 : 4)));
    add_chunk(png, "IEND", "");
    return png;
}

}  // namespace maillage::report
