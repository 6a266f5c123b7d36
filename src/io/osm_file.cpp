// SPDX-License-Identifier: Apache-2.0
#include "io/osm_file.hpp"

#include "base/roads_messages.hpp"
#include "io/file_error.hpp"
#include "io/osm_check.hpp"
#include "io/osm_tags.hpp"

// libosmium is not written for our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm.hpp>
#include <osmium/thread/pool.hpp>
#pragma GCC diagnostic pop

#include <algorithm>
#include <exception>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

using Entities = osmium::osm_entity_bits::type;

struct OsmInput {
    fs::path path;
    OsmKind kind;
};

/// What the files say of ways and restrictions; node numbers are those of OpenStreetMap.
struct Draft {
    std::vector<RoadWay> ways;       ///< RoadWay::nodes: position in refs.
    std::vector<std::int64_t> refs;  ///< Nodes, way after way.
    struct Turn {
        std::int64_t from = 0;
        std::int64_t to = 0;
        std::int64_t via = 0;
        TurnTags tags;
    };
    std::vector<Turn> turns;
    RoadsLeftOut left_out;

    std::span<const std::int64_t> refs_of(std::size_t way) const {
        const auto last = way + 1 < ways.size() ? ways[way + 1].nodes : refs.size();
        return std::span(refs).subspan(ways[way].nodes, last - ways[way].nodes);
    }
};

/// The nodes that are wanted, ascending by id.
struct Nodes {
    static constexpr RoadPlace kMissing{std::numeric_limits<std::int32_t>::max(), 0};
    std::vector<std::int64_t> ids;
    std::vector<RoadPlace> places;
    std::vector<RoadBarrier> barriers;

    /// Position of \p id, looked for around \p hint first: files are sorted, mostly.
    std::optional<std::size_t> find(std::int64_t id, std::size_t& hint) const {
        if (hint >= ids.size() || ids[hint] > id) {
            hint = 0;
        }
        std::size_t step = 1;
        while (hint + step < ids.size() && ids[hint + step] <= id) {
            hint += step;
            step *= 2;
        }
        const auto from = ids.begin() + static_cast<std::ptrdiff_t>(hint);
        const auto last =
            ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), hint + step + 1));
        const auto found = std::lower_bound(from, last, id);
        if (found == ids.end() || *found != id) {
            return std::nullopt;
        }
        hint = static_cast<std::size_t>(found - ids.begin());
        return hint;
    }
};

/// The text up to the next NUL of \p bytes, which loses it.
std::string_view next_text(std::string_view& bytes) {
    const auto text = bytes.substr(0, bytes.find('\0'));
    bytes.remove_prefix(std::min(bytes.size(), text.size() + 1));
    return text;
}

/// Not by libosmium's iterator, which runs out of the list where a text has a NUL within.
void tags_of(const osmium::OSMObject& object, OsmTags& tags) {
    tags.clear();
    const auto& list = object.tags();
    if (list.empty()) {
        return;
    }
    std::string_view bytes(reinterpret_cast<const char*>(list.data()), list.byte_size());
    bytes.remove_prefix(sizeof(osmium::TagList));
    while (!bytes.empty()) {
        const auto key = next_text(bytes);
        tags.add(key, next_text(bytes));
    }
}

/// Reads one kind of objects of one file. \returns What stopped it, if anything did.
template <typename Take>
std::optional<Error> each_object(const OsmInput& input, Entities entities, const Progress& progress,
                                 const Take& take) {
    try {
        const osmium::io::File file(input.path.string(), input.kind.format);
        osmium::thread::Pool pool;
        osmium::io::Reader reader(file, entities, osmium::io::read_meta::no, pool);
        while (auto buffer = reader.read()) {
            if (progress.cancelled()) {
                reader.close();
                return stopped();
            }
            progress.at(roads::kStageRoadWays, static_cast<std::int64_t>(reader.offset()),
                        static_cast<std::int64_t>(reader.file_size()));
            for (const auto& object : buffer.template select<osmium::OSMObject>()) {
                if (!object.visible()) {
                    continue;  // deleted, in a file with history
                }
                if (auto error = take(object)) {
                    reader.close();
                    return error;
                }
            }
        }
        reader.close();
    } catch (const std::exception& problem) {
        return Error{
            Error::Code::kFormat,
            {roads::kOsmDamaged, {input.path.filename().string(), std::string(problem.what())}},
            {}};
    }
    return std::nullopt;
}

