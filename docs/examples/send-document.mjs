// Sends one văn bản đến with its PDF to the office. Node 20 or newer, nothing to install.
// Usage: VANTHU_SECRET=… [VANTHU_SOURCE=…] node send-document.mjs [FILE.pdf] [API address]
// Without a file it sends sample.pdf beside it. docs/connect.md explains each step.
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('sample.pdf', import.meta.url));
const [path = sample, api = 'http://127.0.0.1:4602'] = process.argv.slice(2);
const secret = process.env.VANTHU_SECRET;
const source = process.env.VANTHU_SOURCE ?? 'e-office';

/** An expected failure: one line, exit code 1. */
const fail = (line) => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

/** The network's own word (ECONNREFUSED …), which fetch hides in the cause. */
const reasonOf = (error) => error.cause?.code ?? error.code ?? error.message;

const reach = (where, request) =>
  fetch(where, request).catch((error) =>
    fail(`No office answers at ${where} (${reasonOf(error)}). Start one with npm start.`),
  );

/** The key behind a secret: base64 after `whsec_`; one without that, as of a training office, is the key. */
const keyOf = (text) => (text.startsWith('whsec_') ? Buffer.from(text.slice(6), 'base64') : text);

/** A signed POST: HMAC-SHA256 over id.timestamp.body (Standard Webhooks). */
const post = async (where, id, message) => {
  const body = JSON.stringify(message);
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  const response = await reach(`${api}${where}`, {
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
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    fail(`${where}: ${response.status} ${answer.code ?? ''} ${answer.message ?? ''}`.trimEnd());
  return answer;
};

if (secret === undefined || secret === '')
  fail('VANTHU_SECRET is not set: README.md, "The first event from an e-office", sets it.');
const bytes = await readFile(path).catch((error) =>
  fail(error.code === 'ENOENT' ? `${path} does not exist.` : `${path}: ${reasonOf(error)}`),
);
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
  const stored = await reach(url, { method, headers, body: bytes });
  if (!stored.ok) fail(`upload: ${stored.status} ${await stored.text()}`);
}

const answer = await post('/events', `${documentId}/1`, {
  specversion: '1.0',
  id: `${documentId}/1`,
  source,
  type: 'vn.vanthu.document.received.v1',
  // When it happened, not when it is sent: the same file sent again is the same event.
  time: '2025-10-06T02:00:00Z',
  data: {
    documentId,
    secrecy: 'thường',
    documentCode: '48/KH-UBND',
    abstract: 'Phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số',
    issuer: 'Ủy ban nhân dân tỉnh Quảng Ngãi',
    issuedOn: '2025-10-06',
    recipients: ['chanh-van-phong'],
    // Named by its content, so that one file under two names is still one event.
    files: [{ ...file, name: `${documentId}.pdf`, role: 'main' }],
  },
});
process.stdout.write(`${JSON.stringify(answer)}\n`);
