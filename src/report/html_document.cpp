// SPDX-License-Identifier: Apache-2.0
#include "report/html_document.hpp"

#include "base/exports_messages.hpp"
#include "base/format.hpp"
#include "report/base64.hpp"
#include "report/draw_parts.hpp"
#include "report/draw_scene.hpp"
#include "report/figures.hpp"
#include "report/svg_canvas.hpp"
#include "report/xml_text.hpp"

#include <utility>

namespace maillage::report {
namespace {

constexpr double kFigureWidth = 1040.0;
constexpr double kFigureText = 15.0;

constexpr std::string_view kStyle = R"css(
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--ground);font:16px/1.5 var(--family);font-variant-numeric:tabular-nums}
header,nav,main,footer{max-width:1120px;margin:0 auto;padding:0 40px}
header{padding-top:48px;padding-bottom:24px}
h1{font-size:34px;line-height:1.2;margin:0 0 8px;color:var(--primary)}
h2{font-size:25px;line-height:1.25;margin:0 0 4px}
header p,.subject,.note,caption,footer{color:var(--quiet)}
.mode{display:inline-block;margin:8px 0 0;padding:2px 10px;border:1px solid var(--target);color:var(--target)}
nav ol{columns:2;margin:0;padding:16px 0 16px 20px;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
a{color:var(--primary)}
a:focus-visible,button:focus-visible{outline:3px solid var(--target);outline-offset:2px}
section{padding:40px 0 24px;border-bottom:1px solid var(--rule)}
.subject{margin:0 0 20px}
.note{font-size:14px;margin:16px 0 0}
.figures{display:flex;flex-wrap:wrap;gap:16px 48px;margin:16px 0}
.figures div{min-width:180px}
.figures dt{font-size:15px;color:var(--quiet)}
.figures dd{margin:0}
.figures .value{font-size:36px;font-weight:700;line-height:1.15;color:var(--primary)}
figure{margin:16px 0}
figure svg{width:100%;height:auto;display:block}
.table{overflow-x:auto;margin:20px 0}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;padding:0 0 6px;font-weight:700}
thead th{background:var(--tint)}
th,td{padding:6px 10px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th.n,td.n{text-align:right;white-space:nowrap}
th button{font:inherit;font-weight:700;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
th[aria-sort=ascending] button::after{content:" \2191"}
th[aria-sort=descending] button::after{content:" \2193"}
.skip{position:absolute;left:-9999px}
.skip:focus{left:16px;top:16px;background:var(--ground);padding:8px}
.logo{display:block;margin:0 0 20px}
.logo.right{margin-left:auto}
.service{margin:0 0 4px;font-weight:700;color:var(--ink)}
footer{padding-top:24px;padding-bottom:48px;font-size:14px}
@media print{body{font-size:11pt}nav,.skip{display:none}section{break-inside:auto}h2{break-after:avoid}figure,tr{break-inside:avoid}thead{display:table-header-group}th button{cursor:auto}header,main,footer{max-width:none;padding-left:0;padding-right:0}}
)css";

constexpr std::string_view kScript = R"js(
document.querySelectorAll("th button").forEach(function(button){
  button.addEventListener("click",function(){
    var head=button.parentElement,row=head.parentElement,body=head.closest("table").tBodies[0];
    var column=Array.prototype.indexOf.call(row.children,head);
    var down=head.getAttribute("aria-sort")==="ascending";
    Array.prototype.forEach.call(row.children,function(other){other.setAttribute("aria-sort","none")});
    head.setAttribute("aria-sort",down?"descending":"ascending");
    var lines=Array.prototype.slice.call(body.rows).map(function(line,place){return [line,place]});
    lines.sort(function(a,b){
      var x=a[0].cells[column].getAttribute("data-v"),y=b[0].cells[column].getAttribute("data-v");
      var order=x===null&&y===null?a[0].cells[column].textContent.localeCompare(b[0].cells[column].textContent,document.documentElement.lang)
        :x===null?1:y===null?-1:x-y;
      return (down?-order:order)||a[1]-b[1];
    });
    lines.forEach(function(line){body.appendChild(line[0])});
  });
});
)js";

