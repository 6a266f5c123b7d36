// SPDX-License-Identifier: Apache-2.0
#include "workspace/replay.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "model/lookup.hpp"
#include "workspace/command_words.hpp"
#include "workspace/results.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

using What = ReplayExpect::What;

constexpr WordTable<What, 10> kExpectations{{{"rate", What::kRate},
                                             {"signatories", What::kSignatories},
                                             {"communes", What::kCommunes},
                                             {"contracts", What::kContracts},
                                             {"notice", What::kNotice},
                                             {"message", What::kMessage},
                                             {"unsaved", What::kUnsaved},
                                             {"plan", What::kPlan},
                                             {"gain", What::kGain},
                                             {"beyond", What::kBeyond}}};

Error at_line(std::size_t line, const Error& error) {
    return {error.code,
            {screen::kReplayWrong,
             {static_cast<std::int64_t>(line), render(error.message, Language::kFrench)}},
            error.where};
}

ReplayExpect read_expect(LineReader& line) {
    ReplayExpect expect;
    expect.what = line.named(kExpectations);
    while (!line.at_end()) {
        expect.text += (expect.text.empty() ? "" : " ") + line.word();
    }
    return expect;
}

/// A step that is no command; nothing for every other word.
std::optional<Result<ReplayStep>> own_step(std::string_view text, std::size_t number) {
    auto words = split_line(text);
    if (!words || words->empty()) {
        return std::nullopt;
    }
    const auto name = words->front();
    LineReader line(std::move(words).value(), 1);
    ReplayStep step{number, ReplayWait{}};
    if (name == "canvas") {
        const auto width = line.number();
        step.what = ReplayCanvas{width, line.number()};
    } else if (name == "screenshot") {
        step.what = ReplayScreenshot{line.word()};
    } else if (name == "expect") {
        step.what = read_expect(line);
    } else if (name != "wait") {
        return std::nullopt;
    }
    line.finish();
    return line.error() ? Result<ReplayStep>(*line.error()) : Result<ReplayStep>(std::move(step));
}

/// What the map is about, as the indicators number it.
std::pair<indicators::Level, std::size_t> place_of_focus(const Snapshot& snapshot) {
    const auto& all = snapshot.results->dataset->territories;
    const auto& focus = snapshot.view->map.focus;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return {indicators::Level::kRegion, find(all, *region).value};
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return {indicators::Level::kDepartment, find(all, *department).value};
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return {indicators::Level::kEpci, find(all, *epci).value};
    }
    return {indicators::Level::kFrance, 0};
}

std::optional<indicators::CoverageRow> row_of_focus(const Snapshot& snapshot) {
    if (!snapshot.results) {
        return std::nullopt;
    }
    const auto [level, territory] = place_of_focus(snapshot);
    return snapshot.results->coverage->row(level, territory);
}

std::string percent(const indicators::Rate& rate) {
    constexpr int kPercent = 100;
    return fixed_ratio(rate.num * kPercent, rate.den, 1, ',');
}

std::string rate_text(const indicators::CoverageRow& row) {
    if (!row.rate) {
        return "none";
    }
    const auto low = percent(row.rate->low);
    const auto high = percent(row.rate->high);
    return low == high ? low : low + "-" + high;
}

std::string count_text(Count sum, std::int64_t years) {
    const auto low = std::to_string(indicators::shown_count(sum.low, years));
    const auto high = std::to_string(indicators::shown_count(sum.high, years));
    return low == high ? low : low + "-" + high;
}

/// Who lives beyond the threshold of the map of access.
std::string beyond_text(const Snapshot& snapshot) {
    if (!snapshot.access_current) {
        return {};
    }
    const auto [level, territory] = place_of_focus(snapshot);
    const auto communes = communes_of(*snapshot.results, snapshot.view->map.focus);
    for (const auto& sum : beyond_in(*snapshot.access, level, territory, communes)) {
        if (sum.minutes == snapshot.view->access.minutes) {
            return std::to_string(sum.communes) + " " + count_text(sum.signatories, sum.years);
        }
    }
    return {};
}

