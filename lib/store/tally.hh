/*
 * Counting the values of hits. A ValueCountMatchSpy for each slot, which
 * works on remote shards too; what it counted is taken apart afterwards.
 */
#pragma once

extern "C" {
#include "lib/base/arena.h"
#include "lib/store/tally.h"
}

#include <memory>
#include <vector>
#include <xapian.h>

class tally_set
{
  public:
    /* Counts what enquire will see; must outlive its get_mset. */
    void watch(Xapian::Enquire &enquire, unsigned slot);

    /* The tallies of the at'th slot watched, in the arena. */
    struct store_tallies take(size_t at, struct arena *arena) const;

  private:
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
};
