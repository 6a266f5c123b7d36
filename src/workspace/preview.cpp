// SPDX-License-Identifier: Apache-2.0
#include "workspace/preview.hpp"

namespace maillage::workspace {

FilePreview preview_file(const io::WorkspaceSpec&, const command::PreviewFile& request,
                         OpenOptions, const Progress&) {
    FilePreview preview;
    preview.path = request.path;
    preview.source = request.source;
    return preview;
}

}  // namespace maillage::workspace
