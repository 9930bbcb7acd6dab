#!/usr/bin/env bash
# apprise 2.3.0 (PyPI): a DingTalk group whose robot asks for signatures (加签) receives one that is encoded twice.
#
# DingTalk's rule: sign = the base64 of HMAC-SHA256 over "timestamp\nsecret" with the secret as key, percent-encoded into
# the address. apprise percent-encodes it, then gives it to requests as a parameter, which encodes it once more.
# Seen, at a receiver of our own that decodes an address once, as servers do: 0 of 12 signatures are right. Decoded
# twice, 12 of 12 are. A base64 of 32 bytes ends in "=", so there is none that comes through by luck.
#
# The exit is 0 while this is so, and 1 when it has changed. Needs python3 (3.10 or newer) with venv; nothing is sent out.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"
unset PYTHONPATH
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check apprise==2.3.0
venv/bin/python - <<'PYTHON'
import base64
import hashlib
import hmac
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import apprise
from apprise.plugins.dingtalk import NotifyDingTalk

SECRET = "SEC0123456789abcdef"
received = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        received.append(parse_qs(urlsplit(self.path).query))
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"errcode": 0}')

    def log_message(self, *words):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
Thread(target=server.serve_forever, daemon=True).start()
NotifyDingTalk.notify_url = f"http://127.0.0.1:{server.server_port}/robot/send?access_token={{token}}"
robot = apprise.Apprise()
assert robot.add(f"dingtalk://{SECRET}@abcdef0123456789abcdef/")
for _ in range(12):
    assert robot.notify(body="1")


def expected(timestamp):
    return base64.b64encode(hmac.new(SECRET.encode(), f"{timestamp}\n{SECRET}".encode(), hashlib.sha256).digest()).decode()


once = sum(call["sign"][0] == expected(call["timestamp"][0]) for call in received)
twice = sum(unquote(call["sign"][0]) == expected(call["timestamp"][0]) for call in received)
print(f"apprise {version('apprise')}: {len(received)} received; right decoded once {once}, decoded twice {twice}")
sys.exit((len(received), once, twice) != (12, 0, 12))
PYTHON
