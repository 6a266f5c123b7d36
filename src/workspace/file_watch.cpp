// SPDX-License-Identifier: Apache-2.0
#include "workspace/file_watch.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr auto kStep = std::chrono::seconds(1);

/// Equal looks: the file is taken for unchanged. A file that is not there has the default one.
struct Look {
    fs::file_time_type time;
    std::uintmax_t size = 0;
    friend bool operator==(const Look&, const Look&) = default;
};

Look look_at(const fs::path& file) {
    std::error_code failed;
    Look look;
    look.time = fs::last_write_time(file, failed);
    if (failed) {
        return {};
    }
    look.size = fs::file_size(file, failed);
    return failed ? Look{} : look;
}

std::map<fs::path, Look> look_at_all(const io::WorkspaceSpec& workspace,
                                     const io::PathRules& rules) {
    std::map<fs::path, Look> looks;
    for (const auto& source : workspace.sources) {
        if (source.path.starts_with("PG:")) {
            continue;
        }
        const auto files = io::resolve_paths(workspace, source, rules);
        for (const auto& file : files ? *files : std::vector<fs::path>()) {
            looks[file] = look_at(file);
        }
    }
    if (!workspace.folder.empty()) {
        const auto toml = workspace.folder / "maillage.toml";
        looks[toml] = look_at(toml);
    }
    return looks;
}

}  // namespace

struct FileWatch::Shared {
    std::mutex mutex;
    std::condition_variable_any turned;
    io::WorkspaceSpec workspace;
    io::PathRules rules;
    std::uint64_t serial = 0;  ///< Of watch(): what was looked at for another one is dropped.
    std::vector<fs::path> changed;
    std::function<void()> wake;
    std::jthread thread;  ///< Last: it ends before what it uses.

    void run(const std::stop_token& stop) {
        std::uint64_t known = 0;
        std::map<fs::path, Look> looks;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            const auto asked = serial;
            const auto spec = workspace;
            const auto allowed = rules;
            lock.unlock();
            auto now = look_at_all(spec, allowed);
            std::vector<fs::path> differ;
            for (const auto& [file, look] : now) {
                const auto old = looks.find(file);
                if (old == looks.end() || !(old->second == look)) {
                    differ.push_back(file);
                }
            }
            const bool first = known != asked;
            looks = std::move(now);
            known = asked;
            lock.lock();
            if (!first && asked == serial && !differ.empty()) {
                changed.insert(changed.end(), differ.begin(), differ.end());
                const auto call = wake;
                lock.unlock();
                if (call) {
                    call();
                }
                lock.lock();
            }
            turned.wait_for(lock, stop, kStep, [&] { return serial != asked; });
        }
    }
};

FileWatch::FileWatch() : m_shared(std::make_unique<Shared>()) {
    m_shared->thread =
        std::jthread([shared = m_shared.get()](const std::stop_token& stop) { shared->run(stop); });
}

FileWatch::~FileWatch() = default;

void FileWatch::watch(io::WorkspaceSpec workspace, io::PathRules rules) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->workspace = std::move(workspace);
        m_shared->rules = std::move(rules);
        ++m_shared->serial;
        m_shared->changed.clear();
    }
    m_shared->turned.notify_all();
}

std::vector<fs::path> FileWatch::take_changed() {
    const std::lock_guard lock(m_shared->mutex);
    return std::exchange(m_shared->changed, {});
}

void FileWatch::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wake = std::move(wake);
}

}  // namespace maillage::workspace
