"""Compare what the grammar makes of labelled clauses with their labels, paired as tests/gold/score.py does.

    python tests/grammar/score_clauses.py LABELS.jsonl [--show]
    python tests/grammar/score_clauses.py tests/grammar/labels.jsonl --corpus DIR     labels that only locate their text
    python tests/grammar/score_clauses.py LABELS.jsonl --corpus DIR --locate          print such labels

A line of LABELS is {"id", "kind", "text", "year", "as_of", "targets", "milestones", "observations"}. A target or an
observation is found when its clause has one with the same value and measure (those without a value: the same basis);
strict: basis too, and comparator (targets) or period (observations). A milestone is found when one of the same kind
overlaps its span by half. A label that locates its text has {"file", "start", "end", "sha256"} instead of "text": a
file of DIR, code points, and the hash of the text's UTF-8; it holds no words of the text.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from luoshi.grammar import explain_batch

LAST = {"targets": "comparator", "observations": "period"}
Label = dict[str, Any]


def key(label: Label) -> tuple[Any, ...]:
    value = label.get("value")
    return (
        None if value is None else round(float(value), 9),
        label.get("measure"),
        label["basis"] if value is None else "",
    )


def overlap(a: list[int], b: list[int]) -> float:
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def pair(
    found: list[Label], gold: list[Label], same: Callable[[Label, Label], bool]
) -> tuple[list[tuple[Label, Label]], list[Label]]:
    left, pairs = list(found), []
    for label in gold:
        candidates = [f for f in left if same(f, label)]
        if candidates:
            best = min(candidates, key=lambda f: abs(f["span"][0] - label["span"][0]))
            left.remove(best)
            pairs.append((best, label))
    return pairs, left


def f1(hit: int, miss: int, extra: int) -> float:
    return 2 * hit / (2 * hit + miss + extra) if hit + miss + extra else 1.0


def score(lines: Iterable[str], show: bool = False, metrics: bool = False) -> dict[str, float]:
    """Return F1 by kind: targets, targets strict, observations, observations strict, milestones."""
    lines = [line for line in lines if line.strip()]
    labels = [json.loads(line) for line in lines]
    answers = [json.loads(line) for line in explain_batch(lines)]
    scores: dict[str, float] = {}
    for kind, last in LAST.items():
        hit = miss = extra = strict = 0
        agree: dict[str, list[int]] = {}
        for label, answer in zip(labels, answers, strict=True):
            pairs, left = pair(answer.get(kind, []), label.get(kind, []), lambda f, g: key(f) == key(g))
            hit, miss, extra = hit + len(pairs), miss + len(label.get(kind, [])) - len(pairs), extra + len(left)
            wrong = [x for x in label.get(kind, []) if all(x is not g for _, g in pairs)]
            notes = [
                f"    missed {x.get('value')} {x.get('measure')} {x['basis']}: {label['text'][slice(*x['span'])]}"
                for x in wrong
            ]
            notes += [f"    made up {x['value']} {x['measure']} {x['basis']} {x['metric']}" for x in left]
            for f, g in pairs:
                good = f["basis"] == g["basis"] and f.get(last) == g.get(last)
                strict += good
                for field in ("metric", "hedge", "milestone", "base"):
                    if field in g or (f.get(field) and field != "metric"):
                        counts = agree.setdefault(field, [0, 0])
                        counts[0] += (f.get(field) or None) == (g.get(field) or None)
                        counts[1] += 1
                if not good:
                    notes.append(
                        f"    strict {g.get('value')} {g.get('measure')} {g.get('metric', '')}: "
                        f"{f['basis']} {f.get(last)}, labelled {g['basis']} {g.get(last)}"
                    )
            if metrics:
                for f, g in pairs:
                    if "metric" in g and f["metric"] != g["metric"]:
                        print(
                            f"  metric {f['metric']!r}, labelled {g['metric']!r} | {label['text'][slice(*g['span'])]}"
                        )
            if show and notes:
                print(label["id"], kind, label["text"], *notes, sep="\n")
        scores[kind] = f1(hit, miss, extra)
        scores[f"{kind} strict"] = f1(strict, miss + hit - strict, extra + hit - strict)
        print(
            f"{kind:14} {hit + miss:4} labels  plain {scores[kind]:.3f}  strict {scores[f'{kind} strict']:.3f}",
            {k: f"{a}/{b}" for k, (a, b) in agree.items()},
        )
    hit = miss = extra = 0
    for label, answer in zip(labels, answers, strict=True):
        gold = label.get("milestones", [])
        pairs, left = pair(
            answer.get("milestones", []),
            gold,
            lambda f, g: f["kind"] == g["kind"] and overlap(f["span"], g["span"]) >= 0.5,
        )
        hit, miss, extra = hit + len(pairs), miss + len(gold) - len(pairs), extra + len(left)
        if show:
            for x in gold:
                if all(x is not g for _, g in pairs):
                    print(label["id"], "missed milestone", x["kind"], label["text"][slice(*x["span"])])
            for x in left:
                print(label["id"], "made up milestone", x["kind"], x["object"], "|", label["text"])
    scores["milestones"] = f1(hit, miss, extra)
    print(f"milestones     {hit + miss:4} labels  F1 {scores['milestones']:.3f}")
    return scores


# what of a label says no words of its text
KEPT = (
    "span",
    "value_span",
    "basis",
    "comparator",
    "value",
    "measure",
    "period",
    "base",
    "estimated",
    "hedge",
    "milestone",
    "kind",
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def locate(lines: Iterable[str], corpus: Path) -> Iterator[str]:
    """Replace the text of each label by where it stands in `corpus`; a text that is not found is left out."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))}
    for line in lines:
        label = json.loads(line)
        text = label["text"]
        name = next((name for name, whole in files.items() if text in whole), None)
        if name is None:
            continue
        start = files[name].index(text)
        where = {"file": name, "start": start, "end": start + len(text), "sha256": sha256(text)}
        kept = {field: label[field] for field in ("id", "kind", "year", "as_of")} | where
        for kind in ("targets", "milestones", "observations"):
            kept[kind] = [{k: one[k] for k in KEPT if one.get(k) is not None} for one in label.get(kind, [])]
        yield json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def located(lines: Iterable[str], corpus: Path) -> Iterator[str]:
    """Give each label its text again; a text that has changed is said and left out."""
    for line in lines:
        label = json.loads(line)
        path = corpus / label["file"]
        text = path.read_text(encoding="utf-8")[label["start"] : label["end"]] if path.is_file() else ""
        if sha256(text) != label["sha256"]:
            print(f"{label['id']}: {label['file']} is missing or has changed", file=sys.stderr)
            continue
        yield json.dumps(label | {"text": text}, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--metrics", action="store_true", help="list the metrics that differ")
    parser.add_argument("--corpus", type=Path, help="the folder that located labels point into")
    parser.add_argument("--locate", action="store_true", help="print the labels without their texts")
    args = parser.parse_args()
    lines = [line for line in args.labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    if args.locate:
        print(*locate(lines, args.corpus), sep="\n")
        return
    if args.corpus:
        lines = list(located(lines, args.corpus))
    score(lines, args.show, args.metrics)


if __name__ == "__main__":
    main()
