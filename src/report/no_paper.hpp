// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Paper on which nothing is drawn: for counting pages.

#include "report/page_flow.hpp"

namespace maillage::report {

class NoCanvas final : public Canvas {
public:
    void begin_group(std::string_view) override {}
    void end_group() override {}
    void begin_clip(const Path&) override {}
    void end_clip() override {}
    void fill(const Path&, carto::Color) override {}
    void stroke(const Path&, const carto::LineStyle&, bool) override {}
    void circle(carto::Pixel, double, carto::Color, const carto::LineStyle&) override {}
    void text(const carto::Text&, carto::Pixel) override {}
};

class NoPaper final : public Paper {
public:
    void begin_page() override {}
    void end_page() override {}
    Canvas& canvas() override { return m_canvas; }
    void map(const carto::MapScene&, carto::Pixel) override {}
    void logo(const Logo&, const carto::Rect&) override {}
    void begin_tag(const char*) override {}
    void end_tag(const char*) override {}
    void outline(const std::string&) override {}

private:
    NoCanvas m_canvas;
};

}  // namespace maillage::report
