// SPDX-License-Identifier: Apache-2.0
#include "viewer/frame_damage.hpp"

#include <imgui/imgui.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

namespace maillage::viewer {
namespace {

bool empty(const carto::Rect& rect) { return rect.width <= 0.0 || rect.height <= 0.0; }

carto::Rect common(const carto::Rect& a, const carto::Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

template <typename Item>
std::size_t hash_of(const ImVector<Item>& items) {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(items.Data),
                                          static_cast<std::size_t>(items.Size) * sizeof(Item)});
}

void mix(std::size_t& into, std::size_t more) {
    into ^= more + 0x9e3779b97f4a7c15U + (into << 6U) + (into >> 2U);
}

/// A window may begin within a pixel: whatever rounds it later, the pixel is painted anew whole.
carto::Rect whole_pixels(const carto::Rect& rect) {
    if (empty(rect)) {
        return rect;
    }
    const double x = std::floor(rect.x) - 1;
    const double y = std::floor(rect.y) - 1;
    return {x, y, std::ceil(rect.right()) + 1 - x, std::ceil(rect.bottom()) + 1 - y};
}

carto::Rect box_of(const ImDrawList& list) {
    carto::Rect box;
    for (const auto& one : list.CmdBuffer) {
        const auto& clip = one.ClipRect;
        if (one.ElemCount > 0) {
            box = around(box, {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y});
        }
    }
    double left = 1e9;
    double top = 1e9;
    double right = -1e9;
    double bottom = -1e9;
    for (const auto& vertex : list.VtxBuffer) {
        left = std::min(left, static_cast<double>(vertex.pos.x));
        top = std::min(top, static_cast<double>(vertex.pos.y));
        right = std::max(right, static_cast<double>(vertex.pos.x));
        bottom = std::max(bottom, static_cast<double>(vertex.pos.y));
    }
    // Antialiased edges reach a pixel further than their points.
    return common(box, {left - 1, top - 1, right - left + 2, bottom - top + 2});
}

}  // namespace

carto::Rect around(const carto::Rect& a, const carto::Rect& b) {
    if (empty(a) || empty(b)) {
        return empty(a) ? b : a;
    }
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

std::vector<FrameDamage::Picture> FrameDamage::pictures(const ImDrawData& data) {
    std::vector<Picture> pictures;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const auto& list = *data.CmdLists[i];
        std::size_t content = hash_of(list.VtxBuffer);
        mix(content, hash_of(list.IdxBuffer));
        for (const auto& one : list.CmdBuffer) {
            const auto& clip = one.ClipRect;
            for (const float side : {clip.x, clip.y, clip.z, clip.w}) {
                mix(content, std::hash<float>{}(side));
            }
            mix(content, reinterpret_cast<std::size_t>(one.TextureId));
            mix(content, one.ElemCount);
        }
        pictures.push_back(
            {list._OwnerName == nullptr ? "" : list._OwnerName, content, box_of(list)});
    }
    return pictures;
}

carto::Rect FrameDamage::compare(const ImDrawData& data) {
    const carto::Rect window{data.DisplayPos.x, data.DisplayPos.y, data.DisplaySize.x,
                             data.DisplaySize.y};
    auto now = pictures(data);
    const auto names_agree = [&] {
        std::vector<std::string_view> before;
        std::vector<std::string_view> after;
        for (const auto& one : m_last) {
            if (std::any_of(now.begin(), now.end(),
                            [&](const auto& other) { return other.name == one.name; })) {
                before.push_back(one.name);
            }
        }
        for (const auto& one : now) {
            if (std::any_of(m_last.begin(), m_last.end(),
                            [&](const auto& other) { return other.name == one.name; })) {
                after.push_back(one.name);
            }
        }
        return before == after;
    };
    carto::Rect damage;
    if (!m_known || !(window == m_window) || !names_agree()) {
        damage = window;
    } else {
        const auto add_missing = [&](const auto& from, const auto& in) {
            for (const auto& one : from) {
                if (std::find(in.begin(), in.end(), one) == in.end()) {
                    damage = around(damage, one.box);
                }
            }
        };
        add_missing(now, m_last);
        add_missing(m_last, now);
        damage = common(whole_pixels(damage), window);
    }
    m_known = true;
    m_last = std::move(now);
    m_window = window;
    return empty(damage) ? carto::Rect{} : damage;
}

void FrameDamage::restrict_to(ImDrawData& data, const carto::Rect& part) {
    for (int i = 0; i < data.CmdListsCount; ++i) {
        for (auto& one : data.CmdLists[i]->CmdBuffer) {
            auto& clip = one.ClipRect;
            const auto both = common({clip.x, clip.y, clip.z - clip.x, clip.w - clip.y}, part);
            // ImGui's back end leaves out what has no area.
            clip = empty(both) ? ImVec4(0, 0, 0, 0)
                               : ImVec4(static_cast<float>(both.x), static_cast<float>(both.y),
                                        static_cast<float>(both.right()),
                                        static_cast<float>(both.bottom()));
        }
    }
}

}  // namespace maillage::viewer
