// SPDX-License-Identifier: Apache-2.0
#include "workspace/render_map.hpp"

#include "base/screen_messages.hpp"
#include "carto/build_scene.hpp"
#include "report/draw_scene.hpp"
#include "report/text_metrics.hpp"
#include "workspace/access_map.hpp"
#include "workspace/publication.hpp"

#include <memory>
#include <utility>

namespace maillage::workspace {
namespace {

carto::MapRequest completed(const MapOrder& order) {
    auto map = order.map;
    const bool near = std::holds_alternative<DepartmentCode>(map.focus) ||
                      std::holds_alternative<EpciCode>(map.focus);
    map.level =
        order.level.value_or(near ? carto::MapLevel::kCommune : carto::MapLevel::kDepartment);
    return map;
}

/// As it was kept, else made and kept for the next time.
Result<carto::MapGeometryPtr> geometry_of(const Dataset& dataset, GeometryLookup& known,
                                          const Progress& progress) {
    if (const auto found = known.found(dataset.schematic_outlines)) {
        return found->geometry;
    }
    return open_geometry(dataset, known.take_outlines(), progress);
}

}  // namespace

Result<Asked> render_map(const DatasetPtr& dataset, GeometryLookup& known, const MapOrder& order,
                         const CoverageRequest& request, const std::filesystem::path& path,
                         Date today, const Progress& progress) {
    if (!report::is_map_ending(path)) {
        return Error{
            Error::Code::kRefused, {screen::kUnknownMapEnding, {path.filename().string()}}, ""};
    }
    auto asked = understand(*dataset, request, today);
    if (!asked) {
        return asked;
    }
    const auto geometry = geometry_of(*dataset, known, progress);
    if (!geometry) {
        return geometry.error();
    }
    carto::SceneInput input{
        dataset,   std::make_shared<const indicators::CoverageState>(dataset, asked->query),
        *geometry, std::make_shared<const report::PangoTextMeasure>(),
        {},        carto::place_layers(*dataset, **geometry, progress)};
    if (carto::is_access(order.map.view)) {
        const auto found =
            access_map({dataset, *geometry, asked->query.years, order.access, order.travel},
                       nullptr, progress);
        if (!found) {
            return found.error();
        }
        input.access = access_times(**found);
    }
    input.mode = mode_words(*dataset, order.map.language);
    const auto scene = carto::build_scene(input, shown_map(*dataset, completed(order)),
                                          {order.width, order.height, {}}, progress);
    if (!scene) {
        return scene.error();
    }
    report::PageOptions page;
    page.scale = order.scale;
    const auto written = report::write_map(*scene->scene, path, page);
    if (!written) {
        return written.error();
    }
    return asked;
}

}  // namespace maillage::workspace