/// First pass: ways and relations.
class WayReader {
public:
    WayReader(Draft& draft, std::size_t most_nodes) : m_draft(draft), m_most(most_nodes) {}

    std::optional<Error> read(const OsmInput& input, const Progress& progress) {
        // No file has more of them than bytes, nearly: a bound on what a hostile one makes of us.
        constexpr std::size_t kAlwaysAllowed = 1'000'000;
        constexpr std::size_t kNodesOfByte = 4;
        const auto before = m_draft.refs.size();
        m_of_file = before + kAlwaysAllowed + kNodesOfByte * input.kind.size;
        m_name = input.path.filename().string();
        auto error =
            each_object(input, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation,
                        progress, [this](const osmium::OSMObject& object) -> std::optional<Error> {
                            if (object.type() == osmium::item_type::way) {
                                return take_way(static_cast<const osmium::Way&>(object));
                            }
                            take_relation(static_cast<const osmium::Relation&>(object));
                            return std::nullopt;
                        });
        if (!error && m_draft.refs.size() == before) {
            error = Error{Error::Code::kFormat, {roads::kOsmNoRoads, {m_name}}, {}};
        }
        return error;
    }

private:
    std::optional<Error> take_way(const osmium::Way& way) {
        tags_of(way, m_tags);
        auto road = way_of_tags(m_tags);
        if (!road) {
            return std::nullopt;
        }
        road->id = way.id();
        road->nodes = static_cast<std::uint32_t>(m_draft.refs.size());
        for (const auto& node : way.nodes()) {
            m_draft.refs.push_back(node.ref());
        }
        m_draft.ways.push_back(*road);
        if (m_draft.refs.size() > m_most) {
            return Error{Error::Code::kRefused,
                         {roads::kOsmTooLarge, {static_cast<std::int64_t>(m_most)}},
                         {}};
        }
        if (m_draft.refs.size() > m_of_file) {
            return Error{Error::Code::kRefused, {roads::kOsmExplodes, {m_name}}, {}};
        }
        return std::nullopt;
    }

    void take_relation(const osmium::Relation& relation) {
        tags_of(relation, m_tags);
        const auto type = m_tags["type"];
        if (type != "restriction" && !type.starts_with("restriction:")) {
            return;
        }
        Draft::Turn turn;
        const auto kind = turn_of_tags(m_tags, turn.tags);
        if (kind == TurnKind::kConditional) {
            ++m_draft.left_out.turns_conditional;
        }
        if (kind == TurnKind::kTurn) {
            add_turns(relation, turn);
        }
    }

    /// "no_entry" and "no_exit" have several from or to.
    void add_turns(const osmium::Relation& relation, Draft::Turn turn) {
        constexpr std::size_t kMostWays = 16;
        std::vector<std::int64_t> from;
        std::vector<std::int64_t> to;
        std::vector<std::int64_t> via;
        bool via_way = false;
        for (const auto& member : relation.members()) {
            const std::string_view role(member.role());
            const bool way = member.type() == osmium::item_type::way;
            if (role == "via") {
                via_way = via_way || member.type() != osmium::item_type::node;
                via.push_back(member.ref());
            } else if (way && role == "from") {
                from.push_back(member.ref());
            } else if (way && role == "to") {
                to.push_back(member.ref());
            }
        }
        if (via_way || via.size() > 1) {
            ++m_draft.left_out.turns_via_ways;
            return;
        }
        if (via.empty() || from.empty() || to.empty() || from.size() > kMostWays ||
            to.size() > kMostWays) {
            ++m_draft.left_out.turns_incomplete;
            return;
        }
        turn.via = via.front();
        for (const auto one : from) {
            for (const auto other : to) {
                turn.from = one;
                turn.to = other;
                m_draft.turns.push_back(turn);
            }
        }
    }

