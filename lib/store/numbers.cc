#include "lib/store/numbers.hh"

#include <algorithm>
#include <cstring>
#include <functional>
#include <stdexcept>

enum {
    FIRST_SLOTS = 1024, /* a power of two, as all sizes are */
    NUMBER_BYTES = sizeof(uint32_t),
    TAIL_BYTES = 1 + NUMBER_BYTES /* behind a word */
};

std::pair<std::string_view, uint32_t>
Numbers::entry_before(size_t end) const
{
    const char *tail = texts.data() + end - TAIL_BYTES;
    auto len = static_cast<unsigned char>(*tail);
    uint32_t number;

    std::memcpy(&number, tail + 1, NUMBER_BYTES);
    return {std::string_view(tail - len, len), number};
}

void
Numbers::widen()
{
    std::vector<Slot> before = std::move(slots);

    slots.assign(std::max(before.size() * 2, size_t(FIRST_SLOTS)), {0, 0});
    size_t mask = slots.size() - 1;
    for (const Slot &slot : before) {
        size_t at = slot.hash & mask;

        if (slot.end == 0)
            continue;
        while (slots[at].end != 0)
            at = (at + 1) & mask;
        slots[at] = slot;
    }
}

void
Numbers::append(Slot &slot, std::string_view word)
{
    char number[NUMBER_BYTES];

    if (texts.size() + word.size() + TAIL_BYTES > UINT32_MAX)
        throw std::length_error("too many words");
    std::memcpy(number, &count, NUMBER_BYTES);
    texts.append(word);
    texts.push_back(static_cast<char>(word.size()));
    texts.append(number, NUMBER_BYTES);
    slot.end = static_cast<uint32_t>(texts.size());
    count++;
}

uint32_t
Numbers::number_of(std::string_view word)
{
    auto hash = static_cast<uint32_t>(std::hash<std::string_view>()(word));

    if (size_t(count) * 2 >= slots.size())
        widen();
    size_t mask = slots.size() - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot &slot = slots[at];

        if (slot.end == 0) {
            append(slot, word);
            slot.hash = hash;
            return count - 1;
        }
        if (slot.hash != hash)
            continue;
        auto [text, number] = entry_before(slot.end);
        if (text == word)
            return number;
    }
}

std::vector<std::pair<std::string_view, uint32_t>>
Numbers::sorted() const
{
    std::vector<std::pair<std::string_view, uint32_t>> all;

    all.reserve(count);
    for (size_t end = texts.size(); end > 0;) {
        all.push_back(entry_before(end));
        end -= all.back().first.size() + TAIL_BYTES;
    }
    std::sort(all.begin(), all.end());
    return all;
}
