/*
 * Conditions in a page that Word saved: "<![if !supportLists]>" before a label
 * and "<![endif]>" behind it, for browsers that cannot count. Every browser
 * shows what stands between them; libxml2 takes them for text.
 */
#pragma once

#include "lib/base/buf.h"

/* Takes them out of the bytes of a page. */
void html_condition_drop(struct buf *text);
