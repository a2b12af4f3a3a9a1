import * as z from 'zod/mini';
import { type SendDeps, sendNotice } from '../../lib/notices/send.ts';
import { describeError, type Logger } from '../../lib/platform/logger.ts';
import type { PauseSwitch } from '../../lib/register/pause-switch.ts';

const message = z.object({ noticeId: z.string().check(z.maxLength(120)) });

/** One notice for one person, under the outbox's own claim (R6). */
export const createApp =
  (deps: SendDeps & { readonly pauses: PauseSwitch; readonly logger: Logger }) =>
  async (record: { readonly body: string }): Promise<void> => {
    const { noticeId } = message.parse(JSON.parse(record.body));
    if (await deps.pauses.isPaused('send-sms')) return;
    const outcome = await sendNotice(deps, noticeId);
    if (outcome.kind === 'not-claimed') return;
    deps.logger.info('notice recorded', {
      event: noticeId,
      status: outcome.status,
      ...(outcome.code === undefined ? {} : { code: outcome.code }),
      ...(outcome.cause === undefined ? {} : { error: describeError(outcome.cause) }),
    });
  };
