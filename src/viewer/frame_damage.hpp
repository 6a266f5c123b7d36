// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which part of the window a frame of ImGui changes.

#include "carto/camera.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace maillage::viewer {

class FrameDamage {
public:
    /// The next frame differs everywhere: new fonts, a window that was uncovered.
    void forget() { m_known = false; }
    /// The part where \p data differs from the data of the last call, in pixels from the top left,
    /// within the window; without width where nothing does.
    carto::Rect compare(const ImDrawData& data);
    /// Keeps \p data from drawing outside \p part.
    static void restrict_to(ImDrawData& data, const carto::Rect& part);

private:
    /// One of ImGui's windows as it was drawn.
    struct Picture {
        std::string name;
        std::size_t content = 0;
        carto::Rect box;
        friend bool operator==(const Picture&, const Picture&) = default;
    };
    static std::vector<Picture> pictures(const ImDrawData& data);

    bool m_known = false;
    std::vector<Picture> m_last;
    carto::Rect m_window;
};

/// The smallest rectangle around both; one without width or height adds nothing.
carto::Rect around(const carto::Rect& a, const carto::Rect& b);

}  // namespace maillage::viewer
