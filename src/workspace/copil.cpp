// SPDX-License-Identifier: Apache-2.0
#include "workspace/copil.hpp"

#include "base/pack_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "carto/department_words.hpp"
#include "carto/furniture.hpp"
#include "carto/map_layers.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/secondary_values.hpp"
#include "indicators/targets.hpp"
#include "io/write.hpp"
#include "model/lookup.hpp"
#include "report/html_document.hpp"
#include "report/pdf_document.hpp"
#include "report/text_metrics.hpp"
#include "report/workbook.hpp"
#include "workspace/copil_parts.hpp"
#include "workspace/geometry_cache.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::Level;

Error cancelled() { return {Error::Code::kCancelled, {MessageId::kCancelled}, ""}; }

/// Departments with a border between two of their communes.
std::vector<std::vector<Index<Department>>> neighbours_of(const Dataset& dataset,
                                                          const carto::MapGeometry& geometry) {
    const auto& all = dataset.territories;
    std::vector<std::set<std::uint32_t>> touching(all.departments.size());
    for (const auto& sheet : geometry.sheets) {
        if (sheet.levels.empty()) {
            continue;
        }
        const auto& mosaic = sheet.levels.back().mosaic;
        for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
            if (mosaic.left[a] == geo::kOutside || mosaic.right[a] == geo::kOutside) {
                continue;
            }
            const auto left = all.communes.department[mosaic.left[a]];
            const auto right = all.communes.department[mosaic.right[a]];
            if (left != right) {
                touching[left.value].insert(right.value);
                touching[right.value].insert(left.value);
            }
        }
    }
    std::vector<std::vector<Index<Department>>> neighbours(touching.size());
    for (std::size_t i = 0; i < touching.size(); ++i) {
        for (const auto other : touching[i]) {
            neighbours[i].push_back(index_of<Department>(other));
        }
    }
    return neighbours;
}

/// The territory of the focus, its names and its communes.
Result<Done> find_territory(CopilGround& ground) {
    const auto& all = ground.data().territories;
    const auto unknown = [](const std::string& code) {
        return Error{Error::Code::kNotFound, {screen::kFocusUnknown, {code}}, ""};
    };
    if (const auto* code = std::get_if<DepartmentCode>(&ground.request.focus)) {
        const auto row = find(all, *code);
        if (!row.valid()) {
            return unknown(std::string(code->text()));
        }
        ground.level = Level::kDepartment;
        ground.territory = row.value;
        ground.name = carto::typographic(all.departments.name[row.value]);
        ground.of = carto::of_department(*code, all.departments.name[row.value]);
        ground.scope = planning::scope_of_department(row);
    } else if (const auto* region = std::get_if<RegionCode>(&ground.request.focus)) {
        const auto row = find(all, *region);
        if (!row.valid()) {
            return unknown(std::string(region->text()));
        }
        ground.level = Level::kRegion;
        ground.territory = row.value;
        ground.name = carto::typographic(all.regions.name[row.value]);
        ground.of = ground.say({pack::kOfRegion, {ground.name}});
        ground.scope = planning::scope_of_region(ground.data(), row);
    } else if (std::holds_alternative<carto::WholeFrance>(ground.request.focus)) {
        ground.name = ground.say({pack::kFranceName});
        ground.of = ground.say({pack::kOfFrance});
        ground.scope = planning::scope_of_france(ground.data());
    } else {
        return unknown(std::string(std::get<EpciCode>(ground.request.focus).text()));
    }
    ground.inside.resize(all.communes.size());
    for (std::size_t i = 0; i < ground.inside.size(); ++i) {
        const auto& departments = ground.scope.departments;
        ground.inside[i] =
            std::binary_search(departments.begin(), departments.end(), all.communes.department[i]);
    }
    return Done{};
}

/// Which contracts hold a commune of the territory, and how many of its communes are masked.
void look_inside(CopilGround& ground) {
    const auto rule =
        indicators::counting_rules(ground.data(), ground.coverage->query()).choices.perimeter;
    for (const auto& contract : ground.data().contracts) {
        const auto& communes = indicators::perimeter_of(contract, rule);
        ground.touching.push_back(
            std::any_of(communes.begin(), communes.end(),
                        [&](Index<Commune> commune) { return ground.inside[commune.value]; }));
    }
    const auto masked = indicators::masked_communes(ground.data(), ground.coverage->years());
    for (std::size_t i = 0; i < masked.size(); ++i) {
        ground.communes += ground.inside[i] ? 1 : 0;
        ground.masked += ground.inside[i] && masked[i] ? 1 : 0;
    }
}

std::string years_text(const std::vector<int>& years) {
    std::string text;
    for (const int year : years) {
        text += (text.empty() ? "" : ", ") + std::to_string(year);
    }
    return text;
}

/// What stands below every figure: files, their vintage, the date, what is modelled or partial.
std::string sources_note(const CopilGround& ground) {
    auto text = carto::data_sources(*ground.coverage, ground.language());
    const auto add = [&](MessageId id) { text += " " + ground.say({id}); };
    if (ground.source.geometry()->schematic) {
        add(screen::kMapNoticeSchematic);
    }
    if (ground.data().modelled_counts) {
        add(screen::kMapNoticeModelled);
    }
    if (ground.data().partial_contracts) {
        add(screen::kMapNoticePartial);
    }
    return text;
}

