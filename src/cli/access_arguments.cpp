// SPDX-License-Identifier: Apache-2.0
#include "cli/access_arguments.hpp"

#include "base/access_messages.hpp"
#include "base/access_screen_messages.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "cli/option_words.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cmath>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::cli {
namespace {

using access::Decay;
using access::Seconds;
using workspace::AccessDemand;
using workspace::AccessMethod;
using workspace::AccessMode;

constexpr double kMostMinutes = 1440.0;

constexpr auto kModes =
    std::to_array<std::pair<std::string_view, AccessMode>>({{"car", AccessMode::kCar},
                                                            {"bike", AccessMode::kBike},
                                                            {"walk", AccessMode::kWalk},
                                                            {"transit", AccessMode::kTransit},
                                                            {"estimate", AccessMode::kEstimate}});
/// The word of commands first, then that of tables in French.
constexpr auto kDirections = std::to_array<std::pair<std::string_view, access::Direction>>(
    {{"there", access::Direction::kThere},
     {"back", access::Direction::kBack},
     {"both", access::Direction::kBoth},
     {"aller", access::Direction::kThere},
     {"retour", access::Direction::kBack},
     {"les_deux", access::Direction::kBoth}});
/// Of all verbs that ask for travel times.
constexpr auto kTravelOptions = std::to_array<std::pair<const char*, std::string WrittenAccess::*>>(
    {{"--service", &WrittenAccess::service},
     {"--mode", &WrittenAccess::mode},
     {"--direction", &WrittenAccess::direction},
     {"--threshold", &WrittenAccess::threshold},
     {"--speed", &WrittenAccess::speed},
     {"--detour", &WrittenAccess::detour},
     {"--day", &WrittenAccess::day},
     {"--window", &WrittenAccess::window},
     {"--hours", &WrittenAccess::hours},
     {"--matrix", &WrittenAccess::matrix}});
constexpr auto kMethods = std::to_array<std::pair<std::string_view, AccessMethod>>(
    {{"nearest", AccessMethod::kNearest},
     {"cumulative", AccessMethod::kCumulative},
     {"gravity", AccessMethod::kGravity},
     {"gravity_competition", AccessMethod::kGravityCompetition},
     {"2sfca", AccessMethod::k2sfca},
     {"e2sfca", AccessMethod::kE2sfca},
     {"kd2sfca", AccessMethod::kKd2sfca},
     {"bfca", AccessMethod::kBfca},
     {"apl", AccessMethod::kApl}});
constexpr auto kDemands = std::to_array<std::pair<std::string_view, AccessDemand>>(
    {{"signataires", AccessDemand::kSignatories}, {"population", AccessDemand::kPopulation}});

std::optional<Seconds> parse_minutes(std::string_view text) {
    const auto minutes = parse_number(text);
    if (!minutes || !(*minutes > 0.0 && *minutes <= kMostMinutes)) {
        return std::nullopt;
    }
    return static_cast<Seconds>(std::lround(*minutes * access::kMinute));
}

std::optional<Error> understand_minutes(const char* option, const std::string& text,
                                        Seconds& time) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto minutes = parse_minutes(text);
    if (!minutes) {
        return usage_error(access::kWrongMinutes, {std::string(option), text});
    }
    time = *minutes;
    return std::nullopt;
}

std::optional<Error> understand_least(const char* option, const std::string& text, double least,
                                      double& target) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto number = parse_number(text);
    if (!number || !(*number >= least && *number <= 1e9)) {
        return usage_error(access::kWrongPositive,
                           {std::string(option), text, std::string(least < 1.0 ? "0.001" : "1")});
    }
    target = *number;
    return std::nullopt;
}

/// Steps alone have the weights of the method, weights alone its steps.
std::optional<Error> understand_steps(const WrittenAccess& written,
                                      workspace::AccessRequest& request) {
    if (written.steps.empty() && written.weights.empty()) {
        return std::nullopt;
    }
    auto steps = request.method == AccessMethod::kApl ? access::apl_steps() : access::e2sfca_slow();
    const auto wrong = usage_error(access::kWrongSteps, {written.steps, written.weights});
    if (!written.steps.empty()) {
        const auto words = split(written.steps, ',');
        if (written.weights.empty() && words.size() != steps.size()) {
            return wrong;
        }
        steps.resize(words.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto minutes = parse_minutes(trim(words[i]));
            if (!minutes || (i > 0 && *minutes <= steps[i - 1].until)) {
                return wrong;
            }
            steps[i].until = *minutes;
        }
    }
    if (!written.weights.empty()) {
        const auto words = split(written.weights, ',');
        if (words.size() != steps.size()) {
            return wrong;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto weight = parse_number(trim(words[i]));
            if (!weight || !(*weight >= 0.0 && *weight <= 1.0)) {
                return wrong;
            }
            steps[i].weight = *weight;
        }
    }
    request.steps = std::move(steps);
    return std::nullopt;
}

