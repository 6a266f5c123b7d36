// SPDX-License-Identifier: Apache-2.0
#include "report/pdf_document.hpp"

#include "base/text.hpp"
#include "report/cairo_canvas.hpp"
#include "report/charter_logo.hpp"
#include "report/draw_parts.hpp"
#include "report/no_paper.hpp"
#include "report/page_flow.hpp"
#include "report/pdf_surface.hpp"

#include <cairo-pdf.h>

#include <optional>
#include <utility>

namespace maillage::report {
namespace {

class PdfPaper final : public Paper {
public:
    PdfPaper(cairo_surface_t* surface, std::string families)
        : m_surface(surface), m_families(std::move(families)) {}

    void begin_page() override {
        ++m_page;
        m_canvas.emplace(m_surface, kPointsPerPixel, carto::Pixel{}, m_families);
    }
    void end_page() override {
        m_canvas.reset();
        cairo_surface_show_page(m_surface);
    }
    Canvas& canvas() override { return *m_canvas; }
    void map(const carto::MapScene& scene, carto::Pixel origin) override {
        CairoCanvas canvas(m_surface, kPointsPerPixel, origin, m_families);
        draw_map(canvas, scene, 1.0);
    }
    void logo(const Logo& logo, const carto::Rect& box) override {
        draw_logo(m_surface, kPointsPerPixel, logo, box);
    }
    void begin_tag(const char* name) override { m_canvas->begin_tag(name); }
    void end_tag(const char* name) override { m_canvas->end_tag(name); }
    void outline(const std::string& title) override {
        const auto link = "page=" + std::to_string(m_page);
        cairo_pdf_surface_add_outline(m_surface, CAIRO_PDF_OUTLINE_ROOT, title.c_str(),
                                      link.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }

private:
    cairo_surface_t* m_surface;
    std::string m_families;
    std::optional<CairoCanvas> m_canvas;
    int m_page = 0;
};

PageNumbers numbers_of(const Document& document, const Charter& charter, const PageFormat& format,
                       const carto::TextMeasure& measure) {
    NoPaper nothing;
    return flow(document, charter, format, measure, {}, nothing);
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text, double size, bool bold, double width,
                                  const carto::TextMeasure& measure) {
    std::vector<std::string> lines;
    std::string line;
    for (const auto word : split(text, ' ')) {
        if (word.empty()) {
            continue;
        }
        auto longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (!line.empty() && measure.measure(longer, size, bold).width > width) {
            lines.push_back(std::move(line));
            longer = std::string(word);
        }
        line = std::move(longer);
    }
    if (!line.empty()) {
        lines.push_back(std::move(line));
    }
    return lines;
}

std::size_t page_count(const Document& document, const Charter& charter, const PageFormat& format,
                       const carto::TextMeasure& measure) {
    return numbers_of(document, charter, format, measure).pages;
}

Result<std::string> to_pdf(const Document& document, const Charter& charter,
                           const PageFormat& format, const carto::TextMeasure& measure) {
    const auto numbers = numbers_of(document, charter, format, measure);
    return pdf_of({format.width, format.height},
                  {document.title, document.author.empty() ? charter.service : document.author,
                   document.subtitle},
                  [&](cairo_surface_t* surface) {
                      PdfPaper paper(surface, families_of(charter));
                      flow(document, charter, format, measure, numbers, paper);
                  });
}

}  // namespace maillage::report
