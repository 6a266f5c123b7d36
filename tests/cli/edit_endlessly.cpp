// SPDX-License-Identifier: Apache-2.0
/// \file
/// For killed_editing: edits a workspace until it is killed, or says what is recovered.
/// edit_endlessly WORKSPACE STATE_FOLDER [recover]

#include "workspace/application.hpp"

#include <cstdio>
#include <string>

int main(int argc, char** argv) {
    using namespace maillage;
    if (argc < 3) {
        return 2;
    }
    workspace::ApplicationOptions options;
    options.data_folder = std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data";
    options.state_folder = argv[2];
    options.today = make_date(2025, 1, 1);
    options.watch_files = false;
    workspace::Application app(options);
    app.dispatch(workspace::command::Open{argv[1]});
    app.wait();
    if (argc > 3) {
        app.dispatch(workspace::command::Recover{true});
        app.wait();
        std::printf("%s\n", app.snapshot()->spec->name.c_str());
        return 0;
    }
    for (int i = 1;; ++i) {
        app.dispatch(workspace::command::SetWorkspaceName{std::to_string(i)});
        app.poll();
        std::printf("%d\n", i);
        std::fflush(stdout);
    }
}
