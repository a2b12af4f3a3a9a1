#!/usr/bin/env bash
# Puts one văn bản đến on the office's bus with the AWS CLI, as a partner in the same account would.
# Put again it is the same event. Usage: put-events.sh [name of the bus] [id of the document], with
# AWS credentials in the environment.
set -euo pipefail

bus="${1:-vanthu}"
document="${2:-bao-cao-212}"
entries=$(mktemp)
trap 'rm -f "$entries"' EXIT

VANTHU_BUS="$bus" VANTHU_DOCUMENT="$document" node >"$entries" <<'JS'
const { VANTHU_BUS, VANTHU_DOCUMENT } = process.env;
const type = 'vn.vanthu.document.received.v1';
const event = {
  specversion: '1.0',
  id: `${VANTHU_DOCUMENT}/1`,
  source: 'truc-lien-thong',
  type,
  // When it happened, not when it is sent: the same event again must be the same text.
  time: '2025-10-06T02:00:00Z',
  data: {
    documentId: VANTHU_DOCUMENT,
    secrecy: 'thường',
    documentCode: '212/BDT-CSDT',
    abstract: 'Báo cáo kết quả thực hiện chính sách dân tộc',
    issuer: 'Ban Dân tộc tỉnh Gia Lai',
    recipients: ['chanh-van-phong'],
  },
};
const entry = {
  EventBusName: VANTHU_BUS,
  Source: event.source,
  DetailType: type,
  Detail: JSON.stringify(event),
};
process.stdout.write(JSON.stringify([entry]));
JS

command -v aws >/dev/null || { echo 'The AWS CLI (aws) is not installed.' >&2; exit 1; }
aws events put-events --entries "file://$entries"
