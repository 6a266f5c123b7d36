// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Work off the main thread. A job is a function of values it owns; what it gives back is run on
/// the main thread, so nothing that the screen reads is ever shared or locked.

#include "base/progress.hpp"
#include "workspace/snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace maillage::workspace {

class JobQueue {
public:
    /// What takes a result in; run by poll(). Empty: nothing to take in.
    using Finish = std::function<void()>;
    using Work = std::function<Finish(const Progress&)>;

    /// \p threads 0: every job is run at once inside start(), its Finish still waits for poll().
    explicit JobQueue(std::size_t threads);
    ~JobQueue();  ///< stop().
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// \p shown: told by states(); work nobody waits for (scenes) is not. \returns Its id.
    std::uint64_t start(Message what, bool shown, Work work);
    /// Asks a job to stop; its Finish is run all the same. Unknown ids are ignored.
    void cancel(std::uint64_t job);
    /// Asks all work to stop and joins it; nothing is taken in or started any more.
    void stop();

    /// Runs what finished jobs gave back. Main thread only. \returns Whether there was anything.
    bool poll();
    /// Jobs waiting or running whose Finish has not been run, oldest first.
    std::vector<JobState> states() const;
    bool busy() const;
    /// Blocks until something can be polled or nothing is going on.
    void wait() const;
    /// Called from any thread when there is something to poll or progress to show.
    void set_wake(std::function<void()> wake);

private:
    struct Shared;
    std::unique_ptr<Shared> m_shared;
};

}  // namespace maillage::workspace
