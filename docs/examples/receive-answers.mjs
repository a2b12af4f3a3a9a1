// Receives the office's answers: checks who calls, drops repeats, prints each once. Node 20 or newer.
// Usage: VANTHU_WEBHOOK_SECRET=whsec_… node receive-answers.mjs [port]
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.VANTHU_WEBHOOK_SECRET ?? '';
if (!secret.startsWith('whsec_')) {
  process.stderr.write('VANTHU_WEBHOOK_SECRET is not set: vanthu source webhook shows it once.\n');
  process.exit(1);
}
const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
const TOLERANCE_S = 300;
const MAX_BYTES = 65_536;
/** Ids of answers that were taken. A real receiver keeps them in its database, with what they changed. */
const taken = new Set();

const isSame = (a, b) => a.length === b.length && timingSafeEqual(a, b);

/** HMAC-SHA256 over id.timestamp.body, on the bytes as they came: never on JSON written anew. */
const isFromOffice = (headers, body) => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  // While a secret is changed there are two signatures; one has to fit.
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .some((signature) => isSame(Buffer.from(signature.slice(3), 'base64'), expected));
};

const readBody = async (request) => {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const statusFor = (request, body) => {
  if (request.method !== 'POST') return 405;
  if (body === undefined) return 413;
  if (!isFromOffice(request.headers, body)) return 401;
  const id = request.headers['webhook-id'];
  // The office repeats an answer whose end it did not see: the second one changes nothing.
  if (!taken.has(id)) process.stdout.write(`${body.toString('utf8')}\n`);
  taken.add(id);
  return 204;
};

const server = createServer((request, response) => {
  readBody(request)
    .then((body) => response.writeHead(statusFor(request, body)).end())
    .catch(() => response.destroy());
});
server.listen(Number(process.argv[2] ?? 4700), '127.0.0.1', () => {
  process.stderr.write(`waiting at http://127.0.0.1:${server.address().port}/answers\n`);
});
