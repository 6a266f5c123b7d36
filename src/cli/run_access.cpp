// SPDX-License-Identifier: Apache-2.0
#include "cli/run_access.hpp"

#include "base/access_messages.hpp"
#include "cli/run_parts.hpp"
#include "indicators/exact.hpp"
#include "report/access_tables.hpp"
#include "workspace/access.hpp"
#include "workspace/open.hpp"
#include "workspace/travel_sources.hpp"

#include <iterator>
#include <string>
#include <utility>

namespace maillage::cli {
namespace {

io::OutputTable table_of(const report::AccessListing& listing, AccessView view, OutputFormat format,
                         Language language) {
    const bool people = format == OutputFormat::kTable;
    switch (view) {
        case AccessView::kDepartments:
            return people ? report::beyond_for_people(listing, language)
                          : report::beyond_table(listing);
        case AccessView::kTypology:
            return report::typology_table(listing);
        case AccessView::kGains:
            return report::gains_table(listing);
        case AccessView::kJourney:
            return people ? report::journeys_for_people(listing, language)
                          : report::journeys_table(listing);
        case AccessView::kCommunes:
            break;
    }
    return people ? report::access_for_people(listing, language) : report::access_table(listing);
}

Message about_gains(const report::AccessListing& listing, Language language) {
    Count gaining;
    for (const auto& gain : listing.gains) {
        gaining += listing.signatories[gain.commune.value];
    }
    return {access::kAccessGains,
            {std::ssize(listing.gains), report::count_range(gaining, listing.years, language),
             indicators::shown_count(gaining.high, listing.years)}};
}

/// What the numbers are, then who is beyond 30, 45 and 60 minutes: of the last territory, which is
/// the one asked about or France.
std::string about_access(const workspace::AccessAnswer& answer, Language language) {
    std::string text;
    const auto say = [&](const Message& message) { text += render(message, language) + '\n'; };
    for (const auto& remark : answer.remarks) {
        say(remark);
    }
    for (const auto& remark : answer.matrix_remarks) {
        text += error_line(remark, language);
    }
    if (!answer.listing.gains.empty()) {
        say(about_gains(answer.listing, language));
    }
    if (answer.matrix_wrong > 0) {
        say({access::kMatrixWrong, {answer.matrix_wrong}});
    }
    const auto& beyond = answer.listing.beyond;
    const auto years = answer.listing.years;
    for (const auto& sum : beyond) {
        if (sum.code == beyond.back().code) {
            say({access::kAccessBeyond,
                 {std::to_string(sum.threshold / access::kMinute), sum.communes,
                  report::count_range(sum.signatories, years, language),
                  indicators::shown_count(sum.signatories.high, years)}});
        }
    }
    return text;
}

/// What is better than an estimate, where the workspace has it and nobody asked for it.
std::string about_unused(const workspace::TravelFiles& travel, Language language) {
    std::string text;
    if (!travel.roads.empty()) {
        text += render({access::kAccessRoadsUnused}, language) + '\n';
    }
    if (!travel.feeds.empty()) {
        text += render({access::kAccessFeedsUnused}, language) + '\n';
    }
    return text;
}

}  // namespace

Result<workspace::TravelFiles> travel_of(const Arguments& arguments) {
    const auto spec = workspace::describe(arguments.workspace);
    if (!spec) {
        return spec.error();
    }
    return workspace::find_travel_files(*spec,
                                        {arguments.allow_outside, arguments.allow_remote, {}});
}

Result<workspace::AccessRequest> travel_request(const Arguments& arguments) {
    auto request = arguments.access.request;
    request.coverage = arguments.request;
    auto travel = travel_of(arguments);
    if (!travel) {
        return travel.error();
    }
    request.travel = std::move(travel).value();
    return request;
}

Output run_access(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                  Date today, const Progress& progress) {
    const auto language = arguments.language;
    const auto request = travel_request(arguments);
    if (!request) {
        return failed(request.error(), language);
    }
    const auto answer = workspace::access_to_services(dataset, *request, today, progress);
    if (!answer) {
        return failed(answer.error(), language);
    }
    auto output = answered(*dataset, answer->asked,
                           table_of(answer->listing, arguments.access.view, format, language),
                           format, language);
    output.messages += about_access(*answer, language);
    if (!request->mode && !request->matrix) {
        output.messages += about_unused(request->travel, language);
    }
    if (answer->matrix_wrong > 0) {
        output.exit_code = kDoneWithErrors;
    }
    return output;
}

}  // namespace maillage::cli