std::string hex(carto::Color color) {
    return format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

/// The first whole number of a cell, by which it is sorted: "41,0 – 47,2 %" by 41,0.
std::optional<std::string> sort_key(const io::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*whole);
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return std::nullopt;
    }
    std::string key;
    bool comma = false;
    for (std::size_t i = 0; i < text->size(); ++i) {
        const auto rest = std::string_view(*text).substr(i);
        const char c = rest.front();
        if (c >= '0' && c <= '9') {
            key += c;
        } else if ((c == ',' || c == '.') && !key.empty() && !comma) {
            key += '.';
            comma = true;
        } else if (key.empty() && rest.starts_with("\u2212")) {
            key = "-";
            i += std::string_view("\u2212").size() - 1;
        } else if (key.empty() && c == '+') {
            continue;
        } else if (!key.empty() && rest.starts_with("\u202F")) {
            i += std::string_view("\u202F").size() - 1;
        } else {
            break;
        }
    }
    if (key.empty() || key == "-") {
        return std::nullopt;
    }
    return key;
}

class HtmlWriter {
public:
    HtmlWriter(const Document& document, const Charter& charter, const carto::TextMeasure& measure)
        : m_document(document), m_charter(charter), m_measure(measure) {}

    std::string write() && {
        head();
        contents();
        m_text += "<main id=\"contenu\">\n";
        for (std::size_t i = 0; i < m_document.sections.size(); ++i) {
            section(i);
        }
        m_text += "</main>\n<footer><p>" + xml_text(m_document.mode) + ". " +
                  (m_charter.footer.empty() ? "" : xml_text(m_charter.footer) + " ") +
                  xml_text(m_document.footer) + "</p></footer>\n<script>" + std::string(kScript) +
                  "</script>\n</body>\n</html>\n";
        return std::move(m_text);
    }

private:
    std::string say(const Message& message) const {
        return xml_text(render(message, m_document.language));
    }

    void head() {
        m_text += format(
            "<!DOCTYPE html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src "
            "data:\">\n"
            "<meta name=\"generator\" content=\"Maillage\">\n<title>{1}</title>\n<style>"
            "{7}:root{{--ink:{2};--quiet:{3};--rule:{4};--primary:{5};--target:{6};--tint:{8};"
            "--ground:{9};--family:{10}}}",
            m_document.language == Language::kFrench ? "fr" : "en", xml_text(m_document.title),
            hex(m_charter.ink), hex(m_charter.quiet), hex(m_charter.rule), hex(m_charter.primary),
            hex(m_charter.target), font_faces(), hex(m_charter.tint), hex(m_charter.ground),
            css_families());
        m_text += kStyle;
        m_text += format(
            "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#contenu\">{0}</a>\n<header>\n{4}"
            "<h1>{1}</h1>\n<p>{2}</p>\n<p class=\"mode\">{3}</p>\n</header>\n",
            say({pack::kSkipToContents}), xml_text(m_document.title), xml_text(m_document.subtitle),
            xml_text(m_document.mode), service());
    }

    /// A page that brings its typefaces looks the same everywhere.
    std::string font_faces() const {
        std::string css;
        for (const auto& face : m_charter.fonts) {
            css += format(
                "@font-face{{font-family:\"{}\";font-weight:{};font-style:{};"
                "src:url(data:font/{};base64,{})}}\n",
                m_charter.family, face.bold ? "bold" : "normal", face.italic ? "italic" : "normal",
                face.opentype ? "otf" : "ttf", base64(face.bytes));
        }
        return css;
    }
    std::string css_families() const {
        return (m_charter.family.empty() ? "" : "\"" + m_charter.family + "\",") +
               "Lato,\"DejaVu Sans\",sans-serif";
    }

    std::string service() const {
        std::string html;
        if (const auto* logo = m_charter.logo.get()) {
            html += format(
                "<img class=\"logo{}\" alt=\"{}\" width=\"{:.0f}\" height=\"{:.0f}\" "
                "src=\"data:image/png;base64,{}\">\n",
                logo->right ? " right" : "",
                logo->words.empty() ? say({exports::kCharterLogoPlain}) : xml_text(logo->words),
                logo->width, logo->height, base64(logo->png));
        }
        if (!m_charter.service.empty()) {
            html += "<p class=\"service\">" + xml_text(m_charter.service) + "</p>\n";
        }
        return html;
    }

    void contents() {
        m_text += "<nav aria-label=\"" + say({pack::kContents}) + "\"><ol>\n";
        for (std::size_t i = 0; i < m_document.sections.size(); ++i) {
            m_text += format("<li><a href=\"#s{}\">{}</a></li>\n", i + 1,
                             xml_text(m_document.sections[i].subject));
        }
        m_text += "</ol></nav>\n";
    }

