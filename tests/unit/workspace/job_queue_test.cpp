// SPDX-License-Identifier: Apache-2.0
#include "workspace/job_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <thread>

namespace maillage::workspace {
namespace {

const Message kWhat{MessageId::kStageReading};

void drain(JobQueue& queue) {
    while (queue.busy()) {
        queue.wait();
        queue.poll();
    }
}

class JobQueueTest : public testing::TestWithParam<std::size_t> {};

TEST_P(JobQueueTest, EveryResultIsTakenInOnceOnThePollingThread) {
    JobQueue queue(GetParam());
    std::atomic<int> woken = 0;
    queue.set_wake([&] { ++woken; });
    const auto main = std::this_thread::get_id();
    std::vector<int> taken;
    for (int i = 0; i < 200; ++i) {
        queue.start(kWhat, i % 2 == 0, [&, i](const Progress& progress) -> JobQueue::Finish {
            progress.at(MessageId::kStageReading, i, 200);
            return [&, i] {
                EXPECT_EQ(std::this_thread::get_id(), main);
                taken.push_back(i);
            };
        });
    }
    drain(queue);
    std::sort(taken.begin(), taken.end());
    std::vector<int> all(200);
    std::iota(all.begin(), all.end(), 0);
    EXPECT_EQ(taken, all);
    EXPECT_GT(woken, 0);
    EXPECT_TRUE(queue.states().empty());
}

TEST_P(JobQueueTest, AFinishMayStartTheNextJob) {
    JobQueue queue(GetParam());
    int steps = 0;
    std::function<void()> next = [&] {
        if (++steps < 5) {
            queue.start(kWhat, true, [&](const Progress&) { return next; });
        }
    };
    queue.start(kWhat, true, [&](const Progress&) { return next; });
    drain(queue);
    EXPECT_EQ(steps, 5);
}

INSTANTIATE_TEST_SUITE_P(Threads, JobQueueTest, testing::Values(0, 1, 4));

TEST(JobQueue, ACancelledJobIsToldAndStillTakenIn) {
    JobQueue queue(1);
    std::atomic<bool> running = false;
    bool cancelled = false;
    const auto id = queue.start(kWhat, true, [&](const Progress& progress) -> JobQueue::Finish {
        running = true;
        while (!progress.cancelled()) {
            std::this_thread::yield();
        }
        return [&] { cancelled = true; };
    });
    while (!running) {
        std::this_thread::yield();
    }
    const auto states = queue.states();
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states[0].id, id);
    queue.cancel(id);
    drain(queue);
    EXPECT_TRUE(cancelled);
}

TEST(JobQueue, EndsWhileJobsRunAndWait) {
    std::atomic<int> started = 0;
    {
        JobQueue queue(2);
        for (int i = 0; i < 20; ++i) {
            queue.start(kWhat, true, [&](const Progress& progress) -> JobQueue::Finish {
                ++started;
                while (!progress.cancelled()) {
                    std::this_thread::yield();
                }
                return [] { FAIL() << "nothing is taken in any more"; };
            });
        }
    }
    EXPECT_LE(started, 20);
}

}  // namespace
}  // namespace maillage::workspace
