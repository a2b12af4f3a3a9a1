import * as z from 'zod/mini';
import { identifier } from '../../lib/events/common.ts';
import type { AnswerChannel } from '../../lib/register/answer-document.ts';
import type { RefusalLog } from '../../lib/register/refusal-log.ts';

export interface RefuseDeps {
  readonly refusals: RefusalLog;
  readonly answers: AnswerChannel;
  readonly now: () => Date;
}

/** All that the bus lets through of an event whose grade is not ordinary. */
const refused = z.object({ id: identifier, source: identifier });

/** One event the bus turned away: noted, and its sender told (R1). */
export const createApp =
  (deps: RefuseDeps) =>
  async (message: { readonly body: string }): Promise<void> => {
    const { id, source } = refused.parse(JSON.parse(message.body));
    const at = deps.now();
    await deps.refusals.record({ source, eventId: id, at });
    await deps.answers.put({
      id: `returned.${source}.${id}`,
      kind: 'returned',
      at,
      data: { source, eventId: id, code: 'SECRET_REFUSED' },
    });
  };
