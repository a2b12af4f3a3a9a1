// Judges `npm start -- --once --json`: its exit code, and the summary on its last line.
import { readFileSync } from 'node:fs';

const [exitCode, path] = process.argv.slice(2);
const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
const objects = lines.flatMap((line) => {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
});
const summary = objects.findLast(({ kind }) => kind === 'summary');
const entries = objects.filter(({ kind }) => kind === 'entry');
const results = new Set(entries.map(({ result }) => result.kind));

const faults = [];
const expect = (holds, what) => {
  if (!holds) faults.push(what);
};

expect(exitCode === '0', `exit code ${exitCode}`);
expect(objects.length === lines.length, 'a line that is not JSON');
expect(summary !== undefined, `no summary after ${entries.length} entries`);
// Each way a document can go must have been gone, so that an empty replay is no success.
for (const kind of ['registered', 'parked', 'held', 'refused', 'repeated', 'signed', 'issued'])
  expect(results.has(kind), `no document was ${kind}`);
for (const kind of ['published', 'recalled', 'replaced'])
  expect(results.has(kind), `no document was ${kind}`);
if (summary !== undefined) {
  expect(summary.ok === true, 'the summary says it is not ok');
  faults.push(...summary.faults.map((fault) => `summary: ${fault}`));
  const { documents, numbers, published, messages } = summary.counts;
  for (const [name, count] of Object.entries({ documents, numbers, published, messages }))
    expect(count > 0, `${name}: ${count}`);
  process.stdout.write(`${JSON.stringify(summary.counts)} in ${summary.seconds} s\n`);
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
