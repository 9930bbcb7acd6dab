"""The rules of docs/drafting.md, by their own examples."""

import re
from pathlib import Path

from luoshi.documents import read_document
from luoshi.drafting import draft_report

DOCS = Path(__file__).parents[2] / "docs" / "drafting.md"


def cut(sentence: str) -> str:
    """Cut one sentence, as a part of a report, and write it as the docs do."""
    report = f"政府工作报告\n各位代表：\n现在，我向大会报告工作，请予审议。\n一、2031年重点工作\n{sentence}\n".encode()
    draft = draft_report(read_document(report, "报告.txt"))
    return " | ".join("+".join(span.of(draft.report.text) for span in task.spans) for task in draft.tasks)


def test_each_example_is_cut_as_the_docs_say() -> None:
    blocks = re.findall(r"```\n(.+?)\n```", DOCS.read_text(), re.DOTALL)
    lines = [line for block in blocks for line in block.split("\n")]
    examples = list(zip(lines[::2], lines[1::2], strict=True))

    assert len(examples) >= 9
    assert [(given, cut(given)) for given, _ in examples] == examples