    void section(std::size_t i) {
        const auto& one = m_document.sections[i];
        m_section = &one;
        m_text += format(
            "<section id=\"s{0}\" aria-labelledby=\"t{0}\">\n<h2 id=\"t{0}\">{1}</h2>\n"
            "<p class=\"subject\">{2}</p>\n",
            i + 1, xml_text(one.title), xml_text(one.subject));
        for (const auto& block : one.blocks) {
            std::visit([this](const auto& b) { add(b); }, block);
        }
        m_text += "<p class=\"note\">" + xml_text(one.note) + "</p>\n</section>\n";
    }

    void add(const Paragraph& block) { m_text += "<p>" + xml_text(block.text) + "</p>\n"; }

    void add(const BulletList& block) {
        m_text += "<ul>\n";
        for (const auto& item : block.items) {
            m_text += "<li>" + xml_text(item) + "</li>\n";
        }
        m_text += "</ul>\n";
    }

    void add(const KeyFigures& block) {
        m_text += "<dl class=\"figures\">\n";
        for (const auto& one : block.figures) {
            m_text +=
                format("<div><dt>{}</dt><dd><span class=\"value\">{}</span><br>{}</dd></div>\n",
                       xml_text(one.label), xml_text(one.value), xml_text(one.detail));
        }
        m_text += "</dl>\n";
    }

    void add(const TableBlock& block) {
        const auto& table = block.table;
        if (table.rows.empty()) {
            m_text += "<p>" + xml_text(block.empty) + "</p>\n";
            return;
        }
        m_text += "<div class=\"table\"><table>\n<caption>" + xml_text(block.caption) +
                  "</caption>\n<thead><tr>";
        std::vector<const char*> side;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            side.push_back(right_column(table, c) ? " class=\"n\"" : "");
            m_text += format(
                "<th scope=\"col\" aria-sort=\"none\"{}><button type=\"button\">{}"
                "</button></th>",
                side[c], xml_text(table.columns[c]));
        }
        m_text += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            m_text += "<tr>";
            for (std::size_t c = 0; c < row.size(); ++c) {
                const auto key = *side[c] != '\0' ? sort_key(row[c]) : std::nullopt;
                m_text += format("<td{}{}>{}</td>", side[c],
                                 key ? " data-v=\"" + *key + "\"" : std::string(),
                                 xml_text(cell_text(row[c], m_document.language)));
            }
            m_text += "</tr>\n";
        }
        m_text += "</tbody>\n</table></div>\n";
    }

    void add(const MapBlock& block) {
        PageOptions options;
        options.families = families_of(m_charter);
        options.title = m_section->title;  // The page says it beside the map, not on it.
        add_figure(map_svg(*block.scene, options, next_prefix(), &block.tips));
    }

    void add(const Gauge& block) {
        draw(gauge_height(kFigureText), block.words, [&](Canvas& canvas, const FigureArea& area) {
            draw_gauge(canvas, block, area, m_charter);
        });
    }
    void add(const Curve& block) {
        draw(curve_height(kFigureWidth, kFigureText), block.words,
             [&](Canvas& canvas, const FigureArea& area) {
                 draw_curve(canvas, block, area, m_charter, m_measure, m_document.language);
             });
    }
    void add(const FrontierCurve& block) {
        draw(curve_height(kFigureWidth, kFigureText), block.words,
             [&](Canvas& canvas, const FigureArea& area) {
                 draw_frontier(canvas, block, area, m_charter, m_document.language);
             });
    }

    template <typename Draw>
    void draw(double height, const std::string& words, const Draw& figure) {
        SvgCanvas canvas(kFigureWidth, height, words, "", next_prefix(), families_of(m_charter));
        figure(canvas, {{0.0, 0.0, kFigureWidth, height}, kFigureText});
        add_figure(std::move(canvas).finish());
    }

    /// Ids of several pictures in one page must differ.
    std::string next_prefix() { return format("f{}-", ++m_figures); }

    void add_figure(std::string_view svg) {
        // The declaration of a file has no place inside a page.
        m_text += "<figure>";
        m_text += svg.substr(svg.find("<svg"));
        m_text += "</figure>\n";
    }

    const Document& m_document;
    const Charter& m_charter;
    const carto::TextMeasure& m_measure;
    std::string m_text;
    const Section* m_section = nullptr;
    int m_figures = 0;
};

}  // namespace

std::string to_html(const Document& document, const Charter& charter,
                    const carto::TextMeasure& measure) {
    return HtmlWriter(document, charter, measure).write();
}

}  // namespace maillage::report
