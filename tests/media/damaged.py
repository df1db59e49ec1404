"""Damaged copies of sample files, the same ones each time."""

import os
import random

SEED = 2


def damage(data, chance):
    """Cuts it somewhere, or turns some bits, mostly where the headers are."""
    data = bytearray(data)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)):]
        return bytes(data)
    end = min(len(data), chance.choice((64, 1024, 1 << 30)))
    for _ in range(chance.choice((1, 4, 16, 64))):
        data[chance.randrange(end)] ^= 1 << chance.randrange(8)
    return bytes(data)


def copies(folder, names, number):
    """Yields (name of the sample, damaged bytes) so often, each sample in its
    turn."""
    chance = random.Random(SEED)
    for i in range(number):
        name = names[i % len(names)]
        with open(os.path.join(folder, name), "rb") as f:
            yield name, damage(f.read(), chance)
