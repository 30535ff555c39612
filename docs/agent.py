#!/usr/bin/env python3
"""A negsim agent: asks for less and less, accepts what is as good as what it would ask."""
import json
import sys

for line in sys.stdin:
    said = json.loads(line)
    if said["type"] == "begin":
        rounds = said["rounds"]
    elif said["type"] == "stage":
        # Own worth of every part, in order: the first issue outermost; null: not negotiable.
        worth, sizes = said["worth"], said["sizes"]
        ranked = sorted((w, -k) for k, w in enumerate(worth) if w is not None)
    elif said["type"] == "turn":
        floor, best = said["no_deal"], ranked[-1][0]
        target = floor + (1 - said["time"]) * (best - floor)
        table = said["on_table"]
        if table and table["worth"] is not None and table["worth"] >= target:
            answer = {"accept": True}
        else:
            part = -next(k for w, k in ranked if w >= target - 1e-9)
            offer = []
            for size in reversed(sizes):
                offer.insert(0, part % size)
                part //= size
            answer = {"offer": offer}
        print(json.dumps(answer), flush=True)
