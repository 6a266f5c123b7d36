// SPDX-License-Identifier: Apache-2.0
#include "cli/run_report.hpp"

#include "base/pack_messages.hpp"
#include "cli/run_parts.hpp"
#include "workspace/copil_files.hpp"

namespace maillage::cli {

Output run_report(const DatasetPtr& dataset, const std::vector<std::string>& audit,
                  const Arguments& arguments, Date today, const Progress& progress) {
    const auto language = arguments.language;
    const auto sets = workspace::load_rules(arguments.workspace);
    if (!sets) {
        return failed(sets.error(), language);
    }
    auto order = arguments.copil;
    order.request.coverage = arguments.request;
    order.request.language = language;
    order.request.version = MAILLAGE_VERSION;
    order.request.audit = audit;
    order.path = arguments.output;
    auto& focus = order.request.focus;
    if (std::holds_alternative<carto::WholeFrance>(focus) && dataset->scope.size() == 1) {
        focus = dataset->territories.departments.code[dataset->scope.front().value];
    }
    const auto written = workspace::write_copil_files(dataset, *sets, order, today, progress);
    if (!written) {
        return failed(written.error(), language);
    }
    Output output;
    for (const auto& path : *written) {
        output.messages += render({pack::kWritten, {path.string()}}, language) + '\n';
    }
    output.exit_code = workspace::has_errors(dataset->ledger) ? kDoneWithErrors : kDone;
    return output;
}

}  // namespace maillage::cli
