"""Typed notes and form values of a PDF are read where they stand, or said with their words; so are other notes."""

from dataclasses import dataclass

from luoshi.documents import Document, read_document

ROWS = [(b"No", b"Task", b"Result"), (b"1", b"Parks 5", b""), (b"2", b"Roads 3", b"")]
CELLS = [(220, 170, 320, 200), (220, 140, 320, 170)]  # of the column "Result"


@dataclass
class Note:
    """An annotation: its kind, its keys, and what its appearance draws; None where it has none."""

    kind: bytes
    keys: bytes
    drawn: bytes | None
    box: tuple[int, int, int, int] = (30, 20, 130, 50)


def words(text: bytes, x: int = 2, y: int = 4, font: bytes = b"F") -> bytes:
    return b"BT /%s 10 Tf %d %d Td (%s) Tj ET" % (font, x, y, text)


def page() -> bytes:
    rules = [b"%d %d 100 30 re S" % (20 + 100 * column, 200 - 30 * row) for column in range(3) for row in range(3)]
    texts = [
        words(text, 25 + 100 * column, 210 - 30 * row)
        for row, line in enumerate(ROWS)
        for column, text in enumerate(line)
    ]
    return b"\n".join([*rules, *texts])


def pdf(*notes: Note) -> bytes:
    """A page with a table of three columns, written by hand, with annotations."""
    bodies: list[bytes] = [b"", b"", b""]

    def stored(body: bytes) -> int:
        bodies.append(body)
        return len(bodies)

    def stream(keys: bytes, content: bytes) -> int:
        return stored(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (keys, len(content), content))

    font = stored(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    signs = stored(b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")
    fonts = b"/Resources << /Font << /F %d 0 R /Z %d 0 R >> >>" % (font, signs)
    content = stream(b"", page())
    named = []
    for note in notes:
        left, low, right, high = note.box
        look = b""
        if note.drawn is not None:
            box = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d]" % (right - left, high - low)
            form = stream(b"%s %s" % (box, fonts), note.drawn)
            look = b"/AP << /N << /Yes %d 0 R >> >>" % form if b"/Btn" in note.keys else b"/AP << /N %d 0 R >>" % form
        rectangle = b"/Rect [%d %d %d %d]" % note.box
        named.append(stored(b"<< /Type /Annot /Subtype /%s %s /F 4 %s %s >>" % (note.kind, rectangle, note.keys, look)))
    listed = b" ".join(b"%d 0 R" % one for one in named)
    bodies[0] = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>" % listed
    bodies[1] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    bodies[2] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents %d 0 R %s /Annots [%s] >>" % (
        content,
        fonts,
        listed,
    )
    out, starts = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(bodies) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def read(*notes: Note) -> Document:
    return read_document(pdf(*notes), "a.pdf")


def results(document: Document) -> list[str]:
    return [row.cells[2].text for row in document.tables[0].rows]


def told(document: Document) -> list[tuple[str, str | None, int | None]]:
    return [(finding.code, finding.written, finding.place.page) for finding in document.findings]


def test_values_of_a_form_and_typed_notes_are_read_where_they_stand() -> None:
    frame = b"0 0 99 29 re S " + words(b"built 2")
    document = read(
        Note(b"Widget", b"/FT /Tx /T (a) /V (built 2)", frame, CELLS[0]),
        Note(b"FreeText", b"/Contents (built 1)", words(b"built 1"), CELLS[1]),
    )
    assert results(document) == ["Result", "built 2", "built 1"]
    assert told(document) == []


def test_a_ticked_box_of_a_form_is_a_tick() -> None:
    ticked = Note(b"Widget", b"/FT /Btn /T (c) /V /Yes /AS /Yes", words(b"4", font=b"Z"), CELLS[0])
    empty = Note(b"Widget", b"/FT /Btn /T (d) /V /Off /AS /Off", words(b"4", font=b"Z"), CELLS[1])
    assert results(read(ticked, empty)) == ["Result", "✔", ""]


def test_what_has_no_appearance_is_said_with_its_words() -> None:
    document = read(
        Note(b"FreeText", b"/Contents (built 3)", None),
        Note(b"Widget", b"/FT /Tx /T (b) /V (built 4)", None),
        Note(b"Text", b"/Contents (please check)", None),
        Note(b"Link", b"/Contents (a link)", None),
    )
    assert results(document) == ["Result", "", ""]
    assert told(document) == [("annotation", text, 1) for text in ("built 3", "built 4", "please check")]


def test_hidden_notes_are_not_read_and_said() -> None:
    note = Note(b"FreeText", b"/Contents (built 9)", words(b"built 9"), CELLS[0])
    hidden = pdf(note).replace(b"/F 4 ", b"/F 2 ")
    document = read_document(hidden, "a.pdf")
    assert results(document) == ["Result", "", ""]
    assert told(document) == [("annotation", "built 9", 1)]


def test_words_under_a_strike_out_mark_are_read_and_doubted() -> None:
    points = b"/QuadPoints [120 192 180 192 120 178 180 178]"
    document = read(Note(b"StrikeOut", points, None, (120, 178, 180, 192)))
    assert told(document) == [("struck-by-annotation", "Parks 5", 1)]
    assert document.tables[0].rows[1].cells[1].text == "Parks 5"
