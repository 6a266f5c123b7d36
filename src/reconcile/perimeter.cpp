// SPDX-License-Identifier: Apache-2.0
#include "reconcile/perimeter.hpp"

#include "base/text.hpp"
#include "geo/validity.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>

namespace maillage::reconcile {
namespace {

constexpr std::string_view kParis = "75056";
constexpr std::string_view kMetropoleDeLyon = "200046977";
/// Of a share: areas are computed in floating point, half of a square is not.
constexpr double kRounding = 1e-9;

void sort_unique(Perimeter& perimeter) {
    std::sort(perimeter.begin(), perimeter.end());
    perimeter.erase(std::unique(perimeter.begin(), perimeter.end()), perimeter.end());
}

void append(Perimeter& to, std::span<const Index<Commune>> more) {
    to.insert(to.end(), more.begin(), more.end());
}

bool same_name(std::string_view wanted, const LayerInput& input) {
    const auto key = fold_key(wanted);
    return key == fold_key(input.stem) || key == fold_key(input.layer->table.layer);
}

/// The body that signs a contrat de ville for a commune: its EPCI, and within the Métropole du
/// Grand Paris its EPT (loi 2014-173, art. 6); Paris signs for itself (E5).
std::optional<EpciCode> group_of(const Territories& all, Index<Commune> commune) {
    const auto ept = all.communes.ept[commune.value];
    if (ept.valid()) {
        return EpciCode::parse(all.epts.code[ept.value].text());
    }
    const auto epci = all.communes.epci[commune.value];
    if (!epci.valid() || all.communes.code[commune.value].text() == kParis) {
        return std::nullopt;
    }
    return all.epcis.code[epci.value];
}

}  // namespace

struct PerimeterResolver::Parts {
    PerimeterResult result;
    std::size_t tokens = 0;
    bool only_paris_or_lyon = true;
    bool has_communes = false;  ///< Given commune by commune, not by EPCI.
    std::string unknown;        ///< Words that mean nothing.

