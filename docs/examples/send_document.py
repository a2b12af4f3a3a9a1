"""Sends one văn bản đến with its PDF to the office. Python 3.9 or newer, nothing to install.

Usage: VANTHU_SECRET=… [VANTHU_SOURCE=…] python3 send_document.py [FILE.pdf] [API address]
Without a file it sends sample.pdf beside it. docs/connect.md explains each step.
"""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request

SOURCE = os.environ.get("VANTHU_SOURCE", "e-office")
SECRET = os.environ.get("VANTHU_SECRET", "")


def key_of(text: str) -> bytes:
    """The key behind a secret: base64 after whsec_; one without that is the key itself."""
    return base64.b64decode(text[6:]) if text.startswith("whsec_") else text.encode()


def call(request: urllib.request.Request) -> bytes:
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        sys.exit(f"{request.full_url.split('?')[0]}: {error.code} {error.read().decode()}")
    except urllib.error.URLError as error:
        sys.exit(f"No office answers at {request.full_url.split('?')[0]}: {error.reason}")


def post(api: str, path: str, message_id: str, message: dict) -> dict:
    """A signed POST: HMAC-SHA256 over id.timestamp.body (Standard Webhooks)."""
    body = json.dumps(message, ensure_ascii=False).encode()
    timestamp = str(int(time.time()))
    content = f"{message_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.new(key_of(SECRET), content, hashlib.sha256).digest())
    headers = {
        "content-type": "application/json",
        "vanthu-source": SOURCE,
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature.decode()}",
    }
    return json.loads(call(urllib.request.Request(api + path, body, headers, method="POST")))


def main() -> None:
    if SECRET == "":
        sys.exit("VANTHU_SECRET is not set: docs/connect.md says where a secret comes from.")
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("sample.pdf")
    api = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:4602"
    content = path.read_bytes()
    file = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "mediaType": "application/pdf",
    }
    document_id = f"tep-python-{file['sha256'][:12]}"

    # The office gives an address for exactly these bytes, unless it has them already.
    address = post(api, "/files", f"{document_id}/file", {**file, "secrecy": "thường"})
    if address["status"] == "upload":
        call(urllib.request.Request(address["url"], content, address["headers"], method="PUT"))

    answer = post(api, "/events", f"{document_id}/1", {
        "specversion": "1.0",
        "id": f"{document_id}/1",
        "source": SOURCE,
        "type": "vn.vanthu.document.received.v1",
        # When it happened, not when it is sent: the same file sent again is the same event.
        "time": "2025-10-06T02:00:00Z",
        "data": {
            "documentId": document_id,
            "secrecy": "thường",
            "documentCode": "49/KH-UBND",
            "abstract": "Phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số",
            "issuer": "Ủy ban nhân dân tỉnh Quảng Ngãi",
            "issuedOn": "2025-10-06",
            "recipients": ["chanh-van-phong"],
            "files": [{**file, "name": f"{document_id}.pdf", "role": "main"}],
        },
    })
    print(json.dumps(answer, ensure_ascii=False))


main()
