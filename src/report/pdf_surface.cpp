// SPDX-License-Identifier: Apache-2.0
#include "report/pdf_surface.hpp"

#include "report/cairo_canvas.hpp"
#include "report/pango_fonts.hpp"

#include <cairo-pdf.h>

namespace maillage::report {
namespace {

/// PDF wants a date of creation; one that does not change keeps equal documents equal.
constexpr const char* kPdfDate = "2000-01-01T00:00:00Z";

}  // namespace

Error not_drawn(cairo_status_t status) {
    return {Error::Code::kWrite, {MessageId::kMapNotDrawn, {cairo_status_to_string(status)}}, {}};
}

Result<std::string> pdf_of(const PageSize& size, const PdfTexts& texts,
                           const std::function<void(cairo_surface_t*)>& draw) {
    std::string bytes;
    const auto append = [](void* target, const unsigned char* data, unsigned length) {
        static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    };
    const Surface surface(cairo_pdf_surface_create_for_stream(
        append, &bytes, size.width * kPointsPerPixel, size.height * kPointsPerPixel));
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
        if (!text.empty()) {
            cairo_pdf_surface_set_metadata(surface.get(), what, printable(text).c_str());
        }
    };
    set(CAIRO_PDF_METADATA_TITLE, texts.title);
    set(CAIRO_PDF_METADATA_AUTHOR, texts.author);
    set(CAIRO_PDF_METADATA_SUBJECT, texts.subject);
    set(CAIRO_PDF_METADATA_CREATOR, "Maillage");
    set(CAIRO_PDF_METADATA_CREATE_DATE, kPdfDate);
    draw(surface.get());
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
        return not_drawn(status);
    }
    return bytes;
}

}  // namespace maillage::report
