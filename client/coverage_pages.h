/*
 * All pages of a coverage as one: an answer ends where it is full, and says
 * where to go on.
 */
#pragma once

#include "client/session.h"

/*
 * Asks for the pages that the options ask for: one when there is a limit, else
 * all. *span is then the result, of several pages one as if they had been one
 * answer; its bytes may be in whole, which must live as long. False: what went
 * wrong is reported, and *exit says how to end.
 */
bool coverage_pages_ask(struct session *session, struct buf *whole,
                        struct reply_span *span, enum exit_code *exit);
