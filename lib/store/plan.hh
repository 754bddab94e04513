/* What of a plan is not found by lists in memory. */
#pragma once

extern "C" {
#include "lib/store/plan.h"
}

#include "lib/store/near.hh"

#include <xapian.h>

/* Of a PLAN_NEAR. */
NearRule plan_near(const struct plan &plan);

/* Of a PLAN_SYNONYM or a PLAN_TERM: Xapian's matcher looks at a single list
 * only, or at many that are as one. */
Xapian::Query plan_query(const struct plan &plan);