    Draft& m_draft;
    std::size_t m_most;
    std::size_t m_of_file = 0;
    std::string m_name;
    OsmTags m_tags;
};

/// Second pass: places of the nodes that ways use.
std::optional<Error> read_nodes(const OsmInput& input, Nodes& nodes, const Progress& progress) {
    OsmTags tags;
    std::size_t hint = 0;
    return each_object(
        input, osmium::osm_entity_bits::node, progress,
        [&](const osmium::OSMObject& object) -> std::optional<Error> {
            const auto& node = static_cast<const osmium::Node&>(object);
            const auto found = nodes.find(node.id(), hint);
            if (!found || !node.location().valid()) {
                return std::nullopt;
            }
            nodes.places[*found] = {node.location().x(), node.location().y()};
            if (!node.tags().empty()) {
                tags_of(node, tags);
                const auto stops = stopped_by(tags);
                if (stops != std::array<bool, kRoadModes>{}) {
                    nodes.barriers.push_back({static_cast<std::uint32_t>(*found), stops});
                }
            }
            return std::nullopt;
        });
}

/// Of ways that are there several times over, all but the first.
std::vector<char> find_repeated(const Draft& draft) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> order;
    order.reserve(draft.ways.size());
    for (std::uint32_t w = 0; w < draft.ways.size(); ++w) {
        order.emplace_back(draft.ways[w].id, w);
    }
    std::sort(order.begin(), order.end());
    std::vector<char> repeated(draft.ways.size(), 0);
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (order[i].first != order[i - 1].first) {
            continue;
        }
        const auto one = draft.refs_of(order[i].second);
        const auto other = draft.refs_of(order[i - 1].second);
        repeated[order[i].second] = std::ranges::equal(one, other) ? 1 : 0;
    }
    return repeated;
}

/// From the numbers of OpenStreetMap to positions, without what is missing.
class Joiner {
public:
    Joiner(Draft draft, Nodes nodes) : m_draft(std::move(draft)), m_nodes(std::move(nodes)) {}

    RoadWays run() {
        m_roads.left_out = m_draft.left_out;
        number_places();
        const auto repeated = find_repeated(m_draft);
        m_roads.ways.reserve(m_draft.ways.size());
        m_roads.way_nodes.reserve(m_draft.refs.size());
        for (std::size_t w = 0; w < m_draft.ways.size(); ++w) {
            if (repeated[w] != 0) {
                ++m_roads.left_out.repeated_ways;
            } else {
                add_way(w);
            }
        }
        add_turns();
        add_barriers();
        return std::move(m_roads);
    }

private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    void number_places() {
        m_number.assign(m_nodes.ids.size(), kNone);
        for (std::size_t i = 0; i < m_nodes.ids.size(); ++i) {
            if (!(m_nodes.places[i] == Nodes::kMissing)) {
                m_number[i] = static_cast<std::uint32_t>(m_roads.places.size());
                m_roads.places.push_back(m_nodes.places[i]);
            }
        }
    }

    std::uint32_t place_of(std::int64_t id) {
        const auto found = m_nodes.find(id, m_hint);
        return found ? m_number[*found] : kNone;
    }

