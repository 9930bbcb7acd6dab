"""The database's own refusal to change or delete an entry, by triggers.

Whoever owns the database can take the triggers down. Then the chain shows it, and a head
that was kept elsewhere shows it even where the whole chain was reckoned anew.
"""

from typing import Any

REFUSAL = "the trail is appended only"

_SQLITE = {
    "trail_entry_stays": f"BEFORE UPDATE ON trail_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "trail_entry_is_kept": f"BEFORE DELETE ON trail_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "trail_details_are_kept": f"BEFORE DELETE ON trail_details BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "trail_details_stay": (
        "BEFORE UPDATE ON trail_details "
        "WHEN NOT (OLD.text <> '' AND NEW.text = '' AND NEW.entry_id = OLD.entry_id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    # INSERT OR REPLACE takes the old row away without asking the triggers of DELETE
    "trail_entry_is_not_replaced": (
        "BEFORE INSERT ON trail_entry WHEN EXISTS (SELECT 1 FROM trail_entry WHERE id = NEW.id "
        "OR (jurisdiction_id = NEW.jurisdiction_id AND (seq = NEW.seq OR previous = NEW.previous))) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "trail_details_are_not_replaced": (
        "BEFORE INSERT ON trail_details WHEN EXISTS (SELECT 1 FROM trail_details WHERE entry_id = NEW.entry_id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
}
_POSTGRESQL = {
    "trail_entry_stays": "BEFORE UPDATE OR DELETE ON trail_entry FOR EACH ROW",
    "trail_entry_is_kept": "BEFORE TRUNCATE ON trail_entry FOR EACH STATEMENT",
    "trail_details_are_kept": "BEFORE TRUNCATE ON trail_details FOR EACH STATEMENT",
    "trail_details_stay": "BEFORE UPDATE OR DELETE ON trail_details FOR EACH ROW",
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'trail_details' THEN
        IF OLD.text <> '' AND NEW.text = '' AND NEW.entry_id = OLD.entry_id THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{REFUSAL}';
END $$
"""


def _table(trigger: str) -> str:
    return "trail_entry" if trigger.startswith("trail_entry") else "trail_details"


def _of(connection: Any) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def put_up(connection: Any) -> None:
    """Make the database refuse from now on; a second time changes nothing."""
    take_down(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, when in _POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION trail_refuses()")
        else:
            for name, when in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {when}")


def take_down(connection: Any) -> None:
    with connection.cursor() as cursor:
        for name in _of(connection):
            on = f" ON {_table(name)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def stands(connection: Any) -> bool:
    """Tell whether every trigger is there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'trail_%%' AND tgenabled = 'O'", [])
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(_of(connection)) <= {name for (name,) in cursor.fetchall()}