enum class Format : std::uint8_t { kNone, kPdf, kHtml, kXlsx };
Format format_of(const std::filesystem::path& path) {
    const auto ending = fold_key(path.extension().string());
    return ending == "pdf"                       ? Format::kPdf
           : ending == "html" || ending == "htm" ? Format::kHtml
           : ending == "xlsx"                    ? Format::kXlsx
                                                 : Format::kNone;
}

void add_all(report::Document& document, std::vector<report::Section> sections) {
    for (auto& section : sections) {
        document.sections.push_back(std::move(section));
    }
}

}  // namespace

const report::Charter& CopilRequest::look() const {
    static const report::Charter neutral;
    return charter ? *charter : neutral;
}

Result<CopilSource> CopilSource::make(DatasetPtr dataset, RuleSets sets, const Progress& progress,
                                      const report::CharterPtr& charter) {
    CopilSource made;
    made.m_dataset = std::move(dataset);
    made.m_sets = std::move(sets);
    auto geometry = open_geometry(*made.m_dataset, progress);
    if (!geometry) {
        return geometry.error();
    }
    made.m_geometry = std::move(geometry).value();
    made.m_layers = carto::place_layers(*made.m_dataset, *made.m_geometry, progress);
    made.m_measure = std::make_shared<const report::PangoTextMeasure>(
        charter ? report::families_of(*charter) : report::kFontFamilies);
    made.m_neighbours = neighbours_of(*made.m_dataset, *made.m_geometry);
    if (progress.cancelled()) {
        return cancelled();
    }
    return made;
}

std::string CopilGround::say_count(Count sum, std::int64_t years, MessageId exact,
                                   MessageId between, std::vector<MessageArgument> others) const {
    const auto low = indicators::shown_count(sum.low, years);
    const auto high = indicators::shown_count(sum.high, years);
    Message message(low == high ? exact : between, {high});
    for (auto& other : others) {
        message.arguments.push_back(std::move(other));
    }
    message.arguments.emplace_back(low);
    return say(message);
}

std::vector<int> CopilGround::target_years() const {
    std::set<int> years;
    for (const auto& target : data().targets) {
        if (indicators::target_of(data(), level, territory, target.year) != nullptr) {
            years.insert(target.year);
        }
    }
    return {years.begin(), years.end()};
}

Result<report::Document> copil(const CopilSource& source, const CopilRequest& request, Date today,
                               const Progress& progress) {
    auto asked = understand(*source.dataset(), request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    CopilGround ground{source,
                       request,
                       std::move(asked).value(),
                       nullptr,
                       Level::kFrance,
                       0,
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       0,
                       0};
    if (auto found = find_territory(ground); !found) {
        return found.error();
    }
    ground.coverage =
        std::make_shared<const indicators::CoverageState>(source.dataset(), ground.asked.query);
    ground.row = ground.coverage->row(ground.level, ground.territory);
    look_inside(ground);

    report::Document document;
    document.language = request.language;
    const auto date = long_date(ground.date(), request.language);
    const auto vintage = std::to_string(ground.data().territories.vintage.year);
    document.title = ground.say({pack::kTitle, {ground.name}});
    document.subtitle =
        ground.say({pack::kSubtitle, {date, years_text(ground.asked.years), vintage}});
    document.mode = ground.mode();
    ground.note = sources_note(ground);
    if (ground.note.empty()) {
        ground.note = document.subtitle + ".";  // Data from no file: when and of what, still.
    }
    document.footer = ground.say({pack::kFooter, {request.version, date, vintage}});

    document.sections.push_back(figures_section(ground));
    auto map = map_section(ground, progress);
    if (!map) {
        return map.error();
    }
    document.sections.push_back(std::move(map).value());
    auto contracts = contract_sections(ground, today, progress);
    if (!contracts) {
        return contracts.error();
    }
    add_all(document, std::move(contracts).value());
    document.sections.push_back(trajectory_section(ground));
    auto next = next_sections(ground, progress);
    if (!next) {
        return next.error();
    }
    add_all(document, std::move(next).value());
    auto access = access_section(ground, today, progress);
    if (!access) {
        return access.error();
    }
    std::vector<std::string> left_out;
    if (auto section = std::move(access).value()) {
        document.sections.push_back(*std::move(section));
    } else {
        left_out.push_back(ground.say({pack::kAccessSubject}));
    }
    if (auto comparison = comparison_section(ground)) {
        document.sections.push_back(std::move(*comparison));
    } else {
        left_out.push_back(ground.say({pack::kCompareOthers}));
    }
    document.sections.push_back(overlap_section(ground));
    document.sections.push_back(quality_section(ground));
    document.sections.push_back(method_section(ground, left_out));
    if (progress.cancelled()) {
        return cancelled();
    }
    return document;
}

bool is_copil_ending(const std::filesystem::path& path) { return format_of(path) != Format::kNone; }

Result<Done> write_copil(const report::Document& document, const report::Charter& charter,
                         const report::PageFormat& page, const carto::TextMeasure& measure,
                         const std::filesystem::path& path) {
    Result<std::string> bytes = std::string();
    switch (format_of(path)) {
        case Format::kPdf:
            bytes = report::to_pdf(document, charter, page, measure);
            break;
        case Format::kHtml:
            bytes = report::to_html(document, charter, measure);
            break;
        case Format::kXlsx:
            bytes = report::to_xlsx(document, charter);
            break;
        case Format::kNone:
            return Error{Error::Code::kRefused, {pack::kNotAsked, {path.filename().string()}}, ""};
    }
    if (!bytes) {
        return bytes.error();
    }
    return io::write_file(path, *bytes);
}

}  // namespace maillage::workspace
