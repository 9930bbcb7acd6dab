"""What the contract's schema asks, held against what is printed."""

from functools import cache
from typing import Any

import jsonschema

from luoshi.contract import schema


@cache
def _validator(definition: str) -> jsonschema.Draft202012Validator:
    """Check the schema and make its validator once: for each of 240 cases that took longer than to read them."""
    described = schema()
    if definition:
        described = {"$ref": f"#/$defs/{definition}", "$defs": described["$defs"]}
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


def hold_to_contract(printed: Any, definition: str = "") -> None:
    """Hold a printed plan to the contract, or a part of it to the `definition` of that part.

    Raises:
        jsonschema.ValidationError: it is another thing.
    """
    _validator(definition).validate(printed)
