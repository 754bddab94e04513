/* From a plan of the C face to a query of Xapian's. */
#pragma once

extern "C" {
#include "lib/store/plan.h"
}

#include "lib/store/places.hh"

#include <xapian.h>

Xapian::Query plan_query(const struct plan &plan, PlacesKept &kept);
