import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface QuietOptions {
  readonly sqs: SQSClient;
  /** Queues that functions read; dead-letter queues may hold messages for ever. */
  readonly queueUrls: readonly string[];
  /** Invocations and batches that run or wait. */
  running(): number;
  /** Resolves when no notification or routed event is under way inside the endpoints. */
  delivered(): Promise<void>;
  /** Rises with each call to the endpoints. */
  calls(): number;
  /** Real milliseconds to wait at most. */
  readonly timeoutMs: number;
}

/** The office still had work when the time was over. */
class NotQuietError extends Error {
  readonly code = 'NOT_QUIET';

  constructor(what: string) {
    super(`the office is still busy: ${what}`);
    this.name = 'NotQuietError';
  }
}

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const PAUSE_MS = 25;

async function countMessages(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** What still has to be done, in words; undefined when there is nothing. */
async function findWork(options: QuietOptions): Promise<string | undefined> {
  const running = options.running();
  if (running > 0) return `${running} invocations`;
  await options.delivered();
  for (const queueUrl of options.queueUrls) {
    const messages = await countMessages(options.sqs, queueUrl);
    if (messages > 0) return `${messages} messages in ${queueUrl.split('/').at(-1)}`;
  }
  return options.running() > 0 ? 'an invocation that has just started' : undefined;
}

/**
 * Resolves when all queues are empty and no function runs. Two looks must agree, with no call in
 * between but their own, so that work cannot slip from one place to another unseen.
 * @throws NotQuietError when the time is over
 */
export async function waitUntilQuiet(options: QuietOptions): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  const own = options.queueUrls.length;
  let agreedAt: number | undefined;
  for (;;) {
    const before = options.calls();
    const work = await findWork(options);
    const undisturbed = options.calls() - before === own;
    if (work === undefined && undisturbed && agreedAt === before) return;
    agreedAt = work === undefined && undisturbed ? options.calls() : undefined;
    if (Date.now() > deadline) throw new NotQuietError(work ?? 'calls to the endpoints');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
