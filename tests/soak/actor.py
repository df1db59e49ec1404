"""Somebody who does one thing after the other until the soak is over."""

import random
import threading


class Actor(threading.Thread):
    """pause: the least and the most seconds between two steps."""

    pause = 0.1, 1.0

    def __init__(self, soak, name):
        super().__init__(name=name, daemon=True)
        self.soak, self.random = soak, random.Random(f"{soak.seed} {name}")

    def run(self):
        self.begin()
        while not self.soak.over.wait(self.random.uniform(*self.pause)):
            try:
                self.step()
            except Exception as e:  # one is reported, all go on
                self.soak.wrong(f"{self.name}: {type(e).__name__}: {e}", e)

    def begin(self):
        pass

    def one_of(self, acts):
        """One of {function: how likely}."""
        self.soak.count(self.name)
        act, = self.random.choices(list(acts), list(acts.values()))
        act()
