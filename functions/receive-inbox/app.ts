import { parseEventText } from '../../lib/events/envelope.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import { errorTextOf } from '../../lib/platform/error-texts.vi.ts';
import type { Logger } from '../../lib/platform/logger.ts';
import { notifiedKeys } from '../../lib/platform/s3-notification.ts';
import { type AcceptDeps, acceptEvent } from '../../lib/register/accept-event.ts';
import type { EventAnswer } from '../../lib/register/commit.ts';
import { type Inbox, isNote } from '../../lib/register/inbox.ts';
import type { SourceDirectory } from '../../lib/register/source.ts';

export interface ReceiveInboxDeps extends AcceptDeps {
  readonly sources: SourceDirectory;
  readonly inbox: Inbox;
  readonly logger: Logger;
}

/** The prefix is the sender; who may write below it is granted when a source is given the inbox. */
const sourceIdOf = (key: string): string => key.split('/')[0] ?? '';

const acceptText = async (
  deps: ReceiveInboxDeps,
  key: string,
  text: string,
): Promise<EventAnswer> => {
  // Windows programs write a byte order mark, which is no JSON (RFC 8259, section 8.1).
  const event = parseEventText(text.replace(/^\ufeff/, ''));
  if (event.source !== sourceIdOf(key))
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'the event names another source', {
      facts: { type: event.name },
    });
  const source = await deps.sources.find(event.source);
  // A file proves no more than the right to write it: the office's own desks never speak this way.
  if (source.inbox !== true || source.actsForOffice)
    throw new OfficeError('SOURCE_NOT_ALLOWED', 'this source may not use the inbox', {
      facts: { type: event.name },
    });
  return acceptEvent(deps, source, event);
};

const leaveRefusal = async (
  deps: ReceiveInboxDeps,
  key: string,
  error: { readonly code: string; readonly facts: Readonly<Record<string, string>> },
): Promise<void> => {
  deps.logger.warn('inbox file refused', { code: error.code, source: sourceIdOf(key) });
  await deps.inbox.leaveNote(key, `${error.code}: ${errorTextOf(error.code, error.facts).text}\n`);
};

const takeIn = async (deps: ReceiveInboxDeps, key: string): Promise<void> => {
  if (isNote(key)) return;
  try {
    const text = await deps.inbox.read(key);
    if (text === undefined) return;
    const answer = await acceptText(deps, key, text);
    if (answer.code !== undefined) await leaveRefusal(deps, key, { code: answer.code, facts: {} });
    // Removed last: a crash before this reads the file again and meets the event's key.
    await deps.inbox.remove(key);
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    // What cannot be read stays for the sender to look at, until the bucket's rule removes it.
    await leaveRefusal(deps, key, error);
  }
};

/** One notification that a file has come into the inbox bucket. */
export const createApp =
  (deps: ReceiveInboxDeps) =>
  async (message: { readonly body: string }): Promise<void> => {
    for (const key of notifiedKeys(message.body)) await takeIn(deps, key);
  };
