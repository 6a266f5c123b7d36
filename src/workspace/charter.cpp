// SPDX-License-Identifier: Apache-2.0
#include "workspace/charter.hpp"

#include "io/charter_file.hpp"
#include "report/charter.hpp"

namespace maillage::workspace {

Result<report::CharterPtr> load_charter(const std::optional<std::filesystem::path>& workspace,
                                        const std::filesystem::path& given,
                                        const io::PathRules& rules) {
    auto folder = given;
    if (folder.empty() && workspace) {
        auto named = io::charter_folder(*workspace, rules);
        if (!named) {
            return named.error();
        }
        folder = std::move(named).value();
    }
    if (folder.empty()) {
        return report::CharterPtr();
    }
    const auto read = io::read_charter(folder);
    return read ? report::make_charter(*read) : Result<report::CharterPtr>(read.error());
}

}  // namespace maillage::workspace
