"""What processes cost, read from /proc, and tables of it."""

import os
import statistics
import threading
import time
import unicodedata

from lib import lares

TICK = os.sysconf("SC_CLK_TCK")
PEAK_EVERY = 0.1   # seconds between looks at memory
QUIET_LOOK, QUIET_CPU = 0.5, 0.003  # so little CPU in so long: at rest


def family(pid):
    """A process and all beneath it."""
    everything, found = lares.processes(), [pid]
    for p in found:
        found += [q for q, (parent, _) in everything.items() if parent == p]
    return found


def read(pid, name):
    try:
        with open(f"/proc/{pid}/{name}") as f:
            return f.read()
    except OSError:  # it has ended
        return ""


def cpu(pid):
    """
    CPU seconds of a process and all beneath it: each one's CPU clock, to the
    nanosecond and with threads that have ended, and (in ticks) what children
    that have ended left behind.
    """
    total = 0.0
    for p in family(pid):
        try:
            total += time.clock_gettime(~p << 3 | 2)  # its CPUCLOCK_SCHED
        except OSError:
            continue
        stat = read(p, "stat").rpartition(")")[2].split()
        total += (int(stat[13]) + int(stat[14])) / TICK if stat else 0
    return total


def pss(pid):
    """Proportional memory of all its processes, MB: shared pages are counted
    once among all that share them."""
    total = 0
    for p in family(pid):
        for line in read(p, "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def switches(pid):
    """Context switches of all threads of all its processes."""
    total = 0
    for p in family(pid):
        for thread in os.listdir(f"/proc/{p}/task"):
            for line in read(f"{p}/task/{thread}", "status").splitlines():
                if "_ctxt_switches:" in line:
                    total += int(line.split()[1])
    return total


class Peak(threading.Thread):
    """The most memory seen while it ran, MB: with Peak(pid) as p: ... p.mb"""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.mb, self.over = pid, 0.0, threading.Event()

    def run(self):
        while not self.over.wait(PEAK_EVERY):
            self.mb = max(self.mb, pss(self.pid))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


def until_quiet(pid, seconds=60):
    """Waits until its processes do nothing any more: their CPU seconds."""
    end, last = time.monotonic() + seconds, cpu(pid)
    while time.monotonic() < end:
        time.sleep(QUIET_LOOK)
        now = cpu(pid)
        if now - last < QUIET_CPU:
            break
        last = now
    return now


# ---- tables

def number(x):
    """Three figures that count."""
    if x >= 100:
        return f"{x:.0f}"
    return f"{x:.1f}" if x >= 10 else f"{x:.2f}" if x >= 1 else f"{x:.3f}"


def cell(values):
    """The median and, of several, the least."""
    if isinstance(values, str):
        return values
    if not values:
        return "n/a"
    least = f" ({number(min(values))})" if len(values) > 1 else ""
    return number(statistics.median(values)) + least


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


class Table:
    """Rows of measures by name, a column for each server."""

    def __init__(self, title, columns, ratio=None):
        """ratio: two columns, whose medians are divided in one more."""
        self.title, self.columns, self.ratio = title, list(columns), ratio
        self.rows, self.notes = {}, []

    def add(self, row, column, *values):
        """Values of a repeated measure, or one text."""
        cells = self.rows.setdefault(row, {})
        if values and isinstance(values[0], str):
            cells[column] = values[0]
        elif not isinstance(cells.get(column), str):
            cells.setdefault(column, []).extend(values)

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)

    def _ratio(self, cells):
        a, b = (cells.get(c) for c in self.ratio)
        if not a or not b or isinstance(a, str) or isinstance(b, str):
            return ""
        return number(statistics.median(a) / (statistics.median(b) or 1e-9))

    def show(self):
        head = ["", *self.columns]
        if self.ratio:
            head.append("/".join(self.ratio))
        lines = [head]
        for name, cells in self.rows.items():
            line = [name, *(cell(cells.get(c, [])) for c in self.columns)]
            lines.append(line + ([self._ratio(cells)] if self.ratio else []))
        widths = [max(width(x[i]) for x in lines) for i in range(len(head))]
        print(f"\n== {self.title}")
        for line in lines:
            print("  ".join(
                text + pad if i == 0 else pad + text
                for i, text in enumerate(line)
                for pad in [" " * (widths[i] - width(text))]).rstrip())
        for note in self.notes:
            print(f"   {note}")
        print(end="", flush=True)
