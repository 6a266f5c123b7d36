// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A file for a meeting as plain data: sections of sentences, figures, tables and maps. Written as
/// PDF pages, one HTML file or a workbook by the functions of pdf_document.hpp, html_document.hpp
/// and workbook.hpp, which add nothing to what is said here.

#include "base/date.hpp"
#include "base/language.hpp"
#include "carto/scene.hpp"
#include "io/write.hpp"
#include "report/map_tips.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace maillage::report {

struct Paragraph {
    std::string text;
};

struct BulletList {
    std::vector<std::string> items;
};

/// "74,1 %", below it what it is and between what it lies.
struct KeyFigure {
    std::string value;
    std::string label;
    std::string detail;
};
struct KeyFigures {
    std::vector<KeyFigure> figures;
};

/// How far the rate is from the target: shares of 1.
struct Gauge {
    double low = 0.0;
    double high = 0.0;
    std::optional<double> target;
    std::string target_label;  ///< "cible 2024 : 62 %"
    std::string words;         ///< The whole of it in a sentence, for those who cannot see.
};

/// How a workbook writes a column of numbers.
enum class CellFormat : std::uint8_t { kPlain, kPercent, kPoints };
struct TableBlock {
    std::string caption;
    io::OutputTable table;  ///< For people: titles of columns, texts and whole numbers.
    std::string empty{};    ///< Said instead of a table without rows.
    /// What a workbook holds instead: one number a cell, so that it can be added up and sorted.
    std::optional<io::OutputTable> data{};
    std::vector<CellFormat> formats{};  ///< Of `data` (or `table`), by column; missing: kPlain.
};

struct MapBlock {
    carto::MapScenePtr scene;  ///< Of the size it is drawn with; never null.
    std::string name;          ///< Of a file: "carte-couverture".
    carto::MapScenePtr alone;  ///< The same with its title, sources and mode: a file of its own.
                               ///< May be null: not asked for.
    MapTips tips{};            ///< Of a page that can be pointed at.
};

/// The rate in time: steps that hold until the next.
struct CurvePoint {
    Date date;
    double low = 0.0;  ///< Shares of 1.
    double high = 0.0;
    std::string cause;  ///< May be empty.
};
struct CurveTarget {
    int year = 0;
    double rate = 0.0;
    std::string label;  ///< "cible 62 %"
};
struct Curve {
    std::vector<CurvePoint> points;  ///< Ascending; at least one.
    Date until;                      ///< The last one holds until then.
    std::vector<CurveTarget> targets;
    std::string words;  ///< For those who cannot see.
};

/// What more contracts would bring: rates by number of contracts.
struct FrontierCurve {
    struct Point {
        std::int64_t contracts = 0;
        double rate = 0.0;
    };
    std::vector<Point> points;  ///< Ascending by contracts.
    std::optional<double> target;
    std::string axis;   ///< "contrats de plus"
    std::string words;  ///< For those who cannot see.
};

using Block = std::variant<Paragraph, BulletList, KeyFigures, Gauge, TableBlock, MapBlock, Curve,
                           FrontierCurve>;

struct Section {
    std::string title;    ///< The finding, not the variable.
    std::string subject;  ///< What it is about: its entry in a table of contents and a sheet.
    std::vector<Block> blocks;
    std::string note;  ///< Source, vintage and date of its figures. Never empty.
};

struct Document {
    Language language = Language::kFrench;
    std::string title;     ///< "Couverture par les CTAI : le Loiret"
    std::string subtitle;  ///< The date and the years of the counts.
    std::string mode;      ///< "document interne": on every page.
    std::string footer;    ///< On every page beside the mode: vintage and program.
    std::string author;    ///< Metadata; may be empty.
    std::vector<Section> sections;
};

/// A picture of a charter, as it is handed on.
struct Logo {
    std::string png;     ///< Drawn by this program.
    std::string svg;     ///< Where it was one: for paper, drawn again as shapes.
    double width = 0.0;  ///< Layout pixels.
    double height = 0.0;
    bool right = false;  ///< Of a cover; else left.
    std::string words;   ///< For those who cannot see; may be empty.
};

/// A typeface of a charter, for a page that brings its own.
struct FontFace {
    std::string bytes;
    bool opentype = false;  ///< .otf, else .ttf.
    bool bold = false;
    bool italic = false;
};

/// Colours, typefaces and words that a prefecture may set (a charter's folder); made by
/// make_charter(), which sees to it that all texts can be read. Default-made: neutral.
struct Charter {
    carto::Color ink = carto::rgb(0x1B1F2A);
    carto::Color quiet = carto::rgb(0x5B6274);
    carto::Color rule = carto::rgb(0xD9DCE5);
    carto::Color primary = carto::rgb(0x1F3A6E);
    carto::Color tint = carto::rgb(0xEAF0FA);
    carto::Color target = carto::rgb(0xB34000);
    carto::Color ground = carto::rgb(0xFFFFFF);
    std::string service;  ///< On the cover; may be empty.
    std::string footer;   ///< Put before that of the document.
    std::string family;   ///< Before the program's own typefaces; empty: these alone.
    std::vector<FontFace> fonts;
    std::shared_ptr<const Logo> logo;  ///< Null: none.
    std::string key;                   ///< Differs where anything above does; empty: neutral.
};
using CharterPtr = std::shared_ptr<const Charter>;

/// For Pango and SVG: "Marianne, Lato, DejaVu Sans".
std::string families_of(const Charter& charter);

/// Layout pixels, 1/96 inch on paper.
struct PageFormat {
    double width = 1123.0;
    double height = 794.0;
    double margin = 56.0;
    double text_size = 14.0;
    friend bool operator==(const PageFormat&, const PageFormat&) = default;
};
inline constexpr PageFormat kA4Landscape{1123.0, 794.0, 56.0, 14.0};
inline constexpr PageFormat kA4Portrait{794.0, 1123.0, 56.0, 13.0};
inline constexpr PageFormat kA3Landscape{1587.0, 1123.0, 72.0, 18.0};
inline constexpr PageFormat kScreen16by9{1280.0, 720.0, 56.0, 17.0};

/// The room a map has on a page, where its scene is to be built.
struct MapRoom {
    double width = 0.0;
    double height = 0.0;
};
MapRoom map_room(const PageFormat& format);

/// A cell as it is written for people.
std::string cell_text(const io::Value& value, Language language);
/// Whether the column is on the right: as the table says, else where all its cells are numbers.
bool right_column(const io::OutputTable& table, std::size_t column);

}  // namespace maillage::report
