"""The site's own walls: queries that do not grow, headers, sentences in two languages, constraints, migrations."""

import ast
import re
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luoshi_web import settings
from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan, Target
from luoshi_web.supervision.models import Assessment
from tests.web.site import Page, Reader, pages_of, table
from tools import sentences

HAN = re.compile(r"[\u3400-\u9fff]")


def rows(count: int) -> bytes:
    return table(*(f"{n} | 新增学位{n}00个。 | 局{n} | 财政局、委{n} | 新增学位{n}0个。" for n in range(1, count + 1)))


def test_the_number_of_queries_does_not_grow_with_the_plan(client, town: Jurisdiction) -> None:
    other = Jurisdiction.objects.create(slug="city", name="某市")
    import_plan(rows(3), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)
    import_plan(rows(40), "b.txt", jurisdiction=other, year=2025, publish=True, lights=True)
    for page in ("", "tasks/1/", "units/", "units/局1/", "indicators/", "source/", "plan.json"):
        with CaptureQueriesContext(connection) as few:
            assert client.get(f"/town/2025/{page}").status_code == 200
        with CaptureQueriesContext(connection) as many:
            assert client.get(f"/city/2025/{page}").status_code == 200

        assert len(many) == len(few) <= 18, page


def test_every_answer_carries_the_content_policy(reader: Reader, binjiang: Plan) -> None:
    for address in ["/", "/nowhere/2025/", "/reading/?lang=en", *pages_of(binjiang)]:
        headers = reader.client.get(address).headers
        assert "default-src" in headers["Content-Security-Policy"], address
        assert "unsafe" not in headers["Content-Security-Policy"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["X-Frame-Options"] == "DENY", address
        assert headers["Referrer-Policy"] == "same-origin", address


def test_debugging_is_off_and_the_key_is_kept_for_its_owner_only() -> None:
    assert settings.DEBUG is False
    path = settings.HOME / "secret-key"
    if path.exists():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(settings.SECRET_KEY) >= 50


def test_a_strange_host_is_refused(client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_reading_preferences_never_lead_away(client, address: str) -> None:
    assert client.get("/reading/", {"lang": "en", "next": address})["Location"] == "/"


def test_preferences_are_kept_and_nonsense_is_not(client, binjiang: Plan) -> None:
    answer = client.get("/reading/", {"theme": "dark", "print": "large", "lang": "xx", "next": "/binjiang/2025/?q=1"})

    assert answer["Location"] == "/binjiang/2025/?q=1"
    assert {name: cookie.value for name, cookie in answer.cookies.items()} == {"theme": "dark", "print": "large"}
    root = Page(client.get("/binjiang/2025/")).tree
    assert (root.get("data-bs-theme"), root.get("class"), root.get("lang")) == ("dark", "large", "zh-Hans")


def test_a_browser_that_prefers_english_still_gets_the_page_that_was_sent(client, binjiang: Plan) -> None:
    page = Page(client.get("/binjiang/2025/", headers={"accept-language": "en"}))

    assert page.tree.get("lang") == "zh-Hans"


def test_every_sentence_has_its_english_and_the_catalogue_is_compiled() -> None:
    known, wanted = sentences.catalogue(), sentences.used()

    assert [message for message in wanted if not known.get(message)] == []
    assert set(known) == set(wanted), "run: tools/with-python sentences"
    assert sentences.CATALOGUE.with_suffix(".mo").read_bytes() == sentences.compiled(known)


def test_no_sentence_is_translated_within_another() -> None:
    """Python before 3.12 hands the inside of an f-string to nobody who gathers sentences."""
    within = [
        f"{path.relative_to(sentences.PACKAGE)}:{node.lineno}"
        for path in sentences.PACKAGE.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in sentences.KEYWORDS
    ]
    assert within == []


def test_a_catalogue_as_other_programs_save_it_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = tmp_path / "django.po"
    wrapped.write_text(
        '# Poedit\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid ""\n"退回后另给"\n"%(n)s个工作日"\nmsgstr ""\n"%(n)s more working "\n"days"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(sentences, "CATALOGUE", wrapped)
    assert sentences.catalogue() == {"退回后另给%(n)s个工作日": "%(n)s more working days"}


def test_translations_keep_the_places_for_figures() -> None:
    for chinese, english in sentences.catalogue().items():
        assert set(re.findall(r"%\((\w+)\)", chinese)) == set(re.findall(r"%\((\w+)\)", english)), chinese


def test_english_pages_are_english_but_for_what_the_table_says(reader: Reader, binjiang: Plan) -> None:
    reader.client.cookies["lang"] = "en"
    for address in pages_of(binjiang):
        if not address.endswith("/") or address.endswith("file/"):
            continue
        tree = reader.open(address).tree
        for chinese in tree.cssselect("[lang|=zh], option, title, .why, .soft, mark, svg, .text-end, td.blk"):
            if chinese.getparent() is not None:
                chinese.drop_tree()
        left = [line for line in tree.text_content().split("\n") if HAN.search(line)]
        assert left == [], address


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", "-v0")


def refused(row) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_itself_refuses_what_must_never_hold(binjiang: Plan) -> None:
    place = binjiang.jurisdiction
    target = Target.objects.filter(wording__revision=binjiang.in_force).first()
    assert target is not None
    said = Assessment.objects.filter(target=target).get()
    refused(Plan(jurisdiction=place, year=2025))
    refused(Plan(jurisdiction=place, year=2026, visibility="published"))
    refused(Plan(jurisdiction=place, year=26))
    refused(Unit(jurisdiction=place, name="财政局"))
    refused(Unit(jurisdiction=place, name="新局", valid_from="2025-02-01", valid_to="2025-01-01"))
    said.pk = None
    refused(said)
    said.inputs_hash, said.provisional, said.light = "0" * 64, True, "red"
    refused(said)
    said.provisional, said.state = False, "nonsense"
    refused(said)
    target.pk, target.position, target.span_end = None, 99, 0
    target.span_start = 1
    refused(target)
    target.span_start, target.origin = 0, "person"
    refused(target)


def test_an_assessment_is_appended_when_its_inputs_change(binjiang: Plan) -> None:
    said = Assessment.objects.filter(target__isnull=False, state="behind").first()
    assert said is not None
    said.pk, said.inputs_hash, said.state, said.light = None, "1" * 64, "on_pace", "green"
    said.reckoned_at = timezone.now()
    said.save(force_insert=True)

    assert Assessment.objects.filter(target=said.target, cycle=said.cycle).count() == 2


def test_no_address_holds_a_primary_key() -> None:
    from luoshi_web.portal import short, urls

    converters = {name for pattern in (*urls.urlpatterns, *short.urlpatterns) for name in pattern.pattern.converters}
    assert converters == {"jurisdiction", "year", "key", "name", "kind", "as_of", "number"}  # number: of a revision


def test_writing_stands_in_actions_only() -> None:
    package = Path(settings.__file__).parent
    for name in ("models.py", "models/*.py", "queries.py", "queries/*.py", "views.py", "forms.py"):
        for path in package.rglob(name):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\.(create|bulk_create|bulk_update|get_or_create|update_or_create|delete)\(", text), (
                path
            )
            assert not re.search(r"def save\(|receiver\(|post_save|pre_save", text), path
