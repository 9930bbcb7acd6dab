"""Where a request comes from, as far as it can be known."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address to count wrong passwords by, and to name in the trail.

    X-Forwarded-For is believed only where a proxy of ours wrote it: from the right, each
    name is taken while whoever wrote it is a proxy of ours; the first that is not is the
    client, and all to its left are what the client claims. Which proxies are ours says
    LUOSHI_TRUSTED_PROXIES; with LUOSHI_BEHIND_HTTPS alone it is the one that speaks to us.
    """
    near = str(request.META.get("REMOTE_ADDR", ""))
    if not (settings.TRUSTED_PROXIES or settings.BEHIND_PROXY):
        return near
    # a proxy on the same machine may speak through a socket file, which has no address
    if near and settings.TRUSTED_PROXIES and not _is_ours(near):
        return near
    believed = near
    for said in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        address = _address(said)
        if address is None:
            break
        believed = str(address)
        if not _is_ours(believed):
            break
    return believed


def network_of(address: str) -> str:
    """Return what an address is counted as: itself, or its /64 in IPv6, of which one household has all."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((int(found) >> 64 << 64, 64)))
    return str(found) if found is not None else address[:45]


def is_office(counted: str) -> bool:
    """Tell whether what `network_of` returned is an address that the office has named as its own."""
    found = _address(counted.partition("/")[0])
    return found is not None and any(found in network for network in settings.OFFICE_ADDRESSES)


def _is_ours(said: str) -> bool:
    address = _address(said)
    return address is not None and any(address in network for network in settings.TRUSTED_PROXIES)


def _address(said: str) -> IPv4Address | IPv6Address | None:
    """Read an address as proxies write it: with a port, in brackets, IPv4 within IPv6."""
    said = said.strip()
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        address = ip_address(said)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
