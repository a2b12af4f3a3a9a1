// Sends one văn bản đến with its PDF to the office. Node 20 or newer, nothing to install.
// Usage: VANTHU_SECRET=… node send-document.mjs FILE.pdf [API address]
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const [path, api = 'http://127.0.0.1:4602'] = process.argv.slice(2);
const secret = process.env.VANTHU_SECRET;
if (path === undefined || secret === undefined)
  throw new Error('usage: VANTHU_SECRET=… node send-document.mjs FILE.pdf [API address]');
const source = 'e-office';

/** A signed POST: HMAC-SHA256 over id.timestamp.body (Standard Webhooks). */
const post = async (where, id, message) => {
  const body = JSON.stringify(message);
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  const response = await fetch(`${api}${where}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'vanthu-source': source,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
  return answer;
};

const bytes = await readFile(path);
const file = {
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
  mediaType: 'application/pdf',
};
const documentId = `tep-${file.sha256.slice(0, 12)}`;

// The office gives an address for exactly these bytes, unless it has them already.
const address = await post('/files', `${documentId}/file`, { ...file, secrecy: 'thường' });
if (address.status === 'upload') {
  const { url, method, headers } = address;
  const stored = await fetch(url, { method, headers, body: bytes });
  if (!stored.ok) throw new Error(`upload: ${stored.status} ${await stored.text()}`);
}

const answer = await post('/events', `${documentId}/1`, {
  specversion: '1.0',
  id: `${documentId}/1`,
  source,
  type: 'vn.vanthu.document.received.v1',
  time: new Date().toISOString(),
  data: {
    documentId,
    secrecy: 'thường',
    documentCode: '48/KH-UBND',
    abstract: 'Kế hoạch phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số',
    issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
    recipients: ['chanh-van-phong'],
    files: [{ ...file, name: basename(path), role: 'main' }],
  },
});
process.stdout.write(`${JSON.stringify(answer)}\n`);
