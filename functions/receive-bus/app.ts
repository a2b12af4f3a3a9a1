import * as z from 'zod/mini';
import { identifier } from '../../lib/events/common.ts';
import { parseEvent } from '../../lib/events/envelope.ts';
import { OfficeError } from '../../lib/kernel/errors.ts';
import type { Logger } from '../../lib/platform/logger.ts';
import { type AcceptDeps, acceptEvent } from '../../lib/register/accept-event.ts';
import type { AnswerChannel } from '../../lib/register/answer-document.ts';
import type { SourceDirectory } from '../../lib/register/source.ts';

export interface ReceiveBusDeps extends AcceptDeps {
  readonly sources: SourceDirectory;
  readonly answers: AnswerChannel;
  readonly logger: Logger;
}

/** What the bus rule makes of an entry: who put it there, and the CloudEvent. */
const entry = z.object({ account: z.string(), source: z.string(), event: z.unknown() });
const named = z.object({ id: identifier, source: identifier });

const acceptEntry = async (deps: ReceiveBusDeps, body: z.infer<typeof entry>): Promise<void> => {
  const event = parseEvent(body.event);
  const source = await deps.sources.find(event.source);
  // The bus says who put the entry; the event alone could claim any source.
  if (source.busIdentity?.source !== body.source || source.busIdentity.account !== body.account)
    throw new OfficeError(
      'SOURCE_NOT_ALLOWED',
      'the bus identity is not registered for the source',
      {
        facts: { type: event.name },
      },
    );
  await acceptEvent(deps, source, event);
};

/** A refused entry is answered on the bus under its event's id; nothing of its content is kept. */
const answerRefusal = async (
  deps: ReceiveBusDeps,
  event: unknown,
  error: OfficeError,
): Promise<void> => {
  const known = named.safeParse(event);
  deps.logger.warn('bus event refused', {
    code: error.code,
    ...(known.success ? { event: known.data.id, source: known.data.source } : {}),
  });
  if (!known.success) throw error;
  await deps.answers.put({
    id: `returned.${known.data.source}.${known.data.id}`,
    kind: 'returned',
    at: deps.now(),
    data: { source: known.data.source, eventId: known.data.id, code: error.code },
  });
};

/** One admitted entry of the bus. */
export const createApp =
  (deps: ReceiveBusDeps) =>
  async (message: { readonly body: string }): Promise<void> => {
    const body = entry.parse(JSON.parse(message.body));
    try {
      await acceptEntry(deps, body);
    } catch (error) {
      if (!(error instanceof OfficeError)) throw error;
      await answerRefusal(deps, body.event, error);
    }
  };
