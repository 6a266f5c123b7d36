// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a contract says of its perimeter → the communes it holds.

#include "base/message.hpp"
#include "geo/overlay.hpp"
#include "model/dataset.hpp"
#include "reconcile/perimeter_members.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reconcile {

struct PerimeterRequest {
    std::string_view text;  ///< Codes of communes, EPCI, EPT, departments, regions; or a layer.
    ContractLevel level = ContractLevel::kCommune;
    ContractKind kind = ContractKind::kCtai;
    std::optional<Vintage> signed_in;  ///< Year of the signature; empty = not known.
};

struct PerimeterResult {
    Perimeter as_signed;
    Perimeter today;
    bool paris_or_lyon = false;
    std::vector<Message> repairs;    ///< Something was done to what stands there.
    std::vector<Message> remarks;    ///< Something to know.
    std::optional<Message> problem;  ///< No perimeter can be made of it.
};

class PerimeterResolver {
public:
    /// Outlines are asked for only when a perimeter is a polygon; null = there are none.
    using OutlinesProvider = std::function<std::shared_ptr<const Outlines>()>;

    /// \p codes is the vintage of the commune codes in the contracts' table.
    PerimeterResolver(const BuildContext& context, Vintage codes, Members& members,
                      std::span<const LayerInput> layers, OutlinesProvider outlines);

    PerimeterResult resolve(const PerimeterRequest& request);

private:
    struct Parts;

    const LayerInput* layer_named(std::string_view text) const;
    const LayerInput* qpv_layer() const;
    void add_polygon(const LayerInput& layer, Parts& parts);
    void add_token(std::string_view token, const PerimeterRequest& request, Parts& parts);
    bool add_siren(std::string_view token, const PerimeterRequest& request, Parts& parts);
    bool add_area(std::string_view token, ContractLevel level, Parts& parts);
    bool add_commune(std::string_view token, Parts& parts);
    void widen_city_contract(const PerimeterRequest& request, Parts& parts);
    void keep_qpv_communes(Parts& parts);
    /// Communes of the workspace of which feature 0 of the layer's union covers \p at_least.
    std::optional<Perimeter> touched(const LayerInput& layer, const Share* at_least, Parts& parts);

    const BuildContext& m_context;
    Members& m_members;
    std::span<const LayerInput> m_layers;
    OutlinesProvider m_outlines_provider;
    CommunePlacer m_placer;
    std::shared_ptr<const Outlines> m_outlines;
    std::optional<geo::AreaOverlay> m_overlay;
    /// Shares of every layer used so far: several contracts may name one.
    std::map<const LayerInput*, std::vector<geo::AreaShare>> m_shares;
};

}  // namespace maillage::reconcile
