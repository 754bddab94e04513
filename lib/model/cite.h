/*
 * Printed citations:
 *   long   WTSA Resolution 59 (Rev. Dubai, 2012), recognizing c)
 *   short  WTSA Res. 59 (Rev. Dubai, 2012), resolves to invite the Director
 *          of the TSB, 2
 */
#pragma once

#include "lib/base/arena.h"
#include "lib/model/grammar.h"
#include "lib/model/resolution.h"

enum cite_form { CITE_LONG, CITE_SHORT };

/* The edition alone: "WTSA Res. 59 (Rev. Dubai, 2012)". */
char *cite_resolution(const struct grammar *grammar,
                      const struct resolution *resolution, enum cite_form form,
                      struct arena *arena);

/* A clause; section is the one it stands in. */
char *cite_clause(const struct grammar *grammar,
                  const struct resolution *resolution,
                  const struct section *section, const struct clause *clause,
                  enum cite_form form, struct arena *arena);

char *cite_footnote(const struct grammar *grammar,
                    const struct resolution *resolution,
                    const struct footnote *footnote, enum cite_form form,
                    struct arena *arena);

/* A label as it is printed: "a" -> "a)", "2.1.a" -> "2.1 a)", "2" -> "2". */
char *cite_label(const char *label, struct arena *arena);