/// How many communes the point that is tried brings nearer.
std::string gain_text(const Snapshot& snapshot) {
    if (!snapshot.access_current || !snapshot.access->tried) {
        return {};
    }
    const auto [level, territory] = place_of_focus(snapshot);
    const auto communes = communes_of(*snapshot.results, snapshot.view->map.focus);
    return std::to_string(gain_in(*snapshot.access, level, territory, communes).communes);
}

std::string notices_text(const Snapshot& snapshot) {
    std::string text;
    if (snapshot.results) {
        for (const auto& notice : snapshot.results->dataset->notices) {
            text += render(notice, snapshot.view->map.language) + " | ";
        }
    }
    return text;
}

std::string messages_text(const Snapshot& snapshot) {
    std::string text;
    for (const auto& message : snapshot.messages) {
        text += render(message.text, snapshot.view->map.language) + " | ";
    }
    return text;
}

Result<Done> check(const Snapshot& snapshot, const ReplayExpect& expect) {
    std::string found;
    bool contained = false;  ///< Enough that the words stand somewhere in it.
    const auto row = row_of_focus(snapshot);
    switch (expect.what) {
        case What::kRate:
            found = row ? rate_text(*row) : "";
            break;
        case What::kSignatories:
            found = row ? count_text(row->range.total, row->years) : "";
            break;
        case What::kContracts:
            found = row ? std::to_string(row->contracts) : "";
            break;
        case What::kCommunes:
            found = std::to_string(snapshot.view->selection.size());
            break;
        case What::kPlan:
            if (snapshot.next_current && snapshot.next->plan && snapshot.next->plan->found()) {
                found = std::to_string(snapshot.next->plan->contracts);
            }
            break;
        case What::kGain:
            found = gain_text(snapshot);
            break;
        case What::kBeyond:
            found = beyond_text(snapshot);
            break;
        case What::kUnsaved:
            found = snapshot.unsaved ? "yes" : "no";
            break;
        case What::kNotice:
            found = notices_text(snapshot);
            contained = true;
            break;
        case What::kMessage:
            found = messages_text(snapshot);
            contained = true;
            break;
    }
    const bool holds =
        contained ? found.find(expect.text) != std::string::npos : found == expect.text;
    if (holds) {
        return Done{};
    }
    return Error{Error::Code::kNotFound, {screen::kReplayExpected, {expect.text, found}}, ""};
}

}  // namespace

Result<std::vector<ReplayStep>> parse_replay(std::string_view text) {
    std::vector<ReplayStep> steps;
    std::size_t number = 0;
    for (const auto part : split(text, '\n')) {
        ++number;
        const auto line = trim(part);
        if (line.empty() || line.front() == '#' || line.front() == '\r') {
            continue;
        }
        if (auto own = own_step(line, number)) {
            if (!*own) {
                return at_line(number, own->error());
            }
            steps.push_back(std::move(*own).value());
            continue;
        }
        auto command = command::parse(line);
        if (!command) {
            return at_line(number, command.error());
        }
        steps.push_back({number, std::move(command).value()});
    }
    return steps;
}

Result<Done> run_step(Application& application, const ReplayStep& step, const ReplayHooks& hooks) {
    if (const auto* command = std::get_if<command::Any>(&step.what)) {
        application.dispatch(*command);
    } else if (std::holds_alternative<ReplayWait>(step.what)) {
        application.wait();
    } else if (const auto* canvas = std::get_if<ReplayCanvas>(&step.what)) {
        application.set_canvas(canvas->width, canvas->height);
    } else if (const auto* screenshot = std::get_if<ReplayScreenshot>(&step.what)) {
        return hooks.screenshot ? hooks.screenshot(screenshot->path) : Result<Done>(Done{});
    } else {
        auto done = check(*application.snapshot(), std::get<ReplayExpect>(step.what));
        return done ? done : Result<Done>(at_line(step.line, done.error()));
    }
    return Done{};
}

Result<Done> run_replay(Application& application, const std::vector<ReplayStep>& steps,
                        const ReplayHooks& hooks) {
    for (const auto& step : steps) {
        auto done = run_step(application, step, hooks);
        if (!done) {
            return done;
        }
        application.wait();
    }
    return Done{};
}

}  // namespace maillage::workspace