    /// The stretches of the way whose nodes are there.
    void add_way(std::size_t w) {
        auto way = m_draft.ways[w];
        const auto refs = m_draft.refs_of(w);
        const auto ways_before = m_roads.ways.size();
        auto first = m_roads.way_nodes.size();
        const auto close = [&] {
            if (m_roads.way_nodes.size() - first >= 2) {
                way.nodes = static_cast<std::uint32_t>(first);
                m_roads.ways.push_back(way);
            } else {
                m_roads.way_nodes.resize(first);
            }
            first = m_roads.way_nodes.size();
        };
        bool whole = true;
        for (const auto ref : refs) {
            const auto place = place_of(ref);
            if (place == kNone) {
                ++m_roads.left_out.missing_nodes;
                whole = false;
                close();
            } else if (m_roads.way_nodes.size() == first || m_roads.way_nodes.back() != place) {
                m_roads.way_nodes.push_back(place);
            }
        }
        close();
        if (m_roads.ways.size() == ways_before) {
            ++m_roads.left_out.short_ways;
        }
        for (auto i = ways_before; !whole && i < m_roads.ways.size(); ++i) {
            m_roads.ways[i].seconds = 0;  // It was said for the whole.
        }
    }

    void add_turns() {
        std::vector<std::int64_t> ids;
        ids.reserve(m_roads.ways.size());
        for (const auto& way : m_roads.ways) {
            ids.push_back(way.id);
        }
        std::sort(ids.begin(), ids.end());
        for (const auto& turn : m_draft.turns) {
            const auto via = place_of(turn.via);
            if (via == kNone || !std::binary_search(ids.begin(), ids.end(), turn.from) ||
                !std::binary_search(ids.begin(), ids.end(), turn.to)) {
                ++m_roads.left_out.turns_incomplete;
                continue;
            }
            const TurnRestriction one{turn.from, turn.to, via, turn.tags.only, turn.tags.applies};
            m_roads.turns.push_back(one);
        }
        const auto key = [](const TurnRestriction& one) {
            return std::tuple(one.via, one.from, one.to, one.only, one.applies);
        };
        std::ranges::sort(m_roads.turns, {}, key);
        m_roads.turns.erase(std::unique(m_roads.turns.begin(), m_roads.turns.end()),
                            m_roads.turns.end());
    }

    void add_barriers() {
        for (const auto& barrier : m_nodes.barriers) {
            m_roads.barriers.push_back({m_number[barrier.node], barrier.stops});
        }
        const auto key = [](const RoadBarrier& one) { return std::tuple(one.node, one.stops); };
        std::ranges::sort(m_roads.barriers, {}, key);
        m_roads.barriers.erase(std::unique(m_roads.barriers.begin(), m_roads.barriers.end()),
                               m_roads.barriers.end());
    }

    Draft m_draft;
    Nodes m_nodes;
    RoadWays m_roads;
    std::vector<std::uint32_t> m_number;  ///< By node: position among places, or kNone.
    std::size_t m_hint = 0;
};

Result<RoadWays> read_inputs(const std::vector<OsmInput>& inputs, const OsmOptions& options,
                             const Progress& progress) {
    Draft draft;
    WayReader ways(draft, options.most_way_nodes);
    for (const auto& input : inputs) {
        if (auto error = ways.read(input, progress)) {
            return *error;
        }
    }
    Nodes nodes;
    nodes.ids = draft.refs;
    std::sort(nodes.ids.begin(), nodes.ids.end());
    nodes.ids.erase(std::unique(nodes.ids.begin(), nodes.ids.end()), nodes.ids.end());
    nodes.ids.shrink_to_fit();
    nodes.places.assign(nodes.ids.size(), Nodes::kMissing);
    for (const auto& input : inputs) {
        if (auto error = read_nodes(input, nodes, progress)) {
            return *error;
        }
    }
    return Joiner(std::move(draft), std::move(nodes)).run();
}

}  // namespace

Result<RoadWays> read_osm(std::span<const fs::path> files, const OsmOptions& options,
                          const Progress& progress) {
    std::vector<OsmInput> inputs;
    for (const auto& path : files) {
        auto kind = check_osm(path, progress);
        if (!kind) {
            return kind.error();
        }
        inputs.push_back({path, *kind});
    }
    try {
        return read_inputs(inputs, options, progress);
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::kRefused,
                     {roads::kOsmTooLarge, {static_cast<std::int64_t>(options.most_way_nodes)}},
                     {}};
    }
}

}  // namespace maillage::io
