// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include "base/disclosure_messages.hpp"
#include "base/exports_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "cli/run_access.hpp"
#include "cli/run_parts.hpp"
#include "cli/run_plan.hpp"
#include "cli/run_planning.hpp"
#include "cli/run_report.hpp"
#include "io/write.hpp"
#include "report/print.hpp"
#include "report/tables.hpp"
#include "workspace/candidates.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/open.hpp"
#include "workspace/publication.hpp"

#include <algorithm>
#include <utility>

namespace maillage::cli {
namespace {

std::string formatted(const io::OutputTable& table, OutputFormat format, Language language) {
    switch (format) {
        case OutputFormat::kCsv:
            return io::to_csv(table);
        case OutputFormat::kJson:
            return report::to_json(table);
        case OutputFormat::kTable:
            break;
    }
    return report::to_terminal(table, language);
}

std::int64_t error_count(const Ledger& ledger) {
    return std::count_if(
        ledger.entries.begin(), ledger.entries.end(),
        [](const LedgerEntry& entry) { return entry.severity == Severity::kError; });
}

/// What stands beside every result: the question as it was understood, notices, errors in the data.
std::string accompaniment(const Dataset& dataset, const workspace::Asked& asked,
                          Language language) {
    std::string years;
    for (const int year : asked.years) {
        years += (years.empty() ? "" : ", ") + std::to_string(year);
    }
    std::string text = render({MessageId::kAnswerHeading,
                               {dataset.name, long_date(asked.query.date, language), years,
                                std::to_string(dataset.territories.vintage.year)}},
                              language) +
                       '\n';
    for (const auto& notice : report::notices(dataset, language)) {
        text += notice + '\n';
    }
    if (const auto errors = error_count(dataset.ledger); errors > 0) {
        text += render({MessageId::kErrorsInData, {errors}}, language) + '\n';
    }
    return text;
}

}  // namespace

Output failed(const Error& error, Language language) {
    const int code = error.code == Error::Code::kCancelled ? kInterrupted : kWrongUse;
    return {"", error_line(error, language), code};
}

Output answered(const Dataset& dataset, const workspace::Asked& asked, const io::OutputTable& table,
                OutputFormat format, Language language) {
    Output output;
    output.result = formatted(table, format, language);
    output.messages = accompaniment(dataset, asked, language);
    output.exit_code = workspace::has_errors(dataset.ledger) ? kDoneWithErrors : kDone;
    return output;
}

namespace {

Output run_check(const Dataset& dataset, const Arguments& arguments, OutputFormat format) {
    const auto language = arguments.language;
    const bool with_built_in = !arguments.workspace;
    const auto& ledger = dataset.ledger;
    Output output;
    output.result =
        format == OutputFormat::kTable
            ? report::check_for_people(ledger, with_built_in, language)
            : formatted(report::check_table(ledger, with_built_in, language), format, language);
    const auto errors = error_count(ledger);
    output.messages = render(errors > 0 ? Message(MessageId::kErrorsToCorrect, {errors})
                                        : Message(MessageId::kNothingWrong),
                             language) +
                      '\n';
    output.exit_code = workspace::has_errors(dataset.ledger) ? kDoneWithErrors : kDone;
    return output;
}

/// Coverage with its details, its steps or its causes: each is a table already.
Result<workspace::TableAnswer> further_question(const DatasetPtr& dataset,
                                                const Arguments& arguments,
                                                const workspace::CoverageRequest& request,
                                                Date today) {
    if (arguments.steps_since) {
        return workspace::coverage_steps(dataset, request, *arguments.steps_since, today);
    }
    if (arguments.causes_since) {
        return workspace::coverage_causes(dataset, request, *arguments.causes_since,
                                          arguments.causes_years, today, arguments.language);
    }
    return workspace::coverage_details(dataset, request, today);
}

Output run_coverage(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                    Date today) {
    const auto language = arguments.language;
    auto request = arguments.request;
    if (!arguments.level_given && !dataset->scope.empty()) {
        request.level = indicators::Level::kDepartment;
    }
    if (arguments.details || arguments.steps_since || arguments.causes_since) {
        const auto answer = further_question(dataset, arguments, request, today);
        return answer ? answered(*dataset, answer->asked, answer->table, format, language)
                      : failed(answer.error(), language);
    }
    std::vector<std::string> ignored;
    const auto scenario = scenario_asked(arguments, ignored);
    if (!scenario) {
        return failed(scenario.error(), language);
    }
    const auto answer =
        workspace::coverage(dataset, request, today, scenario->has_value() ? &**scenario : nullptr);
    if (!answer) {
        return failed(answer.error(), language);
    }
    const auto table = format == OutputFormat::kTable
                           ? report::coverage_for_people(answer->rows, language)
                           : report::coverage_table(answer->rows);
    auto output = answered(*dataset, answer->asked, table, format, language);
    output.messages += about_scenario(*scenario, ignored, answer->scenario_missing, language);
    return output;
}

Output run_export(const DatasetPtr& dataset, const std::vector<std::string>& audit,
                  const Arguments& arguments, Date today, const Progress& progress) {
    const auto language = arguments.language;
    auto order = arguments.exported;
    order.coverage = arguments.request;
    order.language = language;
    order.version = MAILLAGE_VERSION;
    order.audit = audit;
    order.path = arguments.output;
    const auto answer = workspace::export_results(dataset, order, today, progress);
    if (!answer) {
        return failed(answer.error(), language);
    }
    Output output;
    output.messages =
        accompaniment(*dataset, answer->asked, language) +
        render({MessageId::kWritten, {answer->rows, arguments.output.string()}}, language) + '\n';
    if (answer->files.size() > 1) {
        output.messages +=
            render({exports::kSchemaWritten, {answer->files.back().string()}}, language) + '\n';
    }
    output.exit_code = workspace::has_errors(dataset->ledger) ? kDoneWithErrors : kDone;
    return output;
}

Output run_render(const DatasetPtr& dataset, workspace::GeometryLookup& known,
                  const Arguments& arguments, Date today, const Progress& progress) {
    const auto language = arguments.language;
    auto order = arguments.map;
    if (carto::is_access(order.map.view)) {
        auto travel = travel_of(arguments);
        if (!travel) {
            return failed(travel.error(), language);
        }
        order.travel = std::move(travel).value();
    }
    const auto asked = workspace::render_map(dataset, known, order, arguments.request,
                                             arguments.output, today, progress);
    if (!asked) {
        return failed(asked.error(), language);
    }
    Output output;
    output.messages = accompaniment(*dataset, *asked, language) +
                      render({screen::kMapWritten, {arguments.output.string()}}, language) + '\n';
    output.exit_code = workspace::has_errors(dataset->ledger) ? kDoneWithErrors : kDone;
    return output;
}

/// What the verb computes from.
struct Released {
    DatasetPtr dataset;
    std::vector<std::string> audit;  ///< CopilRequest::audit.
    std::int64_t unsaid_errors = 0;  ///< Of the data as they were opened.
};

/// The dataset that may be published. What it says goes into the workspace's register first: if
/// writing the result fails, too much is protected later, never too little.
Result<Released> release(const DatasetPtr& dataset, const Arguments& arguments, Date today,
                         const Progress& progress) {
    const auto publication =
        workspace::publish(dataset, *arguments.release, workspace::register_of(arguments.workspace),
                           arguments.language, progress);
    if (!publication) {
        return publication.error();
    }
    const auto name =
        arguments.output.empty() ? std::string("maillage") : arguments.output.filename().string();
    if (auto noted = workspace::note_publication(*publication, name, today); !noted) {
        return noted.error();
    }
    return Released{publication->dataset(),
                    workspace::audit_words(*publication, arguments.language),
                    error_count(dataset->ledger) - error_count(publication->dataset()->ledger)};
}

Output answer(const Released& released, workspace::GeometryLookup& known,
              const Arguments& arguments, OutputFormat format, Date today,
              const Progress& progress) {
    const auto& dataset = released.dataset;
    switch (arguments.verb) {
        case Verb::kAccess:
            return run_access(dataset, arguments, format, today, progress);
        case Verb::kCheck:
            return run_check(*dataset, arguments, format);
        case Verb::kExport:
            return run_export(dataset, released.audit, arguments, today, progress);
        case Verb::kCandidates:
            return run_candidates(dataset, arguments, format, today, progress);
        case Verb::kFunding:
            return run_funding(dataset, arguments, format, today);
        case Verb::kPlan:
            return run_plan(dataset, arguments, format, today, progress);
        case Verb::kRender:
            return run_render(dataset, known, arguments, today, progress);
        case Verb::kReport:
            return run_report(dataset, released.audit, arguments, today, progress);
        default:
            return run_coverage(dataset, arguments, format, today);
    }
}

}  // namespace

std::string error_line(const Error& error, Language language) {
    auto text = render({MessageId::kErrorPrefix, {render(error.message, language)}}, language);
    if (!error.where.empty()) {
        text += " (" + error.where + ")";
    }
    return text + '\n';
}

Output usage_output(const Error& error, Language language) {
    return {"", error_line(error, language) + render({MessageId::kSeeHelp}, language) + '\n',
            kWrongUse};
}

Output run(const Arguments& arguments, bool to_terminal, Date today, const Progress& progress) {
    if (arguments.verb == Verb::kHelp) {
        return {render({arguments.help}, arguments.language) + '\n', "", kDone};
    }
    if (arguments.verb == Verb::kVersion) {
        return {"maillage " MAILLAGE_VERSION "\n", "", kDone};
    }
    const auto format =
        arguments.format.value_or(to_terminal ? OutputFormat::kTable : OutputFormat::kCsv);
    workspace::OpenOptions options;
    options.outlines =
        arguments.verb == Verb::kRender || arguments.verb == Verb::kAccess ||
        arguments.verb == Verb::kReport ||
        (arguments.verb == Verb::kCandidates &&
         workspace::weighs_access(arguments.planning.weights)) ||
        (arguments.verb == Verb::kExport && workspace::holds_geometry(arguments.output));
    options.check_outlines = arguments.verb == Verb::kCheck;
    if (arguments.verb == Verb::kCheck) {
        options.transit = today;
    }
    options.rules.allow_outside = arguments.allow_outside;
    options.rules.allow_remote = arguments.allow_remote;
    workspace::GeometryLookup known({}, nullptr);
    if (arguments.verb == Verb::kRender) {
        options.geometry = &known;
    }
    auto opened = workspace::open(arguments.workspace, options, progress);
    if (!opened) {
        return failed(opened.error(), arguments.language);
    }
    Released released{std::move(opened).value(), {}, 0};
    if (arguments.release) {
        auto asked = release(released.dataset, arguments, today, progress);
        if (!asked) {
            return failed(asked.error(), arguments.language);
        }
        released = std::move(asked).value();
    }
    auto output = answer(released, known, arguments, format, today, progress);
    if (released.unsaid_errors > 0 && output.exit_code == kDone) {
        output.exit_code = kDoneWithErrors;
    }
    if (released.unsaid_errors > 0 && output.exit_code == kDoneWithErrors) {
        output.messages +=
            render({disclosure::kErrorsInCounts, {released.unsaid_errors}}, arguments.language) +
            '\n';
    }
    return output;
}

}  // namespace maillage::cli
