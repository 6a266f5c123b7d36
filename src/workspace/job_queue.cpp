// SPDX-License-Identifier: Apache-2.0
#include "workspace/job_queue.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace maillage::workspace {
namespace {

using Clock = std::chrono::steady_clock;

/// The screen is woken for progress at most so often.
constexpr auto kProgressStep = std::chrono::milliseconds(50);

}  // namespace

struct JobQueue::Shared {
    struct Job {
        JobState state;
        bool shown = true;
        Work work;
        std::stop_source stop;
        Clock::time_point since = Clock::now();
    };

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::deque<std::shared_ptr<Job>> waiting;
    std::vector<std::shared_ptr<Job>> unfinished;  ///< Waiting, running, or not polled yet.
    std::vector<std::pair<std::uint64_t, Finish>> finished;
    std::function<void()> wake;
    Clock::time_point last_wake;
    std::uint64_t next_id = 1;
    bool ending = false;
    std::vector<std::jthread> threads;

    void call_wake() {
        std::function<void()> call;
        {
            const std::lock_guard lock(mutex);
            call = wake;
        }
        if (call) {
            call();
        }
    }

    void report(Job& job, MessageId stage, std::int64_t done, std::int64_t total) {
        bool tell = false;
        {
            const std::lock_guard lock(mutex);
            job.state.stage = Message(stage);
            job.state.done = done;
            job.state.total = total;
            const auto now = Clock::now();
            tell = job.shown && now - last_wake > kProgressStep;
            if (tell) {
                last_wake = now;
            }
        }
        if (tell) {
            call_wake();
        }
    }

    void run(const std::shared_ptr<Job>& job) {
        const Progress progress(
            job->stop.get_token(),
            [this, &job = *job](MessageId stage, std::int64_t done, std::int64_t total) {
                report(job, stage, done, total);
            });
        auto finish = job->work(progress);
        job->work = nullptr;  // Its inputs may be large.
        {
            const std::lock_guard lock(mutex);
            finished.emplace_back(job->state.id, std::move(finish));
        }
        changed.notify_all();
        call_wake();
    }

    void serve() {
        while (true) {
            std::shared_ptr<Job> job;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [this] { return ending || !waiting.empty(); });
                if (ending) {
                    return;
                }
                job = std::move(waiting.front());
                waiting.pop_front();
            }
            run(job);
        }
    }
};

JobQueue::JobQueue(std::size_t threads) : m_shared(std::make_unique<Shared>()) {
    for (std::size_t i = 0; i < threads; ++i) {
        m_shared->threads.emplace_back([shared = m_shared.get()] { shared->serve(); });
    }
}

JobQueue::~JobQueue() { stop(); }

void JobQueue::stop() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->ending = true;
        m_shared->wake = nullptr;
        for (const auto& job : m_shared->unfinished) {
            job->stop.request_stop();
        }
    }
    m_shared->changed.notify_all();
    m_shared->threads.clear();
}

std::uint64_t JobQueue::start(Message what, bool shown, Work work) {
    auto job = std::make_shared<Shared::Job>();
    job->state.what = std::move(what);
    job->shown = shown;
    job->work = std::move(work);
    {
        const std::lock_guard lock(m_shared->mutex);
        job->state.id = m_shared->next_id++;
        m_shared->unfinished.push_back(job);
        if (m_shared->ending) {
            return job->state.id;
        }
        if (!m_shared->threads.empty()) {
            m_shared->waiting.push_back(job);
        }
    }
    if (m_shared->threads.empty()) {
        m_shared->run(job);
    } else {
        m_shared->changed.notify_all();
    }
    return job->state.id;
}

void JobQueue::cancel(std::uint64_t id) {
    const std::lock_guard lock(m_shared->mutex);
    for (const auto& job : m_shared->unfinished) {
        if (job->state.id == id) {
            job->stop.request_stop();
        }
    }
}

bool JobQueue::poll() {
    std::vector<std::pair<std::uint64_t, Finish>> taken;
    {
        const std::lock_guard lock(m_shared->mutex);
        taken.swap(m_shared->finished);
        for (const auto& one : taken) {
            std::erase_if(m_shared->unfinished,
                          [&](const auto& job) { return job->state.id == one.first; });
        }
    }
    for (const auto& one : taken) {
        if (one.second) {
            one.second();
        }
    }
    return !taken.empty();
}

std::vector<JobState> JobQueue::states() const {
    std::vector<JobState> states;
    const std::lock_guard lock(m_shared->mutex);
    for (const auto& job : m_shared->unfinished) {
        if (!job->shown) {
            continue;
        }
        auto state = job->state;
        const std::chrono::duration<double> spent = Clock::now() - job->since;
        // Before a tenth is done, a guess would only jump about.
        if (state.total > 0 && state.done * 10 >= state.total && state.done <= state.total) {
            state.seconds_left = spent.count() * static_cast<double>(state.total - state.done) /
                                 static_cast<double>(state.done);
        }
        states.push_back(std::move(state));
    }
    return states;
}

bool JobQueue::busy() const {
    const std::lock_guard lock(m_shared->mutex);
    return !m_shared->unfinished.empty();
}

void JobQueue::wait() const {
    std::unique_lock lock(m_shared->mutex);
    m_shared->changed.wait(
        lock, [this] { return !m_shared->finished.empty() || m_shared->unfinished.empty(); });
}

void JobQueue::set_wake(std::function<void()> wake) {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wake = std::move(wake);
}

}  // namespace maillage::workspace
