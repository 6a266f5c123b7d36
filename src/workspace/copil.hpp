// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The file for a meeting (COPIL) of a department, a region or France: what is covered, by which
/// contracts, what is missing to the targets, which contracts come next, how sure all this is.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_layers.hpp"
#include "carto/map_request.hpp"
#include "carto/text_measure.hpp"
#include "report/document.hpp"
#include "workspace/funding.hpp"
#include "workspace/verbs.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::workspace {

struct CopilRequest {
    CoverageRequest coverage;  ///< Date and years; department and level are not used.
    carto::Focus focus;        ///< A department, a region or France.
    report::PageFormat page = report::kA4Landscape;
    Language language = Language::kFrench;
    std::string version;     ///< Of the program, said on every page.
    bool map_files = false;  ///< Maps are wanted as files of their own too.
    /// What is hidden and how it was checked (publication.hpp), of a dataset that may be published;
    /// empty: an internal document.
    std::vector<std::string> audit{};
};

/// What many files of one dataset share; made once.
class CopilSource {
public:
    /// \pre dataset was opened with its outlines. \returns What building the geometry says;
    /// kCancelled.
    static Result<CopilSource> make(DatasetPtr dataset, RuleSets sets, const Progress& progress);

    const DatasetPtr& dataset() const { return m_dataset; }
    const RuleSets& sets() const { return m_sets; }
    const carto::MapGeometryPtr& geometry() const { return m_geometry; }
    const carto::MapLayersPtr& layers() const { return m_layers; }
    const std::shared_ptr<const carto::TextMeasure>& measure() const { return m_measure; }
    /// Departments that touch each other, by row, ascending.
    const std::vector<std::vector<Index<Department>>>& neighbours() const { return m_neighbours; }

private:
    CopilSource() = default;
    DatasetPtr m_dataset;
    RuleSets m_sets;
    carto::MapGeometryPtr m_geometry;
    carto::MapLayersPtr m_layers;
    std::shared_ptr<const carto::TextMeasure> m_measure;
    std::vector<std::vector<Index<Department>>> m_neighbours;
};

/// All sections that the data have something for, in the order of a meeting. What masked counts
/// leave open is an interval everywhere. The same document for the same data and request.
/// \returns kNotFound for a territory or year that is not there; kCancelled.
Result<report::Document> copil(const CopilSource& source, const CopilRequest& request, Date today,
                               const Progress& progress);

/// Writes it in the format of the ending: .pdf, .html, .xlsx; an existing file stays until the new
/// one is whole. \returns kRefused for another ending; kWrite.
Result<Done> write_copil(const report::Document& document, const report::Charter& charter,
                         const report::PageFormat& page, const carto::TextMeasure& measure,
                         const std::filesystem::path& path);
/// Whether write_copil() knows the ending.
bool is_copil_ending(const std::filesystem::path& path);

}  // namespace maillage::workspace
