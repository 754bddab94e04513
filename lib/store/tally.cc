#include "lib/store/tally.hh"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>

void
tally_set::watch(Xapian::Enquire &enquire, unsigned slot)
{
    spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
    enquire.add_matchspy(spies.back().get());
}

/* A joined value counts once for each of its parts. */
static void
count_parts(std::map<std::string, size_t> &counts, const std::string &joined,
            size_t times)
{
    size_t from = 0;

    while (from < joined.size()) {
        size_t end = joined.find(STORE_VALUE_GAP, from);

        if (end == std::string::npos)
            end = joined.size();
        counts[joined.substr(from, end - from)] += times;
        from = end + strlen(STORE_VALUE_GAP);
    }
}

struct store_tallies
tally_set::take(size_t at, struct arena *arena) const
{
    const Xapian::ValueCountMatchSpy &spy = *spies[at];
    std::map<std::string, size_t> counts;
    struct store_tallies out = {};

    for (auto it = spy.values_begin(); it != spy.values_end(); ++it)
        count_parts(counts, *it, it.get_termfreq());
    out.list = static_cast<struct store_tally *>(
        arena_alloc(arena, counts.size() * sizeof *out.list));
    for (const auto &[value, count] : counts)
        out.list[out.count++] = {
            arena_strndup(arena, value.data(), value.size()), count};
    return out;
}

void
tally_sort(struct store_tallies *tallies)
{
    std::stable_sort(tallies->list, tallies->list + tallies->count,
                     [](const store_tally &a, const store_tally &b) {
                         return a.count > b.count;
                     });
}
