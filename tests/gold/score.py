#!/usr/bin/env python3
"""Compare what `luoshi read FILE --format json` printed with a labelled document.

    luoshi read binjiang-2025-h1.txt --format json | ./score.py binjiang-2025-h1.gold.json --show

Rows are matched by key (by number where there is none); a second row of a key is made up. A target or observation is found when its row has
one with the same value and measure; those without a value are told apart by basis. Of those found: how often each field and the span (80%
overlap) agree too. Strict: value, measure, basis, and comparator (targets) or period (observations). A milestone is found when one of the same
kind overlaps its span by half. Exit status 1 when something is below --min-rows (each row field), --min (plain F1), --min-strict, --min-milestones.
"""

import argparse
import json
import sys

FIELDS = ("chapter", "objective", "text", "statement", "lead", "cooperating", "claim")


def key(x):
    value = x.get("value")
    return (None if value is None else round(float(value), 9), x.get("measure"), x["basis"] if value is None else "")


def overlap(a, b):
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def pair(found, gold, same):
    """Pair each gold label with one found label that is `same`, the nearest span first; the rest of the found is left over."""
    left, pairs = list(found), []
    for g in gold:
        candidates = [f for f in left if same(f, g)]
        if candidates:
            best = min(candidates, key=lambda f: abs(f["span"][0] - g["span"][0]))
            left.remove(best)
            pairs.append((best, g))
    return pairs, left


def f1(hit, miss, extra):
    return 2 * hit / (2 * hit + miss + extra) if hit + miss + extra else None


def show(name, good, total):
    print(f"{name:36} {good}/{total} = {good / total:.3f}" if total else f"{name:36} n/a")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("output", nargs="?", type=argparse.FileType(encoding="utf8"), default=sys.stdin)
    for name in ("--min-rows", "--min", "--min-strict", "--min-milestones"):
        parser.add_argument(name, type=float, default=0.0)
    parser.add_argument("--show", action="store_true", help="list what was missed and what was made up")
    args = parser.parse_args()
    name = lambda t: str(t.get("key") or t["no"])
    gold = {name(t): t for t in json.load(open(args.gold, encoding="utf8"))["tasks"]}
    found, extra_rows = {}, []
    for t in json.load(args.output)["tasks"]:
        if name(t) in found or name(t) not in gold:
            extra_rows.append(t)
        else:
            found[name(t)] = t
    bad = []

    def need(what, got, least):
        if got is not None and got < least:
            bad.append(f"{what} {got:.3f} < {least}")

    show("rows found", len(found), len(gold))
    print(f"{'rows made up':36} {len(extra_rows)}")
    need("rows", len(found) / len(gold), args.min_rows)
    if extra_rows and args.min_rows:
        bad.append(f"{len(extra_rows)} rows made up")
    for field in FIELDS:
        exact = sum(t.get(field) == gold[k][field] for k, t in found.items())
        show(f"  {field} exact", exact, len(gold))
        need(field, exact / len(gold), args.min_rows)
    extras = [t for t in extra_rows]
    for kind, fields, last in (
        ("targets", ("metric", "basis", "comparator", "hedge", "milestone"), "comparator"),
        ("observations", ("metric", "basis", "period", "base"), "period"),
    ):
        hit = miss = strict = 0
        extra = sum(len(t.get(kind, [])) for t in extras)
        agree, spans = dict.fromkeys(fields, 0), 0
        for k, g in gold.items():
            pairs, left = pair(found.get(k, {}).get(kind, []), g[kind], lambda f, x: key(f) == key(x))
            hit, miss, extra = hit + len(pairs), miss + len(g[kind]) - len(pairs), extra + len(left)
            if args.show:
                for x in g[kind]:
                    if all(x is not p[1] for p in pairs):
                        print(
                            f"  missed  {k} {kind}: {g['text' if kind == 'targets' else 'statement'][slice(*x['span'])]}"
                        )
                for x in left:
                    print(f"  made up {k} {kind}: {x.get('metric')} {x.get('value')} {x.get('measure')}")
            for f, x in pairs:
                spans += overlap(f["span"], x["span"]) >= 0.8
                strict += f.get("basis") == x["basis"] and f.get(last) == x.get(last)
                for field in fields:
                    same = (f.get(field) or None) == (x.get(field) or None)
                    agree[field] += same
                    if args.show and not same:
                        print(f"  differs {k} {kind} {field}: {f.get(field)!r}, labelled {x.get(field)!r}")
        plain, hard = f1(hit, miss, extra), f1(strict, miss + hit - strict, extra + hit - strict)
        print(
            f"{kind:36} precision {hit / (hit + extra or 1):.3f}  recall {hit / (hit + miss or 1):.3f}  F1 {plain:.3f}  strict F1 {hard:.3f}"
        )
        need(f"{kind} F1", plain, args.min)
        need(f"{kind} strict F1", hard, args.min_strict)
        for field in fields:
            show(f"  {field} of those found", agree[field], hit)
        show("  span of those found", spans, hit)
    hit = miss = 0
    extra = sum(len(t.get("milestones", [])) for t in extras)
    for k, g in gold.items():
        pairs, left = pair(
            found.get(k, {}).get("milestones", []),
            g["milestones"],
            lambda f, x: f["kind"] == x["kind"] and overlap(f["span"], x["span"]) >= 0.5,
        )
        hit, miss, extra = hit + len(pairs), miss + len(g["milestones"]) - len(pairs), extra + len(left)
        if args.show:
            for x in g["milestones"]:
                if all(x is not p[1] for p in pairs):
                    print(f"  missed  {k} milestone {x['kind']}: {g['text'][slice(*x['span'])]}")
            for x in left:
                print(f"  made up {k} milestone {x['kind']}: {x.get('object')}")
    print(
        f"{'milestones':36} precision {hit / (hit + extra or 1):.3f}  recall {hit / (hit + miss or 1):.3f}  F1 {f1(hit, miss, extra):.3f}"
    )
    need("milestones F1", f1(hit, miss, extra), args.min_milestones)
    print("below: " + "; ".join(bad) if bad else "nothing below what was asked")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
