// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The same work on many elements, on several cores.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace maillage {

/// Calls work(first, last) for consecutive ranges of at most \p chunk elements until all of
/// [0, count) is done, on the calling thread and up to \p threads - 1 others (0 = all cores).
/// The result does not depend on the number of threads if work() writes only what belongs to its
/// range. \pre work() throws nothing
template <typename Work>
void in_chunks(std::size_t count, std::size_t chunk, unsigned threads, const Work& work) {
    const std::size_t cores =
        threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (auto first = next.fetch_add(chunk); first < count; first = next.fetch_add(chunk)) {
            work(first, std::min(count, first + chunk));
        }
    };
    const auto workers = std::min(cores, (count + chunk - 1) / chunk);
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < workers; ++i) {
        others.emplace_back(take);
    }
    take();
}

}  // namespace maillage
