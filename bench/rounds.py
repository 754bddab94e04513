"""Rounds of measurements that take turns, on a machine that others use too."""

import statistics
import time

LOST_MOST = 0.05  # of wall time, of a spinning process: else the round is void


def lost():
    """How much wall time a spinning process does not get."""
    wall, own = time.monotonic(), time.process_time()
    while time.monotonic() - wall < 0.2:
        pass
    return 1 - (time.process_time() - own) / (time.monotonic() - wall)


class Rounds:
    """Rows of numbers by the name of what was measured, one a round."""

    def __init__(self):
        self.rows = {}

    def add(self, name, *row):
        self.rows.setdefault(name, []).append(row)

    def median(self, name, which):
        return statistics.median(row[which] for row in self.rows[name])

    def run(self, count, measure):
        """measure() adds a row of each name; so many good rounds, and how
        many were void."""
        kept = void = 0
        while kept < count:
            before = lost()
            measure()
            if max(before, lost()) > LOST_MOST and void < 3 * count:
                for rows in self.rows.values():
                    rows.pop()
                void += 1
            else:
                kept += 1
        print(f"{kept} rounds, {void} void (the machine was busy)")