std::optional<Decay> parse_decay(std::string_view text) {
    const auto equals = std::min(text.find('='), text.size());
    const auto kind = fold_key(text.substr(0, equals));
    const auto values = split(text.substr(std::min(equals + 1, text.size())), '/');
    const auto first = parse_number(trim(values[0]));
    if (!first || !(*first > 0.0 && *first <= kMostMinutes)) {
        return std::nullopt;
    }
    if (kind == "logistic") {
        const auto second = values.size() == 2 ? parse_number(trim(values[1])) : std::nullopt;
        return second && *second > 0.0 && *second <= kMostMinutes
                   ? std::optional(Decay::logistic(*first, *second))
                   : std::nullopt;
    }
    if (values.size() != 1) {
        return std::nullopt;
    }
    return kind == "power"         ? std::optional(Decay::power(*first))
           : kind == "exponential" ? std::optional(Decay::exponential(*first))
           : kind == "gaussian"    ? std::optional(Decay::gaussian(*first))
                                   : std::nullopt;
}

std::optional<Error> understand_decay(const std::string& text, std::optional<Decay>& decay) {
    if (text.empty()) {
        return std::nullopt;
    }
    decay = parse_decay(text);
    return decay ? std::nullopt : std::optional(usage_error(access::kWrongDecay, {text}));
}

std::optional<Error> understand_day(const std::string& text, std::optional<Date>& day) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = parse_date(text);
    if (!date || date->from_serial) {
        return usage_error(MessageId::kWrongDate, {std::string("--day"), text});
    }
    day = date->date;
    return std::nullopt;
}

/// "07:00", "24:00".
std::optional<Seconds> parse_clock(std::string_view text) {
    const auto parts = split(text, ':');
    const auto hours = parse_integer(parts[0]);
    const auto minutes = parts.size() == 2 ? parse_integer(parts[1]) : std::nullopt;
    if (!hours || !minutes || *hours < 0 || *minutes < 0 || *minutes > 59) {
        return std::nullopt;
    }
    constexpr std::int64_t kMinutesOfDay = 1440;
    const auto minute = *hours * 60 + *minutes;
    if (*hours > 24 || minute > kMinutesOfDay) {
        return std::nullopt;
    }
    return static_cast<Seconds>(minute * access::kMinute);
}

/// "07:00-09:00".
std::optional<Error> understand_clocks(const char* option, const std::string& text,
                                       std::optional<access::ServiceHours>& hours) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto parts = split(text, '-');
    const auto first = parse_clock(trim(parts[0]));
    const auto end = parts.size() == 2 ? parse_clock(trim(parts[1])) : std::nullopt;
    if (!first || !end || *first >= *end) {
        return usage_error(access::kWrongWindow, {std::string(option), text});
    }
    hours = access::ServiceHours{*first, *end};
    return std::nullopt;
}

/// "09:00-12:00", or the opening hours of each service.
std::optional<Error> understand_hours(const std::string& text, workspace::AccessRequest& request) {
    const auto word = fold_key(text);
    if (word == "ouverture" || word == "opening") {
        request.opening_hours = true;
        return std::nullopt;
    }
    const bool wrong = understand_clocks("--hours", text, request.hours).has_value();
    return wrong ? std::optional(usage_error(access::kWrongHours, {text})) : std::nullopt;
}

std::optional<Error> understand_window(const std::string& text, workspace::AccessRequest& request) {
    std::optional<access::ServiceHours> window;
    if (auto error = understand_clocks("--window", text, window)) {
        return error;
    }
    if (window) {
        request.window_first = window->start;
        request.window_end = window->end;
    }
    return std::nullopt;
}

std::optional<Error> understand_stay(const std::string& text, std::optional<Seconds>& stay) {
    Seconds time = 0;
    if (auto error = understand_minutes("--stay", text, time)) {
        return error;
    }
    if (!text.empty()) {
        stay = time;
    }
    return std::nullopt;
}

