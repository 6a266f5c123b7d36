// SPDX-License-Identifier: Apache-2.0
#include "report/workbook.hpp"

#include "base/pack_messages.hpp"
#include "base/text.hpp"
#include "report/pango_fonts.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

namespace maillage::report {
namespace {

constexpr double kWidest = 60.0;         ///< Characters.
constexpr std::size_t kNameLength = 30;  ///< And "…" where it is cut.
/// 1 January 2000: a workbook wants a time of creation, and equal documents are to be equal.
constexpr time_t kNoTime = 946'684'800;

/// The library writes files, not bytes: a folder that is gone at the end.
class Scratch {
public:
    Scratch() : m_folder((std::filesystem::temp_directory_path() / "maillage-XXXXXX").string()) {
        m_made = ::mkdtemp(m_folder.data()) != nullptr;
    }
    ~Scratch() {
        if (m_made) {
            std::error_code ignored;
            std::filesystem::remove_all(m_folder, ignored);
        }
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    Scratch(Scratch&&) = delete;
    Scratch& operator=(Scratch&&) = delete;

    bool made() const { return m_made; }
    std::string file() const { return m_folder + "/book.xlsx"; }
    std::string bytes() const {
        std::ifstream in(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    std::string m_folder;
    bool m_made = false;
};

/// Looks of cells; the workbook owns them.
struct Formats {
    lxw_format* title = nullptr;
    lxw_format* head = nullptr;
    lxw_format* text = nullptr;
    lxw_format* head_left = nullptr;  ///< Of columns, with a distance to what stands before.
    lxw_format* head_right = nullptr;
    lxw_format* text_left = nullptr;
    lxw_format* text_right = nullptr;
    lxw_format* quiet = nullptr;
    std::array<lxw_format*, 3> number{};  ///< By CellFormat.
};

lxw_color_t excel(carto::Color color) {
    return static_cast<lxw_color_t>(color.r) << 16U | static_cast<lxw_color_t>(color.g) << 8U |
           color.b;
}

Formats formats_of(lxw_workbook* book, const Charter& charter) {
    Formats all;
    const auto add = [&] {
        auto* format = workbook_add_format(book);
        format_set_font_name(format, charter.family.empty() ? "Lato" : charter.family.c_str());
        format_set_font_color(format, excel(charter.ink));
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    };
    all.title = add();
    format_set_bold(all.title);
    format_set_font_size(all.title, 14.0);
    format_set_font_color(all.title, excel(charter.primary));
    for (auto* head : {&all.head, &all.head_left, &all.head_right}) {
        *head = add();
        format_set_bold(*head);
        format_set_text_wrap(*head);
        format_set_bottom(*head, LXW_BORDER_THIN);
        format_set_bg_color(*head, excel(charter.tint));
    }
    format_set_align(all.head_right, LXW_ALIGN_RIGHT);
    format_set_indent(all.head_left, 1);
    for (auto* text : {&all.text, &all.text_left, &all.text_right}) {
        *text = add();
        format_set_text_wrap(*text);
    }
    format_set_align(all.text_right, LXW_ALIGN_RIGHT);
    format_set_indent(all.text_left, 1);
    all.quiet = add();
    format_set_font_color(all.quiet, excel(charter.quiet));
    format_set_text_wrap(all.quiet);
    constexpr std::array kPatterns{"General", "0.0 %", "+0.0;-0.0;0.0"};
    for (std::size_t i = 0; i < all.number.size(); ++i) {
        all.number.at(i) = add();
        format_set_num_format(all.number.at(i), kPatterns.at(i));
    }
    return all;
}

/// Characters of the longest line of a cell.
double width_of(const io::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return static_cast<double>(display_width(*text));
    }
    constexpr double kNumber = 10.0;
    return kNumber;
}

class Sheet {
public:
    Sheet(lxw_worksheet* sheet, const Formats& formats) : m_sheet(sheet), m_formats(formats) {}

    /// In a row of its own, over the columns so far.
    void words(const std::string& text, lxw_format* format) {
        make_room(lines_in(text, m_total_width));
        const auto safe = printable(text);
        if (m_columns > 1) {
            worksheet_merge_range(m_sheet, m_row, 0, m_row, column(m_columns - 1), safe.c_str(),
                                  format);
        } else {
            worksheet_write_string(m_sheet, m_row, 0, safe.c_str(), format);
        }
        ++m_row;
    }
    void skip() { ++m_row; }
    /// In a row of its own.
    void logo(const Logo& logo) {
        constexpr double kPoints = 0.75;  // Of a pixel.
        worksheet_set_row(m_sheet, m_row, (logo.height + 8.0) * kPoints, nullptr);
        auto words = printable(logo.words);
        lxw_image_options options{};
        options.description = words.data();
        worksheet_insert_image_buffer_opt(m_sheet, m_row, 0,
                                          reinterpret_cast<const unsigned char*>(logo.png.data()),
                                          logo.png.size(), &options);
        ++m_row;
    }
    /// Of the next column.
    void add_column(double characters) {
        worksheet_set_column(m_sheet, column(m_columns), column(m_columns), characters, nullptr);
        m_total_width += characters;
        ++m_columns;
    }

    void table(const io::OutputTable& table, const std::vector<CellFormat>& formats) {
        const auto head = m_row;
        const auto columns = table.columns.size();
        std::vector<bool> right;
        std::vector<double> widths;
        for (std::size_t c = 0; c < columns; ++c) {
            right.push_back(right_column(table, c));
            worksheet_write_string(m_sheet, head, column(c), printable(table.columns[c]).c_str(),
                                   right[c] ? m_formats.head_right : m_formats.head_left);
            double widest = static_cast<double>(display_width(table.columns[c]));
            for (const auto& row : table.rows) {
                widest = std::max(widest, width_of(row[c]));
            }
            widths.push_back(std::min(kWidest, widest + 3.0));
            add_column(widths.back());
        }
        for (const auto& row : table.rows) {
            ++m_row;
            double lines = 1.0;
            for (std::size_t c = 0; c < columns; ++c) {
                if (const auto* text = std::get_if<std::string>(&row[c])) {
                    lines = std::max(lines, lines_in(*text, widths[c]));
                }
                cell(column(c), row[c], right[c],
                     c < formats.size() ? formats[c] : CellFormat::kPlain);
            }
            make_room(lines);
        }
        worksheet_freeze_panes(m_sheet, head + 1, 0);
        worksheet_autofilter(m_sheet, head, 0, m_row, column(columns - 1));
        worksheet_repeat_rows(m_sheet, head, head);
        ++m_row;
    }

    void page() {
        worksheet_set_landscape(m_sheet);
        constexpr std::uint8_t kA4 = 9;
        worksheet_set_paper(m_sheet, kA4);
        worksheet_fit_to_pages(m_sheet, 1, 0);
    }
    void footer(const std::string& text) {
        // "&" begins a code of the footer; at most 255 characters.
        std::string safe;
        for (const char c : text) {
            safe += c == '&' ? "&&" : std::string(1, c);
        }
        worksheet_set_footer(m_sheet, quote_excerpt(safe, 180).c_str());
    }

private:
    /// That \p text takes in a cell of so many characters, about.
    static double lines_in(const std::string& text, double characters) {
        constexpr double kFull = 1.2;  // A width is counted in digits; letters are narrower.
        return std::ceil(static_cast<double>(display_width(text)) / (kFull * characters));
    }
    /// Readers do not make rows higher for merged cells, and not all do for others.
    void make_room(double lines) {
        constexpr double kLine = 15.0;  // Points.
        if (lines > 1.0) {
            worksheet_set_row(m_sheet, m_row, kLine * lines, nullptr);
        }
    }
    static lxw_col_t column(std::size_t c) { return static_cast<lxw_col_t>(c); }

    void cell(lxw_col_t c, const io::Value& value, bool right, CellFormat format) {
        auto* number = m_formats.number.at(static_cast<std::size_t>(format));
        if (const auto* text = std::get_if<std::string>(&value)) {
            // Always a text, whatever it begins with: never a formula.
            worksheet_write_string(m_sheet, m_row, c, printable(*text).c_str(),
                                   right ? m_formats.text_right : m_formats.text_left);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            worksheet_write_number(m_sheet, m_row, c, static_cast<double>(*whole), number);
        } else if (const auto* real = std::get_if<double>(&value)) {
            worksheet_write_number(m_sheet, m_row, c, *real, number);
        }
    }

    lxw_worksheet* m_sheet;
    const Formats& m_formats;
    lxw_row_t m_row = 0;
    std::size_t m_columns = 0;
    double m_total_width = 0.0;  ///< Characters, of the columns so far.
};

/// Titles, figures and sentences, section by section.
void write_words(Sheet& sheet, const Document& document, const Formats& formats) {
    constexpr double kPage = 110.0;
    sheet.add_column(kPage);
    sheet.words(document.title, formats.title);
    sheet.words(document.subtitle, formats.quiet);
    sheet.words(document.mode, formats.quiet);
    for (const auto& section : document.sections) {
        sheet.skip();
        sheet.words(section.title, formats.head);
        sheet.words(section.subject, formats.quiet);
        for (const auto& block : section.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
                sheet.words(paragraph->text, formats.text);
            } else if (const auto* list = std::get_if<BulletList>(&block)) {
                for (const auto& item : list->items) {
                    sheet.words("\u2022 " + item, formats.text);
                }
            } else if (const auto* figures = std::get_if<KeyFigures>(&block)) {
                for (const auto& one : figures->figures) {
                    sheet.words(one.label + "\u00A0: " + one.value +
                                    (one.detail.empty() ? "" : " (" + one.detail + ")"),
                                formats.text);
                }
            }
        }
        sheet.words(section.note, formats.quiet);
    }
}

struct CloseBook {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

}  // namespace

std::vector<std::string> sheet_names(const std::vector<std::string>& wanted) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const auto& one : wanted) {
        std::string plain;
        for (const char c : one) {
            plain += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
        }
        auto name = quote_excerpt(plain, kNameLength);
        for (int number = 2; !taken.insert(fold(name)).second; ++number) {
            const auto ending = " " + std::to_string(number);
            name = quote_excerpt(plain, kNameLength - ending.size()) + ending;
        }
        names.push_back(std::move(name));
    }
    return names;
}

Result<std::string> to_xlsx(const Document& document, const Charter& charter) {
    const Scratch scratch;
    const auto file = scratch.file();
    std::unique_ptr<lxw_workbook, CloseBook> book(scratch.made() ? workbook_new(file.c_str())
                                                                 : nullptr);
    if (!book) {
        return Error{Error::Code::kWrite, {pack::kWorkbookNotMade, {file}}, {}};
    }
    auto title = printable(document.title);
    auto author = printable(document.author);
    std::string program = "Maillage";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.comments = program.data();
    properties.created = kNoTime;
    workbook_set_properties(book.get(), &properties);
    const auto formats = formats_of(book.get(), charter);

    std::vector<std::string> wanted{render({pack::kSheetOfWords}, document.language)};
    std::vector<std::pair<const TableBlock*, const Section*>> tables;
    for (const auto& section : document.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* table = std::get_if<TableBlock>(&block)) {
                tables.emplace_back(table, &section);
                wanted.push_back(table->caption);
            }
        }
    }
    const auto names = sheet_names(wanted);
    const auto footer = document.mode + " \u00B7 " +
                        (charter.footer.empty() ? "" : charter.footer + " \u00B7 ") +
                        document.footer;
    Sheet first(workbook_add_worksheet(book.get(), names.front().c_str()), formats);
    first.page();
    first.footer(footer);
    if (charter.logo) {
        first.logo(*charter.logo);
    }
    write_words(first, document, formats);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto& [block, section] = tables[i];
        Sheet sheet(workbook_add_worksheet(book.get(), names[i + 1].c_str()), formats);
        sheet.page();
        sheet.footer(footer);
        const auto& table = block->data ? *block->data : block->table;
        if (table.rows.empty()) {
            sheet.add_column(kWidest);
            sheet.words(block->empty, formats.text);
        } else {
            sheet.table(table, block->formats);
        }
        sheet.skip();
        sheet.words(section->note, formats.quiet);
    }
    // Closing frees the book, whatever comes of it.
    if (const auto done = workbook_close(book.release()); done != LXW_NO_ERROR) {
        return Error{Error::Code::kWrite, {pack::kWorkbookNotMade, {lxw_strerror(done)}}, {}};
    }
    auto bytes = scratch.bytes();
    if (bytes.empty()) {
        return Error{Error::Code::kWrite, {pack::kWorkbookNotMade, {file}}, {}};
    }
    return bytes;
}

}  // namespace maillage::report
