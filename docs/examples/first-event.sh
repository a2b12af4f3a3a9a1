#!/usr/bin/env bash
# Sends one văn bản đến (first-event.json) to the office over HTTP, signed with HMAC-SHA256 by openssl.
# Sent again it is the same event, and gets the first answer.
# Usage: VANTHU_SECRET=… [VANTHU_SOURCE=…] first-event.sh [API address]
set -euo pipefail

api="${1:-http://127.0.0.1:4602}"
source="${VANTHU_SOURCE:-e-office}"
if [[ -z "${VANTHU_SECRET:-}" ]]; then
  echo "VANTHU_SECRET is not set: README.md, \"The first event from an e-office\", has the line that sets it." >&2
  exit 1
fi

# The id and the text stay the same for this event for good; only the timestamp of the request moves.
id="cong-van-15/1"
body=$(sed "s/\"source\": \"e-office\"/\"source\": \"$source\"/" "$(dirname "${BASH_SOURCE[0]}")/first-event.json")
timestamp=$(date +%s)

# The key behind a secret: base64 after whsec_; one without that, as of a training office, is the key.
if [[ "$VANTHU_SECRET" == whsec_* ]]; then
  key=$(printf '%s' "${VANTHU_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
else
  key=$(printf '%s' "$VANTHU_SECRET" | od -An -v -tx1 | tr -d ' \n')
fi
signature=$(printf '%s.%s.%s' "$id" "$timestamp" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

curl --silent --show-error --include "$api/events" \
  --header 'content-type: application/json' \
  --header "vanthu-source: $source" \
  --header "webhook-id: $id" \
  --header "webhook-timestamp: $timestamp" \
  --header "webhook-signature: v1,$signature" \
  --data-binary "$body"
echo
