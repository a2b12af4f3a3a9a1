import type { Source } from '../../register/source.ts';
import type { CommandContext, CommandResult } from '../command.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { checkedWebhookUrl } from './checked-webhook-url.ts';
import type { SourceMessages } from './messages.en.ts';
import { newSecret } from './new-secret.kms.ts';
import {
  readAllowed,
  readApprovers,
  readBusIdentity,
  readGrade,
  readSourceId,
} from './read-options.ts';
import { asOperator } from './with-registry.ts';

export interface AddOptions {
  readonly title: string;
  readonly allow: string;
  readonly defaultGrade: Source['defaultGrade'];
  readonly decision?: string;
  readonly ownNumbers: boolean;
  readonly actsForOffice: boolean;
  readonly inbox: boolean;
  readonly bus?: string;
  readonly approvers?: string;
  readonly webhook?: string;
  readonly allowPrivate: boolean;
  readonly as: string;
}

/** The registration without its secrets. */
const entryOf = (sourceId: string, options: AddOptions): Source => {
  // A file or a bus entry proves less than a signature: the desk speaks over HTTP alone.
  if (options.actsForOffice && (options.inbox || options.bus !== undefined))
    throw new CommandError('DESK_BY_HTTP_ONLY', { exitCode: exitCodes.usage });
  return {
    sourceId: readSourceId(sourceId),
    title: options.title,
    allows: readAllowed(options.allow),
    ...readGrade(options.defaultGrade, options.decision),
    ownArrivalNumbers: options.ownNumbers,
    actsForOffice: options.actsForOffice,
    approvers: options.approvers === undefined ? [] : readApprovers(options.approvers),
    inbox: options.inbox,
    ...(options.bus === undefined ? {} : { busIdentity: readBusIdentity(options.bus) }),
  };
};

interface NewSecrets {
  readonly own: string;
  readonly webhook?: { readonly url: string; readonly text: string };
}

/**
 * Commands open a desk's secret by KMS: nobody needs to know it, and whoever knew it could speak
 * for the office.
 */
const resultOf = (
  messages: SourceMessages,
  { sourceId, actsForOffice }: Source,
  { own, webhook }: NewSecrets,
): CommandResult => {
  const shown = [
    ...(actsForOffice ? [] : [messages.secret(own)]),
    ...(webhook === undefined ? [] : [messages.webhookSecret(webhook.url, webhook.text)]),
  ];
  return {
    lines: [
      messages.added(sourceId),
      ...(shown.length === 0 ? [] : [...shown, messages.shownOnce]),
      ...(actsForOffice ? [messages.sealed] : []),
    ],
    data: {
      source: sourceId,
      ...(actsForOffice ? {} : { secret: own }),
      ...(webhook === undefined ? {} : { webhook: webhook.url, webhookSecret: webhook.text }),
    },
  };
};

/** `vanthu source add`: registers a sender; its secrets are shown this once, a desk's own never. */
export const addSource = (
  context: CommandContext,
  messages: SourceMessages,
  sourceId: string,
  options: AddOptions,
): Promise<CommandResult> => {
  const entry = entryOf(sourceId, options);
  return asOperator(context, options.as, async ({ registry }) => {
    if ((await registry.find(sourceId)) !== undefined)
      throw new CommandError('SOURCE_EXISTS', { facts: { source: sourceId } });
    const { webhook, allowPrivate } = options;
    const url = webhook === undefined ? undefined : await checkedWebhookUrl(webhook, allowPrivate);
    const own = await newSecret(context.address, sourceId, 'source-secret');
    const calls =
      url === undefined
        ? undefined
        : { url, ...(await newSecret(context.address, sourceId, 'webhook-secret')) };
    await registry.save(
      { action: 'source.added', by: options.as, at: context.now() },
      {
        ...entry,
        sealedSecret: own.sealedSecret,
        ...(calls === undefined
          ? {}
          : { webhook: { url: calls.url, sealedSecret: calls.sealedSecret, allowPrivate } }),
      },
    );
    return resultOf(messages, entry, {
      own: own.text,
      ...(calls === undefined ? {} : { webhook: calls }),
    });
  });
};
