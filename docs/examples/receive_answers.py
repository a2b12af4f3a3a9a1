"""Receives the office's answers: checks who calls, drops repeats, prints each once. Python 3.9 or newer.

Usage: VANTHU_WEBHOOK_SECRET=whsec_… python3 receive_answers.py [port]
"""

import base64
import hashlib
import hmac
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("VANTHU_WEBHOOK_SECRET", "")
if not SECRET.startswith("whsec_"):
    sys.exit("VANTHU_WEBHOOK_SECRET is not set: vanthu source webhook shows it once.")
KEY = base64.b64decode(SECRET[6:])
TOLERANCE_S = 300
MAX_BYTES = 65_536
# Ids of answers that were taken. A real receiver keeps them in its database, with what they changed.
taken = set()


def is_from_office(headers, body: bytes) -> bool:
    """HMAC-SHA256 over id.timestamp.body, on the bytes as they came: never on JSON written anew."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_S:
        return False
    content = f"{headers.get('webhook-id', '')}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(KEY, content, hashlib.sha256).digest()).decode()
    # While a secret is changed there are two signatures; one has to fit.
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(signature.encode(), expected.encode()) for signature in given)


class Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length) if length <= MAX_BYTES else b""
        if not is_from_office(self.headers, body):
            return self.reply(401)
        # The office repeats an answer whose end it did not see: the second one changes nothing.
        if self.headers["webhook-id"] not in taken:
            print(body.decode(), flush=True)
        taken.add(self.headers["webhook-id"])
        return self.reply(204)

    def reply(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """The answers are the only thing that is printed."""


server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 4700), Answers)
print(f"waiting at http://127.0.0.1:{server.server_port}/answers", file=sys.stderr, flush=True)
server.serve_forever()