/// The timetable has the last word on these: another way of travelling does not know them.
std::optional<Error> check_transit(const WrittenAccess& written,
                                   const workspace::AccessRequest& request) {
    if (request.mode == AccessMode::kTransit && written.matrix.empty()) {
        return std::nullopt;
    }
    for (const auto& [option, text] :
         {std::pair("--hours", &written.hours), std::pair("--stay", &written.stay),
          std::pair("--journey", &written.journey_from)}) {
        if (!text->empty()) {
            return usage_error(access::kOptionOfTransit, {std::string(option)});
        }
    }
    return std::nullopt;
}

/// With hours both ways count, and no other can be asked for.
std::optional<Error> check_direction(const WrittenAccess& written,
                                     const workspace::AccessRequest& request) {
    const bool one_way =
        !written.direction.empty() && request.direction != access::Direction::kBoth;
    return one_way && has_hours(request)
               ? std::optional(usage_error(access::kDirectionOfHours, {written.direction}))
               : std::nullopt;
}

/// An option that would change nothing is a mistake of who wrote it.
std::optional<Error> check_method(const WrittenAccess& written, AccessMethod method) {
    const auto among = [&](std::initializer_list<AccessMethod> methods) {
        return std::find(methods.begin(), methods.end(), method) != methods.end();
    };
    if (!written.decay.empty() &&
        !among({AccessMethod::kGravity, AccessMethod::kGravityCompetition, AccessMethod::kBfca})) {
        return usage_error(
            access::kOptionOfMethods,
            {std::string("--decay"), std::string("gravity, gravity_competition, bfca")});
    }
    for (const auto& [option, text] :
         {std::pair("--steps", &written.steps), std::pair("--weights", &written.weights)}) {
        if (!text->empty() &&
            !among({AccessMethod::kE2sfca, AccessMethod::kApl, AccessMethod::kBfca})) {
            return usage_error(access::kOptionOfMethods,
                               {std::string(option), std::string("e2sfca, apl, bfca")});
        }
    }
    return std::nullopt;
}

/// Options of which only one can be followed.
std::optional<Error> check_pairs(const WrittenAccess& written) {
    const std::pair<const char*, bool> departments{"--departments", written.departments};
    const std::pair<const char*, bool> typology{"--typology", written.typology};
    const std::pair<const char*, bool> place{"--try", !written.new_place.empty()};
    const std::pair<const char*, bool> matrix{"--matrix", !written.matrix.empty()};
    const std::pair<const char*, bool> speed{"--speed", !written.speed.empty()};
    const std::pair<const char*, bool> detour{"--detour", !written.detour.empty()};
    const std::pair<const char*, bool> steps{"--steps", !written.steps.empty()};
    const std::pair<const char*, bool> decay{"--decay", !written.decay.empty()};
    const std::pair<const char*, bool> window{"--window", !written.window.empty()};
    const std::pair<const char*, bool> hours{"--hours", !written.hours.empty()};
    const std::pair<const char*, bool> journey{"--journey", !written.journey_from.empty()};
    for (const auto& [one, other] :
         {std::pair(departments, typology), std::pair(departments, place),
          std::pair(typology, place), std::pair(matrix, place), std::pair(matrix, speed),
          std::pair(matrix, detour), std::pair(steps, decay), std::pair(window, hours),
          std::pair(departments, journey), std::pair(typology, journey),
          std::pair(place, journey)}) {
        if (one.second && other.second) {
            return usage_error(planning::kTwoOptions,
                               {std::string(one.first), std::string(other.first)});
        }
    }
    return std::nullopt;
}

}  // namespace

void add_travel_options(CLI::App& app, WrittenAccess& written) {
    for (const auto& [option, text] : kTravelOptions) {
        app.add_option(option, written.*text);
    }
    app.add_flag("--school", written.school);
    app.add_flag("--on-demand", written.on_demand);
}

void add_map_options(CLI::App& app, WrittenAccess& written) {
    app.add_option("--service", written.service);
    app.add_option("--mode", written.mode);
    app.add_option("--direction", written.direction);
    app.add_option("--threshold", written.threshold);
    app.add_option("--day", written.day);
    app.add_option("--window", written.window);
    app.add_option("--hours", written.hours);
    app.add_option("--try", written.new_place);
    app.add_option("--isochrones", written.isochrones);
}

