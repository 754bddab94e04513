/*
 * The clock of clause-index.
 */
#pragma once

/* Milliseconds that never jump. */
long long clock_ms(void);
