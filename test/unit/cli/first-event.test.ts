import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseEvent } from '../../../lib/events/envelope.ts';
import { firstEventCommands } from '../../../lib/local/demo/first-event.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const body = read('docs/examples/first-event.json').trimEnd();

describe('the first event', () => {
  it('is an event of the catalogue', () => {
    expect(parseEvent(JSON.parse(body))).toMatchObject({
      name: 'document.received',
      id: 'cong-van-15/1',
    });
  });

  it('is the same text under the same id in README, script and what a start prints', () => {
    const readme = read('README.md');
    const script = read('docs/examples/first-event.sh');
    const printed = firstEventCommands('http://127.0.0.1:1', 'x.json').join('\n');
    expect(readme).toContain(`body='${body}'`);
    expect(printed).toContain('body=$(cat docs/examples/first-event.json)');
    expect(script).toContain('first-event.json');
    for (const text of [readme, script, printed]) expect(text).toContain('id="cong-van-15/1"');
  });
});
