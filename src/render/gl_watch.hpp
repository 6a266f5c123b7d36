// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Whether the context can draw our maps, and what it complains about.

#include "base/result.hpp"

#include <memory>
#include <string>

namespace maillage::gl {

/// Looks at the current context. Errors: none is current, or it is older than OpenGL 3.3.
Result<Done> check_context();

/// Collects the driver's messages of errors while it lives; needs a current context from make()
/// to its end. Where the driver sends none (contexts made without debug), glGetError remains.
class GlWatch {
public:
    GlWatch();
    ~GlWatch();
    GlWatch(const GlWatch&) = delete;
    GlWatch& operator=(const GlWatch&) = delete;

    /// \returns What went wrong since the last call: the context was reset, an OpenGL error. Asks
    /// for nothing that waits for the drawing to end.
    Result<Done> take();

private:
    std::unique_ptr<std::string>
        m_message;  ///< The first since take(); its address is the driver's.
    bool m_listens = false;
    bool m_knows_resets = false;
};

}  // namespace maillage::gl
