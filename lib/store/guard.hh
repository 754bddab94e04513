/*
 * The one place where exceptions end. Every function of the C face runs its
 * body through guard(), so that nothing is ever thrown into C.
 */
#pragma once

extern "C" {
#include "lib/base/status.h"
}

#include <new>
#include <system_error>
#include <xapian.h>

template <class Body>
enum status
guard(struct error *err, Body body) noexcept
{
    try {
        return body();
    } catch (const Xapian::DatabaseLockError &e) {
        return error_set(err, STATUS_BUSY, "the index is being written: %s",
                         e.get_msg().c_str());
    } catch (const Xapian::DatabaseVersionError &e) {
        return error_set(err, STATUS_STORE,
                         "the index is of another format: %s",
                         e.get_msg().c_str());
    } catch (const Xapian::DatabaseCorruptError &e) {
        return error_set(err, STATUS_IO, "the index is damaged: %s",
                         e.get_msg().c_str());
    } catch (const Xapian::DatabaseOpeningError &e) {
        return error_set(err, STATUS_IO, "the index cannot be opened: %s",
                         e.get_description().c_str());
    } catch (const Xapian::LogicError &e) { /* asked for what cannot be */
        return error_set(err, STATUS_BUG, "%s", e.get_description().c_str());
    } catch (const Xapian::Error &e) {
        return error_set(err, STATUS_IO, "%s", e.get_description().c_str());
    } catch (const std::bad_alloc &) {
        return error_set(err, STATUS_NO_MEMORY,
                         "out of memory in the index library");
    } catch (const std::system_error &e) { /* of the file system */
        return error_set(err, STATUS_IO, "%s", e.what());
    } catch (const std::exception &e) {
        return error_set(err, STATUS_BUG, "%s", e.what());
    } catch (...) {
        return error_set(err, STATUS_BUG, "an unknown exception");
    }
}
