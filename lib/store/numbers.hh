/*
 * Numbers for words, from 0 in the order in which they are met. The words lie
 * behind each other in that order, so those met often share cache lines, and a
 * table of eight bytes a slot finds them: a look-up touches two lines.
 */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

class Numbers
{
    struct Slot {
        uint32_t hash;
        uint32_t end; /* of its entry in the texts; 0: a free slot */
    };

    std::vector<Slot> slots; /* a hash table, at most half full */
    std::string texts;       /* of each word: itself, its length, its number */
    uint32_t count = 0;

    std::pair<std::string_view, uint32_t> entry_before(size_t end) const;
    void widen();
    void append(Slot &slot, std::string_view word);

  public:
    /* Of a word of at most 255 bytes. */
    uint32_t number_of(std::string_view word);

    /* All words and their numbers, sorted; valid until the next is met. */
    std::vector<std::pair<std::string_view, uint32_t>> sorted() const;
};
