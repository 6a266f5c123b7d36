// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A document laid out on pages, whatever these are made of: PDF, or nothing, to count them.

#include "carto/text_measure.hpp"
#include "report/canvas.hpp"
#include "report/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace maillage::report {

/// Pages one after the other.
class Paper {
public:
    Paper() = default;
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;
    Paper(Paper&&) = delete;
    Paper& operator=(Paper&&) = delete;
    virtual ~Paper() = default;

    virtual void begin_page() = 0;
    virtual void end_page() = 0;
    /// Of the page begun.
    virtual Canvas& canvas() = 0;
    virtual void map(const carto::MapScene& scene, carto::Pixel origin) = 0;
    virtual void logo(const Logo& logo, const carto::Rect& box) = 0;
    /// What is drawn between is a heading, a paragraph, a cell ("H1", "P", "TD").
    virtual void begin_tag(const char* name) = 0;
    virtual void end_tag(const char* name) = 0;
    /// An entry of the outline for the page begun.
    virtual void outline(const std::string& title) = 0;
};

/// Where each section begins, from 1 for the cover, the size of its text over that of the page, and
/// how many pages there are.
struct PageNumbers {
    std::vector<std::size_t> section;
    std::vector<double> text_share;
    std::size_t pages = 0;
};

/// Draws all pages. \param known Of a run before, for the contents and "page 2 sur 9"; empty in
/// the first.
PageNumbers flow(const Document& document, const Charter& charter, const PageFormat& format,
                 const carto::TextMeasure& measure, const PageNumbers& known, Paper& paper);

}  // namespace maillage::report
