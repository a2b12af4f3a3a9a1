#!/usr/bin/env bash
# Sends one văn bản đến to the office over HTTP, signed with HMAC-SHA256 by openssl.
# Usage: first-event.sh [API address] [id of the document]; VANTHU_SECRET holds the source's secret.
set -euo pipefail

api="${1:-http://127.0.0.1:4602}"
document="${2:-thu-nghiem-1}"
secret="${VANTHU_SECRET:?set it to the HMAC secret of the source e-office}"

id="$document/1"
body=$(cat <<JSON
{
  "specversion": "1.0",
  "id": "$id",
  "source": "e-office",
  "type": "vn.vanthu.document.received.v1",
  "time": "$(date -u +%Y-%m-%dT%H:%M:%SZ)",
  "data": {
    "documentId": "$document",
    "secrecy": "thường",
    "documentCode": "15/UBND-VX",
    "abstract": "Về việc chuẩn bị Hội nghị đánh giá công tác dân tộc",
    "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
    "issuedOn": "$(date +%Y-%m-%d)",
    "urgency": "khan",
    "recipients": ["chanh-van-phong"]
  }
}
JSON
)

timestamp=$(date +%s)
signature=$(printf '%s.%s.%s' "$id" "$timestamp" "$body" |
  openssl dgst -sha256 -hmac "$secret" -binary | base64)

curl --silent --show-error --include "$api/events" \
  --header 'content-type: application/json' \
  --header 'vanthu-source: e-office' \
  --header "webhook-id: $id" \
  --header "webhook-timestamp: $timestamp" \
  --header "webhook-signature: v1,$signature" \
  --data-binary "$body"
echo