    void hold(std::span<const Index<Commune>> communes) {
        append(result.as_signed, communes);
        append(result.today, communes);
    }
};

PerimeterResolver::PerimeterResolver(const BuildContext& context, Vintage codes, Members& members,
                                     std::span<const LayerInput> layers, OutlinesProvider outlines)
    : m_context(context),
      m_members(members),
      m_layers(layers),
      m_outlines_provider(std::move(outlines)),
      m_placer(context, codes) {}

const LayerInput* PerimeterResolver::layer_named(std::string_view text) const {
    const auto found = std::find_if(m_layers.begin(), m_layers.end(),
                                    [&](const LayerInput& one) { return same_name(text, one); });
    return found == m_layers.end() ? nullptr : &*found;
}

const LayerInput* PerimeterResolver::qpv_layer() const {
    const auto found = std::find_if(m_layers.begin(), m_layers.end(), [](const LayerInput& one) {
        const auto key = fold_key(one.stem + " " + one.layer->table.layer);
        return key.find("qpv") != std::string::npos ||
               key.find("quartierprioritaire") != std::string::npos ||
               key.find("quartiersprioritaires") != std::string::npos;
    });
    return found == m_layers.end() ? nullptr : &*found;
}

PerimeterResult PerimeterResolver::resolve(const PerimeterRequest& request) {
    Parts parts;
    auto& result = parts.result;
    if (trim(request.text).empty()) {
        result.problem = {MessageId::kPerimeterEmpty};
        return std::move(result);
    }
    if (const auto* layer = layer_named(request.text)) {
        add_polygon(*layer, parts);
        parts.only_paris_or_lyon = false;
    } else {
        for (const auto token : split_words(request.text)) {
            add_token(token, request, parts);
        }
        if (request.kind == ContractKind::kContratDeVille && !result.problem) {
            widen_city_contract(request, parts);
        }
    }
    sort_unique(result.as_signed);
    sort_unique(result.today);
    result.paris_or_lyon = parts.only_paris_or_lyon && parts.tokens > 0;
    if (result.problem) {
        return std::move(result);
    }
    if (result.as_signed.empty() && result.today.empty()) {
        result.problem =
            parts.unknown.empty()
                ? Message{MessageId::kPerimeterHoldsNothing, {quote_excerpt(request.text)}}
                : Message{MessageId::kPerimeterUnknown, {parts.unknown}};
    } else if (!parts.unknown.empty()) {
        result.repairs.push_back({MessageId::kPerimeterPartlyUnknown, {parts.unknown}});
    }
    return std::move(result);
}

void PerimeterResolver::add_token(std::string_view token, const PerimeterRequest& request,
                                  Parts& parts) {
    ++parts.tokens;
    const bool wide =
        request.level == ContractLevel::kDepartment || request.level == ContractLevel::kRegion;
    // "24" is a department or a region by the level of the contract; "1004" a commune that lost its
    // zero, unless the level says otherwise.
    const bool known =
        add_siren(token, request, parts) || (wide && add_area(token, request.level, parts)) ||
        add_commune(token, parts) || (!wide && add_area(token, request.level, parts));
    if (!known) {
        parts.unknown += (parts.unknown.empty() ? "" : ", ") + quote_excerpt(token);
        parts.only_paris_or_lyon = false;
    }
}

bool PerimeterResolver::add_siren(std::string_view token, const PerimeterRequest& request,
                                  Parts& parts) {
    const auto siren = EpciCode::parse(token);
    if (!siren) {
        return false;
    }
    parts.only_paris_or_lyon = parts.only_paris_or_lyon && token == kMetropoleDeLyon;
    const auto wanted = request.signed_in.value_or(m_context.vintage());
    const auto composition = m_members.at(*siren, wanted);
    if (!composition) {
        return false;
    }
    auto today = m_members.today(*siren);
    if (today.empty()) {
        parts.result.remarks.push_back({MessageId::kEpciGone,
                                        {siren->string(), std::to_string(m_context.vintage().year),
                                         std::to_string(composition->vintage.year)}});
        today = composition->communes;
    }
    if (composition->vintage != wanted) {
        parts.result.remarks.push_back({MessageId::kEpciYearUsed,
                                        {siren->string(), std::to_string(wanted.year),
                                         std::to_string(composition->vintage.year)}});
    }
    append(parts.result.as_signed, composition->communes);
    append(parts.result.today, today);
    return !composition->communes.empty();
}

bool PerimeterResolver::add_area(std::string_view token, ContractLevel level, Parts& parts) {
    const auto& all = m_context.territories;
    Index<Region> region;
    Index<Department> department;
    if (level == ContractLevel::kRegion) {
        if (const auto code = read_region_code(token)) {
            region = find(all, code->value);
        }
    } else if (const auto code = read_department_code(token)) {
        department = find(all, code->value);
    }
    if (!region.valid() && !department.valid()) {
        return false;
    }
    parts.only_paris_or_lyon = false;
    Perimeter held;
    for (std::size_t i = 0; i < all.communes.size(); ++i) {
        const auto own = all.communes.department[i];
        if (own == department ||
            (region.valid() && own.valid() && all.departments.parent[own.value] == region)) {
            held.push_back(index_of<Commune>(i));
        }
    }
    parts.hold(held);
    return true;
}

bool PerimeterResolver::add_commune(std::string_view token, Parts& parts) {
    const auto reading = read_commune_code(token);
    if (!reading) {
        return false;
    }
    const auto placed = m_placer.place(reading->value);
    if (placed.communes.empty()) {
        return false;
    }
    if (reading->repair) {
        parts.result.repairs.push_back(*reading->repair);
    }
    if (placed.repair) {
        // A new commune succeeds to the contracts of the former ones (CGCT, art. L2113-5).
        parts.result.repairs.push_back(*placed.repair);
    }
    const auto whole = commune_of_arrondissement_municipal(reading->value);
    parts.only_paris_or_lyon =
        parts.only_paris_or_lyon && whole.value_or(reading->value).text() == kParis;
    parts.has_communes = true;
    parts.hold(placed.communes);
    return true;
}

void PerimeterResolver::add_polygon(const LayerInput& layer, Parts& parts) {
    ++parts.tokens;
    const auto held = touched(layer, &m_context.workspace.choices.polygon_share, parts);
    if (!held) {
        return;
    }
    parts.result.remarks.push_back(
        {MessageId::kPerimeterPolygon,
         {layer.stem, static_cast<std::int64_t>(held->size()),
          fixed_ratio(m_context.workspace.choices.polygon_share.numerator * 100,
                      m_context.workspace.choices.polygon_share.denominator, 0, ',')}});
    parts.hold(*held);
}

std::optional<Perimeter> PerimeterResolver::touched(const LayerInput& layer, const Share* at_least,
                                                    Parts& parts) {
    if (layer.layer->kind != io::GeometryKind::kPolygon) {
        parts.result.problem = {MessageId::kPerimeterNotPolygon, {layer.stem}};
        return std::nullopt;
    }
    if (!m_outlines) {
        m_outlines = m_outlines_provider();
    }
    if (!m_outlines) {
        parts.result.problem = {MessageId::kPerimeterNoOutlines, {layer.stem}};
        return std::nullopt;
    }
    if (!m_overlay) {
        m_overlay.emplace(m_outlines->polygons);
    }
    auto known = m_shares.find(&layer);
    if (known == m_shares.end()) {
        std::vector<geo::Repair> repairs;
        const auto valid = geo::make_valid(layer.layer->polygons, repairs);
        for (const auto& repair : repairs) {
            m_context.ledger.note(
                Severity::kWarning, {layer.source, layer.layer->table.line(repair.feature)}, "",
                {repair.lost ? MessageId::kPolygonLost : MessageId::kPolygonRepaired,
                 {repair.reason}});
        }
        const std::vector<std::uint32_t> one_group(valid.feature_count(), 0);
        auto shares = m_overlay->shares(geo::unite(valid, one_group, 1), 0);
        if (!shares) {
            parts.result.problem = shares.error().message;
            return std::nullopt;
        }
        known = m_shares.emplace(&layer, std::move(shares).value()).first;
    }
    Perimeter held;
    for (const auto& one : known->second) {
        if (at_least == nullptr || one.share * static_cast<double>(at_least->denominator) >=
                                       static_cast<double>(at_least->numerator) - kRounding) {
            held.push_back(index_of<Commune>(one.feature));
        }
    }
    return held;
}

void PerimeterResolver::widen_city_contract(const PerimeterRequest& request, Parts& parts) {
    using Choice = Choices::ContratDeVillePerimeter;
    const auto choice = m_context.workspace.choices.contrat_de_ville_perimeter;
    if (choice == Choice::kListed) {
        return;
    }
    if (parts.has_communes) {
        const auto& all = m_context.territories;
        const auto wanted = request.signed_in.value_or(m_context.vintage());
        std::vector<EpciCode> groups;
        for (const auto commune : parts.result.today) {
            const auto code = group_of(all, commune);
            if (code && std::find(groups.begin(), groups.end(), *code) == groups.end()) {
                groups.push_back(*code);
            }
        }
        for (const auto& code : groups) {
            if (const auto composition = m_members.at(code, wanted)) {
                append(parts.result.as_signed, composition->communes);
            }
            append(parts.result.today, m_members.today(code));
        }
        parts.only_paris_or_lyon = parts.only_paris_or_lyon && groups.empty();
    }
    if (choice == Choice::kCommunesQpv) {
        keep_qpv_communes(parts);
    } else {
        parts.result.remarks.push_back({MessageId::kCityContractEpci});
    }
}

void PerimeterResolver::keep_qpv_communes(Parts& parts) {
    const auto* layer = qpv_layer();
    if (layer == nullptr) {
        parts.result.remarks.push_back({MessageId::kCityContractNoQpv});
        return;
    }
    const auto held = touched(*layer, nullptr, parts);
    if (!held) {
        return;
    }
    const auto outside = [&](Index<Commune> one) {
        return !std::binary_search(held->begin(), held->end(), one);
    };
    std::erase_if(parts.result.as_signed, outside);
    std::erase_if(parts.result.today, outside);
    parts.result.remarks.push_back({MessageId::kCityContractQpv, {layer->stem}});
}

}  // namespace maillage::reconcile
