import { OfficeError } from '../kernel/errors.ts';
import type { DocumentState } from './document-state.ts';
import type { Act } from './effect-runner.ts';
import type { SourceDirectory } from './source.ts';
import { webhookWork } from './webhook-work.ts';
import type { WorkItem } from './work.ts';

/** An answer to the e-office (DESIGN §3): a CloudEvent on the bus, and to its webhook. */
export interface OfficeAnswer {
  /** The same answer always has the same id, so that a receiver can drop a repeated one. */
  readonly id: string;
  readonly kind:
    | 'accepted'
    | 'registered'
    | 'held'
    | 'returned'
    | 'issued'
    | 'published'
    | 'withdrawn';
  readonly at: Date;
  readonly data: {
    readonly officeId?: string;
    /** The event that was returned, and who sent it; else the source of the document. */
    readonly eventId?: string;
    readonly source: string;
    readonly documentId?: string;
    readonly number?: string;
    readonly numberDate?: string;
    readonly sha256?: string;
    readonly path?: string;
    readonly code?: string;
    /** Why the clerk gave the document back (Decree 30/2020, Art. 21.2b). */
    readonly reason?: string;
  };
}

export interface AnswerChannel {
  put(answer: OfficeAnswer): Promise<void>;
}

const kindOf = (step: string): OfficeAnswer['kind'] =>
  (step.startsWith('returned') ? 'returned' : step.split('-')[0]) as OfficeAnswer['kind'];

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** What the sender may know: ids, numbers and codes; never the abstract, which it has. */
const dataOf = (state: DocumentState, input: WorkItem['input'] = {}): OfficeAnswer['data'] =>
  defined({
    officeId: state.documentId,
    eventId: input['eventId'],
    source: input['eventSource'] ?? state.source,
    documentId: state.core.sourceDocumentId,
    number: state.numbering.code ?? input['number'],
    numberDate: state.numbering.date,
    sha256: state.signing.sealed?.sha256,
    path: state.publication.status === 'published' ? state.publication.slug : undefined,
    code: input['code'],
    reason: input['code'] === 'DOCUMENT_RETURNED' ? state.core.sentBack?.reason : undefined,
  } as OfficeAnswer['data']);

/** Is there a webhook to tell? A source that is no longer registered has none. */
const hasWebhook = async (sources: SourceDirectory, sourceId: string): Promise<boolean> => {
  try {
    const { webhook, disabled } = await sources.find(sourceId);
    return webhook !== undefined && disabled === undefined;
  } catch (error) {
    if (error instanceof OfficeError) return false;
    throw error;
  }
};

/**
 * The effect `answer`: at least once on the bus, with an id that makes repeats visible. The
 * webhook is work of its own, so that a slow receiver delays nobody else's answers.
 */
export const answerDocument =
  (channel: AnswerChannel, sources: SourceDirectory): Act =>
  async (work, state, { now }) => {
    const answer: OfficeAnswer = {
      id: `${state.documentId}.${work.step}`,
      kind: kindOf(work.step),
      at: now,
      data: dataOf(state, work.input),
    };
    const isToldByWebhook = await hasWebhook(sources, answer.data.source);
    await channel.put(answer);
    return {
      kind: 'done',
      next: state,
      to: 'answered',
      works: isToldByWebhook ? [webhookWork(work.step, answer)] : [],
    };
  };
