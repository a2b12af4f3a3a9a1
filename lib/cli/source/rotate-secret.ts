import type { Source } from '../../register/source.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError } from '../errors.ts';
import type { SourceMessages } from './messages.en.ts';
import { newSecret } from './new-secret.kms.ts';
import { asOperator, findSource } from './with-registry.ts';

export interface RotateOptions {
  readonly as: string;
  readonly webhook: boolean;
  readonly atOnce: boolean;
}

/** So long both secrets count. */
const OVERLAP_MS = 24 * 3_600_000;

/** A holder of a secret with another one; the first counts until then, or no more. */
const replaced = <T extends { sealedSecret?: string | undefined; previousSecret?: unknown }>(
  { previousSecret: _, ...holder }: T,
  sealedSecret: string,
  until: string | undefined,
) => ({
  ...holder,
  sealedSecret,
  ...(holder.sealedSecret === undefined || until === undefined
    ? {}
    : { previousSecret: { sealedSecret: holder.sealedSecret, until } }),
});

const rotated = (
  source: Source,
  sealed: string,
  until: string | undefined,
  ofWebhook: boolean,
): Source =>
  ofWebhook && source.webhook !== undefined
    ? { ...source, webhook: replaced(source.webhook, sealed, until) }
    : replaced(source, sealed, until);

/** A secret that stays sealed is not told: the office's commands open it by KMS. */
const tell = (messages: SourceMessages, secret: string, sealed: boolean) =>
  sealed
    ? { lines: [messages.sealed], data: {} }
    : { lines: [messages.secret(secret), messages.shownOnce], data: { secret } };

/** `vanthu source rotate-secret`: a new secret, shown this once (a desk's own never); the old one counts a day more, or no more at all. */
export const rotateSecret = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  { as, webhook, atOnce }: RotateOptions,
): Promise<CommandResult> =>
  asOperator(context, as, async ({ registry }) => {
    const source = await findSource(registry, sourceId);
    if (webhook && source.webhook === undefined)
      throw new CommandError('NO_WEBHOOK', { facts: { source: sourceId } });
    const purpose = webhook ? 'webhook-secret' : 'source-secret';
    const { text, sealedSecret } = await newSecret(context.address, sourceId, purpose);
    const at = context.now();
    const until = atOnce ? undefined : new Date(at.getTime() + OVERLAP_MS).toISOString();
    const action = webhook ? 'source.webhook-secret-rotated' : 'source.secret-rotated';
    await registry.save(
      { action, by: as, at },
      rotated(source, sealedSecret, until, webhook),
      source,
    );
    const { lines, data } = tell(messages, text, source.actsForOffice && !webhook);
    return {
      lines: [messages.rotated(sourceId, atOnce), ...lines],
      data: {
        source: sourceId,
        ...data,
        ...(until === undefined ? {} : { previousUntil: until }),
      },
    };
  });
