"""Square codes for telephones, drawn here: as an address of data, since no other host is asked."""

import base64

import qrcode
from qrcode.image.svg import SvgPathFillImage


def square_code(text: str) -> str:
    """Return a picture of a text as a data: address."""
    drawn = qrcode.make(text, image_factory=SvgPathFillImage, border=2).to_string()
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()
