// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_transit.hpp"

#include "reconcile/gtfs_table.hpp"
#include "reconcile/transit_parts.hpp"
#include "support/gtfs_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace maillage::reconcile {
namespace {

using test::good_feed;
using test::GtfsFiles;
using test::judge_feed;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

GtfsFiles with(const std::string& file, const std::string& text) {
    auto files = good_feed();
    files[file] = text;
    return files;
}

/// The good feed with one more row in one of its tables.
GtfsFiles with_row(const std::string& file, const std::string& row) {
    auto files = good_feed();
    files[file] += row + "\n";
    return files;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

GtfsFiles with_change(const std::string& file, const std::string& from, const std::string& to) {
    auto files = good_feed();
    files[file] = replaced(files[file], from, to);
    return files;
}

void expect_rows_add_up(const Ledger& ledger) {
    for (const auto& source : ledger.sources) {
        EXPECT_EQ(source.rows_read, source.rows_used + source.rows_repaired + source.rows_set_aside)
            << source.layer;
    }
}

TEST(BuildTransit, AGoodFeedIsReadWithoutARemark) {
    const auto outcome = judge_feed(good_feed());
    ASSERT_TRUE(outcome.feed);
    EXPECT_THAT(outcome.remarks, IsEmpty());
    expect_rows_add_up(outcome.ledger);
    const auto& feed = *outcome.feed;
    ASSERT_EQ(feed.stops.size(), 4U);
    EXPECT_EQ(feed.stops[1].name, "École");
    EXPECT_EQ(feed.stops[0].station.value, 3U);
    EXPECT_TRUE(feed.stops[3].is_station);
    EXPECT_EQ(feed.routes[0].name, "12");
    ASSERT_EQ(feed.trips.size(), 2U);
    EXPECT_EQ(feed.trips[0].headsign, "Gare");
    ASSERT_EQ(feed.calls.size(), 5U);
    EXPECT_EQ(feed.calls[1].arrival, 8 * 3600 + 600);
    EXPECT_EQ(feed.calls[1].departure, 8 * 3600 + 660);
    EXPECT_EQ(feed.first_day, make_date(2026, 1, 1));
    EXPECT_EQ(feed.last_day, make_date(2026, 1, 30)) << "the 31st is a Saturday";
    const auto& calls = outcome.ledger.sources.back();
    EXPECT_EQ(calls.layer, "stop_times.txt");
    EXPECT_EQ(calls.rows_used, 5);
}

struct Fault {
    const char* name;
    GtfsFiles files;
    std::vector<std::string> remarks;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class Faults : public testing::TestWithParam<Fault> {};

TEST_P(Faults, AreSaidWithFileRowAndField) {
    const auto outcome = judge_feed(GetParam().files);
    EXPECT_EQ(outcome.remarks, GetParam().remarks);
    expect_rows_add_up(outcome.ledger);
}

std::string fault_name(const testing::TestParamInfo<Fault>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Stops, Faults,
    testing::Values(
        Fault{"NoCoordinates",
              with_row("stops.txt", "D,Rue,,,,"),
              {"stops.txt 6 stop_lat transport_arret_sans_place set aside"}},
        Fault{"CoordinatesOfItsStation",
              with_change("stops.txt", "A,Mairie,45.0,0.70,0,S", "A,Mairie,,,0,S"),
              {"stops.txt 2 stop_lat transport_arret_a_la_gare repaired"}},
        Fault{"OffTheGlobe",
              with_row("stops.txt", "D,Rue,95,0.7,,"),
              {"stops.txt 6 stop_lat transport_arret_hors_globe set aside"}},
        Fault{"AtZero",
              with_row("stops.txt", "D,Rue,0,0,,"),
              {"stops.txt 6 stop_lat transport_arret_a_zero set aside"}},
        Fault{"NotANumber",
              with_row("stops.txt", "D,Rue,45° N,0.7,,"),
              {"stops.txt 6 stop_lat transport_pas_un_nombre set aside"}},
        Fault{"Twice",
              with_row("stops.txt", "A,Autre,45.2,0.9,,"),
              {"stops.txt 6 stop_id transport_cle_double set aside"}},
        Fault{"WithoutId",
              with_row("stops.txt", ",Autre,45.2,0.9,,"),
              {"stops.txt 6 stop_id transport_valeur_manque set aside"}},
        Fault{"WithoutName",
              with_change("stops.txt", "Mairie", ""),
              {"stops.txt 2 stop_name transport_valeur_manque"}},
        Fault{"ParentUnknown",
              with_change("stops.txt", ",0,S", ",0,X"),
              {"stops.txt 2 parent_station transport_cle_inconnue repaired"}},
        Fault{"ParentNoStation",
              with_change("stops.txt", ",0,S", ",0,C"),
              {"stops.txt 2 parent_station transport_parent_faux repaired"}},
        Fault{"StationInStation",
              with_change("stops.txt", "0.701,1,", "0.701,1,S"),
              {"stops.txt 5 parent_station transport_station_dans_station repaired"}},
        Fault{"UnknownLocationType",
              with_change("stops.txt", ",0,S", ",9,S"),
              {"stops.txt 2 location_type transport_valeur_hors_liste repaired"}},
        Fault{"Spaces",
              with_change("stops.txt", "Mairie", " Mairie "),
              {"stops.txt 2 stop_name transport_espaces repaired"}},
        Fault{"Unused",
              with_row("stops.txt", "D,Rue,45.2,0.9,,"),
              {"stops.txt 6 stop_id transport_arret_inutilise"}},
        Fault{"AnEntranceIsNoStop", with_row("stops.txt", "E,Porte,,,2,S"), {}},
        Fault{"TwoAtOnePlace",
              with_row("stops.txt", "D,Rue,45.0,0.750001,,"),
              {"stops.txt 6 stop_id transport_arret_inutilise",
               "stops.txt 6 stop_lat transport_arrets_confondus"}},
        Fault{"BlankRow", with_row("stops.txt", ""), {"stops.txt 6 ligne_vide set aside"}},
        Fault{"RowTooShort",
              with_row("stops.txt", "D,Rue,45.2,0.9"),
              {"stops.txt 6 transport_ligne_longueur",
               "stops.txt 6 stop_id transport_arret_inutilise"}}),
    fault_name);

INSTANTIATE_TEST_SUITE_P(
    Routes, Faults,
    testing::Values(Fault{"UnknownType",
                          with_change("routes.txt", "Gare,3", "Gare,42"),
                          {"routes.txt 2 route_type transport_type_inconnu repaired"}},
                    Fault{
                        "ExtendedTypeIsNone", with_change("routes.txt", "Gare,3", "Gare,704"), {}},
                    Fault{"WithoutName",
                          with_change("routes.txt", "12,Mairie – Gare", ","),
                          {"routes.txt 2 route_short_name transport_ligne_sans_nom"}},
                    Fault{"SameNameTwice",
                          with_row("routes.txt", "M,1,12,Mairie – Gare,3"),
                          {"routes.txt 3 route_short_name transport_ligne_double"}},
                    Fault{"AgencyUnknown",
                          with_change("routes.txt", "L,1", "L,9"),
                          {"routes.txt 2 agency_id transport_cle_inconnue"}},
                    Fault{"AgencyWithoutUrl",
                          with_change("agency.txt", "https://bus.example", ""),
                          {"agency.txt 2 agency_url transport_valeur_manque"}},
                    Fault{"AgenciesInTwoZones",
                          with_row("agency.txt", "2,Car,https://c.example,Europe/Rome"),
                          {"agency.txt 3 agency_timezone transport_fuseaux"}},
                    Fault{"SchoolLine",
                          with_change("routes.txt", "Gare,3", "Gare,712"),
                          {"feed 0 transport_lignes_a_part"}},
                    Fault{"Colour",
                          with("routes.txt",
                               "route_id,route_short_name,route_type,route_color\nL,12,3,rouge\n"),
                          {"routes.txt 2 route_color transport_couleur"}}),
    fault_name);

INSTANTIATE_TEST_SUITE_P(
    Calendars, Faults,
    testing::Values(
        Fault{"WithoutADay",
              with_row("calendar.txt", "never,0,0,0,0,0,0,0,20260101,20260131"),
              {"calendar.txt 3 service_id transport_calendrier_sans_jour"}},
        Fault{"EndsBeforeItStarts",
              with_row("calendar.txt", "back,1,0,0,0,0,0,0,20260131,20260101"),
              {"calendar.txt 3 end_date transport_calendrier_inverse set aside"}},
        Fault{"DateOfAnotherForm",
              with_row("calendar.txt", "iso,1,0,0,0,0,0,0,2026-01-01,20260131"),
              {"calendar.txt 3 start_date transport_pas_une_date set aside"}},
        Fault{"NeitherZeroNorOne",
              with_row("calendar.txt", "x,2,0,0,0,0,0,0,20260101,20260131"),
              {"calendar.txt 3 monday transport_valeur_hors_liste set aside"}},
        Fault{"DayMissing",
              with_row("calendar.txt", "x,,0,0,0,0,0,0,20260101,20260131"),
              {"calendar.txt 3 monday transport_valeur_manque set aside"}},
        Fault{"ExceptionTwice",
              with("calendar_dates.txt",
                   "service_id,date,exception_type\nweek,20260105,2\nweek,20260105,1\n"),
              {"calendar_dates.txt 3 date transport_cle_double set aside"}},
        Fault{"ExceptionOfUnknownType",
              with("calendar_dates.txt", "service_id,date,exception_type\nweek,20260105,3\n"),
              {"calendar_dates.txt 2 exception_type transport_valeur_hors_liste set aside"}},
        Fault{"DayThatIsNone",
              with("calendar_dates.txt", "service_id,date,exception_type\nweek,20260230,1\n"),
              {"calendar_dates.txt 2 date transport_pas_une_date set aside"}}),
    fault_name);

INSTANTIATE_TEST_SUITE_P(
    Trips, Faults,
    testing::Values(
        Fault{"RouteUnknown",
              with_row("trips.txt", "X,week,t3,"),
              {"trips.txt 4 route_id transport_cle_inconnue set aside"}},
        Fault{"ServiceUnknown",
              with_row("trips.txt", "L,x,t3,"),
              {"trips.txt 4 service_id transport_cle_inconnue set aside"}},
        Fault{"Twice",
              with_row("trips.txt", "L,week,t1,"),
              {"trips.txt 4 trip_id transport_cle_double set aside"}},
        Fault{"WithoutACall",
              with_row("trips.txt", "L,week,t3,"),
              {"trips.txt 4 trip_id transport_course_inutilisable set aside"}},
        Fault{"CallOfAnUnknownTrip",
              with_row("stop_times.txt", "t9,9:00:00,9:00:00,A,1"),
              {"stop_times.txt 7 trip_id transport_cle_inconnue set aside"}},
        Fault{"CallAtAnUnknownStop",
              with_row("stop_times.txt", "t2,9:30:00,9:30:00,X,3"),
              {"stop_times.txt 7 stop_id transport_cle_inconnue set aside"}},
        Fault{"CallAtAStation",
              with_row("stop_times.txt", "t2,9:30:00,9:30:00,S,3"),
              {"stop_times.txt 7 stop_id transport_pas_un_arret set aside"}},
        Fault{"SequenceTwice",
              with_row("stop_times.txt", "t2,9:30:00,9:30:00,B,2"),
              {"stop_times.txt 7 stop_sequence transport_cle_double set aside"}},
        Fault{"SequenceMissing",
              with_row("stop_times.txt", "t2,9:30:00,9:30:00,B,"),
              {"stop_times.txt 7 stop_sequence transport_valeur_manque set aside"}},
        Fault{"SequenceNegative",
              with_row("stop_times.txt", "t2,9:30:00,9:30:00,B,-3"),
              {"stop_times.txt 7 stop_sequence transport_pas_un_entier set aside"}},
        Fault{"TimesGoBack",
              with_change("stop_times.txt", "t1,08:20:00", "t1,08:05:00"),
              {"stops.txt 3 stop_id transport_arret_inutilise",
               "trips.txt 2 trip_id transport_course_ecartee set aside",
               "stop_times.txt 4 arrival_time transport_heures_a_rebours set aside"}},
        Fault{"LeavesBeforeItArrives",
              with_change("stop_times.txt", "08:10:00,08:11:00", "08:10:00,08:09:00"),
              {"stops.txt 3 stop_id transport_arret_inutilise",
               "trips.txt 2 trip_id transport_course_ecartee set aside",
               "stop_times.txt 3 departure_time transport_depart_avant_arrivee set aside"}},
        Fault{"EndWithoutATime",
              with_change("stop_times.txt", "08:20:00,08:20:00", ","),
              {"stops.txt 3 stop_id transport_arret_inutilise",
               "trips.txt 2 trip_id transport_course_ecartee set aside",
               "stop_times.txt 4 arrival_time transport_bout_sans_heure set aside"}},
        Fault{"OneTimeOnly",
              with_change("stop_times.txt", "08:10:00,08:11:00", ",08:11:00"),
              {"stop_times.txt 3 arrival_time transport_une_seule_heure repaired"}},
        Fault{"MissingTime",
              with_change("stop_times.txt", "08:10:00,08:11:00", ","),
              {"stop_times.txt 3 arrival_time transport_heure_interpolee repaired"}},
        Fault{"TimeOfAnotherForm",
              with_change("stop_times.txt", "08:10:00,08:11:00", "8h10,08:11:00"),
              {"stop_times.txt 3 arrival_time transport_pas_une_heure repaired",
               "stop_times.txt 3 arrival_time transport_une_seule_heure repaired"}},
        Fault{"TooFast",
              with_change("stop_times.txt", "08:10:00,08:11:00", "08:00:30,08:11:00"),
              {"stop_times.txt 3 arrival_time transport_trop_rapide"}}),
    fault_name);

const char* const kFrequencyTitles = "trip_id,start_time,end_time,headway_secs,exact_times\n";
const char* const kTransferTitles =
    "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id\n";

INSTANTIATE_TEST_SUITE_P(
    Extras, Faults,
    testing::Values(
        Fault{"FrequencyOfUnknownTrip",
              with("frequencies.txt", std::string(kFrequencyTitles) + "x,6:00:00,7:00:00,600,1\n"),
              {"frequencies.txt 2 trip_id transport_cle_inconnue set aside"}},
        Fault{"FrequencyEnds",
              with("frequencies.txt", std::string(kFrequencyTitles) + "t1,7:00:00,7:00:00,600,1\n"),
              {"frequencies.txt 2 end_time transport_frequence_inverse set aside"}},
        Fault{"FrequencyZero",
              with("frequencies.txt", std::string(kFrequencyTitles) + "t1,6:00:00,7:00:00,0,1\n"),
              {"frequencies.txt 2 headway_secs transport_frequence_nulle set aside"}},
        Fault{"FrequencyLoose",
              with("frequencies.txt", std::string(kFrequencyTitles) + "t1,6:00:00,7:00:00,600,0\n"),
              {"frequencies.txt 2 exact_times transport_frequence_souple"}},
        Fault{"TransferUnknownStop",
              with("transfers.txt", std::string(kTransferTitles) + "A,X,0,,\n"),
              {"transfers.txt 2 to_stop_id transport_cle_inconnue set aside"}},
        Fault{"TransferWithoutItsTime",
              with("transfers.txt", std::string(kTransferTitles) + "A,B,2,,\n"),
              {"transfers.txt 2 min_transfer_time transport_valeur_manque set aside"}},
        Fault{"TransferOfARoute",
              with("transfers.txt", std::string(kTransferTitles) + "A,B,2,60,L\n"),
              {"transfers.txt 2 transfer_type transport_correspondance_particuliere set aside"}},
        Fault{"ColumnMissing",
              with("transfers.txt", "from_stop_id,transfer_type\nA,2\n"),
              {"transfers.txt 0 to_stop_id transport_colonne_manque"}},
        Fault{"ColumnTwice",
              with("transfers.txt", "from_stop_id,to_stop_id,to_stop_id\nA,B,C\n"),
              {"transfers.txt 0 to_stop_id transport_colonne_double"}},
        Fault{"Semicolons",
              with("transfers.txt", "from_stop_id;to_stop_id\nA;B\n"),
              {"transfers.txt 0 transport_separateur"}},
        Fault{"EmptyTable", with("transfers.txt", ""), {"transfers.txt 0 transport_fichier_vide"}}),
    fault_name);

TEST(BuildTransit, ATableWithoutARequiredColumnHasNoUsableRow) {
    const auto outcome =
        judge_feed(with("transfers.txt", "from_stop_id,transfer_type\nA,2\nB,2\n"));
    const auto& source = outcome.ledger.sources.back();
    EXPECT_EQ(source.layer, "transfers.txt");
    EXPECT_EQ(source.rows_set_aside, 2);
    EXPECT_TRUE(outcome.feed);
}

TEST(BuildTransit, AMissingTableIsNamed) {
    for (const auto* name :
         {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt"}) {
        auto files = good_feed();
        files.erase(name);
        const auto outcome = judge_feed(files);
        ASSERT_TRUE(outcome.error) << name;
        EXPECT_EQ(outcome.error->code, Error::Code::kNotFound);
        EXPECT_THAT(outcome.remarks, Contains("feed 0 transport_fichier_manque")) << name;
        EXPECT_THAT(render(outcome.error->message, Language::kFrench), testing::HasSubstr(name));
    }
    auto files = good_feed();
    files.erase("agency.txt");
    EXPECT_TRUE(judge_feed(files).feed);
    EXPECT_THAT(judge_feed(files).remarks, ElementsAre("feed 0 transport_fichier_absent"));
}

TEST(BuildTransit, CalendarDatesAloneAreEnough) {
    auto files = good_feed();
    files.erase("calendar.txt");
    files["calendar_dates.txt"] =
        "service_id,date,exception_type\nweek,20260107,1\nweek,20260105,1\n";
    const auto outcome = judge_feed(files);
    ASSERT_TRUE(outcome.feed);
    EXPECT_TRUE(outcome.feed->calendars[0].runs_on(make_date(2026, 1, 5)));
    EXPECT_FALSE(outcome.feed->calendars[0].runs_on(make_date(2026, 1, 6)));
    EXPECT_EQ(outcome.feed->last_day, make_date(2026, 1, 7));
}

TEST(BuildTransit, AFeedThatEndedIsOutOfDate) {
    const auto outcome = judge_feed(good_feed(), make_date(2026, 2, 4));
    EXPECT_THAT(outcome.remarks, ElementsAre("feed 0 transport_expire"));
    EXPECT_THAT(judge_feed(good_feed(), make_date(2026, 1, 30)).remarks, IsEmpty());
}

TEST(BuildTransit, WithoutAUsableTripThereIsNoFeed) {
    const auto outcome = judge_feed(with(
        "stop_times.txt",
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,8:00:00,8:00:00,A,1\n"));
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, Error::Code::kFormat);
    EXPECT_THAT(
        outcome.remarks,
        ElementsAre("feed 0 transport_sans_course", "stops.txt 2 stop_id transport_arret_inutilise",
                    "stops.txt 3 stop_id transport_arret_inutilise",
                    "stops.txt 4 stop_id transport_arret_inutilise",
                    "trips.txt 2 trip_id transport_course_inutilisable set aside",
                    "trips.txt 3 trip_id transport_course_inutilisable set aside"));
    // The one call of a trip that is set aside is set aside with it.
    EXPECT_EQ(outcome.ledger.sources.back().rows_set_aside, 1);
}

TEST(BuildTransit, MissingTimesAreSharedOutEvenlyOrByDistance) {
    const auto* even =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,8:00:00,8:00:00,A,1\nt1,,,B,2\nt1,,,A,3\nt1,8:30:00,8:30:00,C,4\n";
    auto outcome = judge_feed(with("stop_times.txt", even));
    ASSERT_TRUE(outcome.feed);
    EXPECT_EQ(outcome.feed->calls[1].arrival, 8 * 3600 + 600);
    EXPECT_EQ(outcome.feed->calls[2].departure, 8 * 3600 + 1200);
    const auto* by_distance =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"
        "t1,8:00:00,8:00:00,A,1,0\nt1,,,B,2,1.5\nt1,,,A,3,2\nt1,8:30:00,8:30:00,C,4,3\n";
    outcome = judge_feed(with("stop_times.txt", by_distance));
    ASSERT_TRUE(outcome.feed);
    EXPECT_EQ(outcome.feed->calls[1].arrival, 8 * 3600 + 900);
    EXPECT_EQ(outcome.feed->calls[2].arrival, 8 * 3600 + 1200);
    EXPECT_THAT(
        outcome.remarks,
        Contains("stop_times.txt 3 arrival_time transport_heure_interpolee_distance repaired"));
    // A distance that shrinks is none.
    outcome = judge_feed(with("stop_times.txt", replaced(by_distance, "B,2,1.5", "B,2,2.5")));
    EXPECT_EQ(outcome.feed->calls[1].arrival, 8 * 3600 + 600);
}

TEST(BuildTransit, RowsOfATripMayComeInAnyOrder) {
    const auto outcome =
        judge_feed(with("stop_times.txt",
                        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                        "t2,9:20:00,9:20:00,C,70\nt1,8:20:00,8:20:00,C,30\nt2,9:00:00,9:00:00,A,5\n"
                        "t1,8:00:00,8:00:00,A,10\n"));
    ASSERT_TRUE(outcome.feed);
    EXPECT_THAT(outcome.remarks, ElementsAre("stops.txt 3 stop_id transport_arret_inutilise"));
    EXPECT_EQ(outcome.feed->calls[0].arrival, 8 * 3600);
    EXPECT_EQ(outcome.feed->calls[2].arrival, 9 * 3600);
}

TEST(BuildTransit, LinesAreKeptApartByTypeAndByBooking) {
    const auto kind = [](const char* type) {
        const auto outcome =
            judge_feed(with_change("routes.txt", "Gare,3", std::string("Gare,") + type));
        return outcome.feed->routes[0].kind;
    };
    EXPECT_EQ(kind("3"), TransitKind::kOrdinary);
    EXPECT_EQ(kind("700"), TransitKind::kOrdinary);
    EXPECT_EQ(kind("712"), TransitKind::kSchool);
    EXPECT_EQ(kind("713"), TransitKind::kOnDemand);
    EXPECT_EQ(kind("715"), TransitKind::kOnDemand);
    EXPECT_EQ(kind("1501"), TransitKind::kOnDemand);
    const auto* booked =
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        "t1,8:00:00,8:00:00,A,1,2,\nt1,8:10:00,8:10:00,B,2,2,1\nt1,8:20:00,8:20:00,C,3,1,3\n";
    auto outcome = judge_feed(with("stop_times.txt", booked));
    EXPECT_EQ(outcome.feed->routes[0].kind, TransitKind::kOnDemand);
    EXPECT_THAT(outcome.remarks, Contains("routes.txt 2 route_type transport_ligne_sur_appel"));
    EXPECT_EQ(outcome.feed->calls[1].board, TransitAccess::kOnCall);
    EXPECT_EQ(outcome.feed->calls[1].alight, TransitAccess::kNo);
    EXPECT_EQ(outcome.feed->calls[2].alight, TransitAccess::kYes) << "a sign to the driver";
    outcome = judge_feed(with("stop_times.txt", replaced(booked, "A,1,2", "A,1,0")));
    EXPECT_EQ(outcome.feed->routes[0].kind, TransitKind::kOrdinary);
}

TEST(BuildTransit, AreasServedOnBookingAreNotCalls) {
    const auto outcome = judge_feed(
        with("stop_times.txt",
             "trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_group_id\n"
             "t1,8:00:00,8:00:00,A,1,\nt1,8:20:00,8:20:00,C,2,\nt2,,,,1,zone\nt2,,,,2,zone\n"));
    ASSERT_TRUE(outcome.feed);
    EXPECT_THAT(outcome.remarks,
                Contains("stop_times.txt 4 stop_id transport_zone_a_la_demande set aside"));
}

TEST(BuildTransit, OfManyFaultsOfOneKindTheRestIsCounted) {
    auto files = good_feed();
    for (int i = 0; i < 250; ++i) {
        files["stops.txt"] += "X" + std::to_string(i) + ",Rue,,,,\n";
    }
    const auto outcome = judge_feed(files);
    EXPECT_EQ(outcome.remarks.size(), 101U);
    EXPECT_EQ(outcome.remarks[0], "stops.txt 0 transport_autres_lignes set aside");
    EXPECT_EQ(outcome.ledger.entries[1].message.arguments[0], MessageArgument(std::int64_t{150}));
    expect_rows_add_up(outcome.ledger);
}

TEST(GtfsTimes, AreHoursMinutesAndSeconds) {
    EXPECT_EQ(parse_gtfs_time("8:05:09"), 8 * 3600 + 309);
    EXPECT_EQ(parse_gtfs_time("25:30:00"), 25 * 3600 + 1800);
    EXPECT_EQ(parse_gtfs_time("167:59:59"), 168 * 3600 - 1);
    for (const auto* text : {"", "8:05", "08:60:00", "08:05:60", "168:00:00", "-1:00:00", "8:5:00",
                             "08:05:001", "aa:00:00", "08-05-00"}) {
        EXPECT_FALSE(parse_gtfs_time(text)) << text;
    }
    EXPECT_EQ(gtfs_time_text(25 * 3600 + 65), "25:01:05");
    EXPECT_EQ(parse_gtfs_date("20260105"), make_date(2026, 1, 5));
    for (const auto* text : {"", "2026015", "20261301", "20260230", "2026-1-5", "00010101"}) {
        EXPECT_FALSE(parse_gtfs_date(text)) << text;
    }
}

TEST(RouteTypes, HaveTheirFastestSpeed) {
    EXPECT_EQ(fastest_kmh(3), 150);
    EXPECT_EQ(fastest_kmh(712), 150);
    EXPECT_EQ(fastest_kmh(2), 500);
    EXPECT_EQ(fastest_kmh(106), 500);
    EXPECT_EQ(fastest_kmh(1700), 200);
    EXPECT_TRUE(is_route_type(0) && is_route_type(12) && is_route_type(1702));
    EXPECT_FALSE(is_route_type(8) || is_route_type(42) || is_route_type(1703));
}

}  // namespace
}  // namespace maillage::reconcile
