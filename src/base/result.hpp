// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Errors as values at the borders of the program. Exceptions are for bugs.

#include "base/message.hpp"

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace maillage {

/// A failure the caller can act on. A programming mistake is an assert, never an Error.
struct Error {
    enum class Code : std::uint8_t {
        kNotFound,   ///< A file, a layer, a code that is not there.
        kParse,      ///< Text that does not have the form asked for.
        kFormat,     ///< A file that is not what its name says, is damaged or cut.
        kRefused,    ///< Against the rules: a path outside the workspace, an archive too large.
        kVintage,    ///< A year of the COG that is unknown, or codes of no year.
        kGeometry,   ///< Wrong kind of geometry, or one that cannot be repaired.
        kWrite,      ///< The result could not be put safely on disk.
        kCancelled,  ///< The user stopped the work.
    };
    Code code;
    Message message;    ///< One sentence naming the thing and what to do.
    std::string where;  ///< "cir-45.xlsx, Feuil1, ligne 17" or "communes.gpkg"; may be empty.
};

/// A value or an Error: the part of C++23 std::expected we use, under the same names.
template <typename T>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point of the type
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): `return Error{…};` too
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    const T& value() const& {  ///< \pre has_value()
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T& value() & {  ///< \pre has_value()
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() && {  ///< \pre has_value()
        assert(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {  ///< \pre !has_value()
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// For operations that have nothing to give back: Result<Done>.
struct Done {};

}  // namespace maillage
