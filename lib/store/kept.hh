/*
 * What was read lately, as much as fits into some bytes. Nothing is ordered by
 * age: values live in two halves, the young and the old; when the young have
 * filled theirs they become the old, and of those before only what was asked
 * for again lives on.
 */
#pragma once

#include <memory>
#include <unordered_map>
#include <utility>

template <class Key, class Value> class Kept
{
    struct Entry {
        std::shared_ptr<const Value> value;
        size_t bytes;
    };

    size_t room;      /* bytes; 0: nothing is kept */
    size_t taken = 0; /* by the young */
    std::unordered_map<Key, Entry> young, old;

  public:
    explicit Kept(size_t room_) : room(room_)
    {
    }

    size_t most() const
    {
        return room / 4; /* bytes that one value may take */
    }

    /* Null when it is not there. */
    std::shared_ptr<const Value> get(const Key &key)
    {
        auto held = young.find(key);

        if (held != young.end())
            return held->second.value;
        held = old.find(key);
        if (held == old.end())
            return nullptr;
        Entry entry = held->second;
        put(key, entry.value, entry.bytes);
        return entry.value;
    }

    void put(const Key &key, std::shared_ptr<const Value> value, size_t bytes)
    {
        enum { ENTRY = 128 /* bytes of bookkeeping */ };

        if (bytes > most())
            return;
        young[key] = {std::move(value), bytes};
        taken += bytes + ENTRY;
        if (taken <= room / 2)
            return;
        old = std::move(young);
        young.clear();
        taken = 0;
    }
};
