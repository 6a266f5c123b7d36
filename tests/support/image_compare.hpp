// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Pictures against golden pictures, with a tolerance for another FreeType, Cairo or Mesa.
///
/// Golden pictures are tests/golden_images/NAME.png. With MAILLAGE_UPDATE_GOLDEN=1 in the
/// environment a test writes them instead; look at them before they are committed.

#include "report/image.hpp"

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

namespace maillage::support {

/// Pixels of a PNG file; nothing when it cannot be read.
inline std::optional<report::Image> read_png(const std::filesystem::path& path) {
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_from_png(path.c_str()), &cairo_surface_destroy);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        return std::nullopt;
    }
    const auto* data = cairo_image_surface_get_data(surface.get());
    const auto stride = cairo_image_surface_get_stride(surface.get());
    const bool has_alpha = cairo_image_surface_get_format(surface.get()) == CAIRO_FORMAT_ARGB32;
    report::Image image{cairo_image_surface_get_width(surface.get()),
                        cairo_image_surface_get_height(surface.get()),
                        {}};
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            std::uint32_t pixel = 0;
            std::copy_n(data + static_cast<std::ptrdiff_t>(y) * stride + 4 * x, 4,
                        reinterpret_cast<unsigned char*>(&pixel));
            const std::uint32_t alpha = has_alpha ? pixel >> 24U : 255U;
            for (const unsigned shift : {16U, 8U, 0U}) {
                const auto value = (pixel >> shift) & 0xFFU;
                image.rgba.push_back(static_cast<std::uint8_t>(
                    alpha == 0 ? 0U : (value * 255U + alpha / 2U) / alpha));
            }
            image.rgba.push_back(static_cast<std::uint8_t>(alpha));
        }
    }
    return image;
}

struct ImageDifference {
    bool same_size = false;
    double mean = 0.0;   ///< Of the absolute differences of all channels, 0…255.
    double share = 0.0;  ///< Of pixels that differ by more than `visible` in a channel, 0…1.
};

/// \param visible Differences up to it, in 255ths, are not seen.
inline ImageDifference compare(const report::Image& a, const report::Image& b, int visible = 24) {
    ImageDifference difference;
    difference.same_size = a.width == b.width && a.height == b.height && !a.rgba.empty();
    if (!difference.same_size) {
        return difference;
    }
    std::size_t sum = 0;
    std::size_t differing = 0;
    for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
        int largest = 0;
        for (std::size_t c = 0; c < 4; ++c) {
            const int d = std::abs(int{a.rgba[i + c]} - int{b.rgba[i + c]});
            sum += static_cast<std::size_t>(d);
            largest = std::max(largest, d);
        }
        differing += largest > visible ? 1U : 0U;
    }
    difference.mean = static_cast<double>(sum) / static_cast<double>(a.rgba.size());
    difference.share = static_cast<double>(differing) / (static_cast<double>(a.rgba.size()) / 4.0);
    return difference;
}

/// How far a picture may be from its golden one.
struct Tolerance {
    double mean = 1.0;
    double share = 0.01;
};

/// Compares \p image with the golden picture \p name; where they differ, the picture is left in the
/// temporary folder and the message says where.
inline testing::AssertionResult like_golden(const report::Image& image, const std::string& name,
                                            Tolerance tolerance = {}) {
    namespace fs = std::filesystem;
    const auto golden = fs::path(MAILLAGE_SOURCE_DIR) / "tests/golden_images" / (name + ".png");
    const auto write = [&](const fs::path& path) {
        std::ofstream(path, std::ios::binary) << report::to_png(image, 3780.0, {});
    };
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets the environment while tests run.
    if (std::getenv("MAILLAGE_UPDATE_GOLDEN") != nullptr) {
        write(golden);
        return testing::AssertionSuccess() << golden << " was written";
    }
    const auto expected = read_png(golden);
    if (!expected) {
        return testing::AssertionFailure() << golden << " cannot be read";
    }
    const auto difference = compare(image, *expected);
    if (difference.same_size && difference.mean <= tolerance.mean &&
        difference.share <= tolerance.share) {
        return testing::AssertionSuccess();
    }
    const auto actual = fs::temp_directory_path() / ("maillage-" + name + ".png");
    write(actual);
    return testing::AssertionFailure()
           << actual << " is not like " << golden << ": same size " << difference.same_size
           << ", mean difference " << difference.mean << " (at most " << tolerance.mean
           << "), differing pixels " << difference.share << " (at most " << tolerance.share << ")";
}

}  // namespace maillage::support
