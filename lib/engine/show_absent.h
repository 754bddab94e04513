/*
 * Why something cannot be shown, with what is known of it all the same.
 * Private to the engine.
 */
#pragma once

#include "lib/engine/show_part.h"

/* Of the resolution no edition is held: the error says what is known of it.
 * False, for the caller to return. */
bool show_absent_resolution(struct show *show);

/* The same of an edition, or of one of its texts, when others are held. */
bool show_absent_edition(struct show *show);

/* "902" is read as WTSA's: when it is not held and another body's of that
 * number is, adds to the error that this one may be meant. */
void show_absent_offer(struct show *show);