std::string travel_option_given(const WrittenAccess& written) {
    for (const auto& [option, text] : kTravelOptions) {
        if (!(written.*text).empty()) {
            return option;
        }
    }
    return written.school ? "--school" : written.on_demand ? "--on-demand" : "";
}

void add_access_options(CLI::App& app, WrittenAccess& written) {
    add_travel_options(app, written);
    app.add_option("--method", written.method);
    app.add_option("--steps", written.steps);
    app.add_option("--weights", written.weights);
    app.add_option("--decay", written.decay);
    app.add_option("--demand", written.demand);
    app.add_option("--per", written.per);
    app.add_option("--save-matrix", written.save_matrix);
    app.add_option("--try", written.new_place);
    app.add_option("--stay", written.stay);
    app.add_option("--journey", written.journey_from);
    app.add_flag("--departments", written.departments);
    app.add_flag("--typology", written.typology);
}

std::optional<Error> understand_access(const WrittenAccess& written, AccessArguments& arguments) {
    auto& request = arguments.request;
    constexpr double kLeast = 0.001;
    for (const auto& error :
         {choose("--mode", written.mode, kModes, request.mode),
          choose("--direction", written.direction, kDirections, request.direction),
          choose("--method", written.method, kMethods, request.method),
          choose("--demand", written.demand, kDemands, request.demand),
          understand_minutes("--threshold", written.threshold, request.threshold),
          understand_steps(written, request), understand_decay(written.decay, request.decay),
          understand_day(written.day, request.day), understand_window(written.window, request),
          understand_hours(written.hours, request), understand_stay(written.stay, request.stay),
          understand_least("--per", written.per, kLeast, request.per),
          understand_least("--speed", written.speed, 1.0, request.estimate.kilometres_per_hour),
          understand_least("--detour", written.detour, 1.0, request.estimate.detour),
          check_method(written, request.method), check_pairs(written)}) {
        if (error) {
            return error;
        }
    }
    for (const auto& error : {check_transit(written, request), check_direction(written, request)}) {
        if (error) {
            return error;
        }
    }
    request.school = written.school;
    request.on_demand = written.on_demand;
    request.journey_from = written.journey_from;
    for (const auto word : split(written.service, ',')) {
        if (!trim(word).empty()) {
            request.services.emplace_back(trim(word));
        }
    }
    if (!written.matrix.empty()) {
        request.matrix = written.matrix;
    }
    if (!written.save_matrix.empty()) {
        request.save_matrix = written.save_matrix;
    }
    request.new_place = written.new_place;
    arguments.view = written.departments             ? AccessView::kDepartments
                     : written.typology              ? AccessView::kTypology
                     : !written.new_place.empty()    ? AccessView::kGains
                     : !written.journey_from.empty() ? AccessView::kJourney
                                                     : AccessView::kCommunes;
    return std::nullopt;
}

Result<workspace::AccessAsked> asked_by_map(const WrittenAccess& written,
                                            const workspace::AccessRequest& request) {
    workspace::AccessAsked asked;
    if (request.hours) {
        return usage_error(reach::kHoursOnMap, {written.hours});
    }
    asked.opening_hours = request.opening_hours;
    for (const auto& type : request.services) {
        asked.service += (asked.service.empty() ? "" : ",") + type;
    }
    asked.mode = request.mode;
    asked.direction = request.direction;
    asked.minutes = request.threshold / access::kMinute;
    if (asked.minutes * access::kMinute != request.threshold || asked.minutes < 1 ||
        asked.minutes > workspace::kMostAccessMinutes) {
        return usage_error(reach::kMinutesOnMap, {written.threshold});
    }
    asked.day = request.day;
    asked.window_first = request.window_first / access::kMinute;
    asked.window_end = request.window_end / access::kMinute;
    asked.new_place = request.new_place;
    if (!written.isochrones.empty()) {
        using workspace::Isochrones;
        asked.isochrones = written.isochrones == "services" ? Isochrones::kServices
                           : written.isochrones == "point"  ? Isochrones::kPoint
                                                            : Isochrones::kNone;
        if (asked.isochrones == Isochrones::kNone ||
            (asked.isochrones == Isochrones::kPoint && asked.new_place.empty())) {
            return usage_error(reach::kBandsOfWhat, {written.isochrones});
        }
    }
    return asked;
}

}  // namespace maillage::cli
