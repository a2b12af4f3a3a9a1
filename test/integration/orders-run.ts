import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { EventName } from '../../lib/events/catalogue.ts';
import { documentIdOf } from '../../lib/kernel/ids.ts';
import { desiredPublication } from '../../lib/portal/desired-publication.ts';
import { inverseLinks } from '../../lib/register/links.ts';
import { createLinksReader } from '../../lib/register/links-reader.dynamo.ts';
import { expectSeries } from '../support/office/crash-run.ts';
import { fillDirectory } from '../support/office/directory.ts';
import { openTestGround, type TestGround } from '../support/office/ground.ts';
import { InProcessOffice, type SentEvent } from '../support/office/in-process.ts';
import { scanTable, storeOf } from '../support/office/observe.ts';

const CANARY = 'CANARYORDERS';
const PHASES = 3;

/** What becomes of a document's grade decides how it ends. */
const fates = ['ordinary', 'released', 'refused', 'secret'] as const;
type Fate = (typeof fates)[number];

const clerk = { personId: 'clerk', role: 'clerk' };
const officer = { personId: 'officer', role: 'officer' };

interface Happening {
  readonly name: EventName;
  readonly data: (sha256: string, key: string) => Record<string, unknown>;
}
const review = (decision: 'approve' | 'reject'): Happening => ({
  name: 'review.decided',
  data: (sha256) => ({ sha256, decision, actor: officer, reason: 'Đã rà soát' }),
});

/** All that may happen after the first word; each has its place in time by its place here. */
const laterOnes = {
  assignedToHead: {
    name: 'document.assigned',
    data: () => ({ leadId: 'head', assignedBy: 'leader', direction: CANARY, leadUnit: CANARY }),
  },
  assignedToLeader: {
    name: 'document.assigned',
    data: () => ({ leadId: 'leader', assignedBy: 'leader' }),
  },
  completedByHead: { name: 'document.completed', data: () => ({ personId: 'head' }) },
  completedByLeader: { name: 'document.completed', data: () => ({ personId: 'leader' }) },
  opened: { name: 'document.opened', data: () => ({ personId: 'leader' }) },
  presented: { name: 'document.presented', data: () => ({ signerId: 'leader' }) },
  approved: review('approve'),
  rejected: review('reject'),
  approvedAgain: review('approve'),
  recalled: { name: 'document.recalled', data: () => ({ reason: CANARY }) },
  replaced: {
    name: 'document.replaced',
    data: (_, key) => ({ reason: 'Thay thế', replacedBy: `${key}-new` }),
  },
  corrected: {
    name: 'document.corrected',
    data: (_, key) => ({ reason: CANARY, correctedBy: `${key}-correction` }),
  },
  returned: { name: 'document.returned', data: () => ({ actor: clerk, reason: CANARY }) },
  copied: {
    name: 'document.copied',
    data: () => ({ actor: clerk, form: 'SY', count: 2, addressees: [CANARY] }),
  },
  voided: { name: 'number.voided', data: () => ({ actor: clerk, reason: 'Hủy số' }) },
} as const satisfies Readonly<Record<string, Happening>>;
type Later = keyof typeof laterOnes;
const laterNames = Object.keys(laterOnes) as Later[];

type What = Later | 'received' | 'receivedAgain' | 'graded';

/** One document's life: what happens, in which order and phase, repeats included. */
interface Plan {
  readonly fate: Fate;
  readonly sends: readonly { readonly what: What; readonly phase: number }[];
}

const plans: fc.Arbitrary<Plan> = fc
  .tuple(fc.constantFrom(...fates), fc.subarray(laterNames), fc.boolean())
  .chain(([fate, later, twice]) => {
    const needed: What[] = [
      'received',
      ...(fate === 'released' || fate === 'refused' ? (['graded'] as const) : []),
      ...(twice ? (['receivedAgain'] as const) : []),
      ...later,
    ];
    return fc
      .tuple(
        fc.shuffledSubarray(needed, { minLength: needed.length }),
        fc.array(fc.constantFrom(...needed), { maxLength: 4 }),
        fc.array(fc.nat({ max: PHASES - 1 }), {
          minLength: needed.length + 4,
          maxLength: needed.length + 4,
        }),
      )
      .map(([order, repeats, phases]) => ({
        fate,
        sends: [...order, ...repeats].map((what, at) => ({ what, phase: phases[at] ?? 0 })),
      }));
  });

const receivedData = ({ fate }: Plan, key: string, sha256: string, size: number) => ({
  abstract: `Về chính sách dân tộc ${fate === 'refused' || fate === 'secret' ? CANARY : key}`,
  issuer: 'UBND tỉnh',
  recipients: [],
  files: [{ sha256, size, mediaType: 'application/pdf', name: 'a.pdf', role: 'main' }],
  ...(fate === 'ordinary' ? { secrecy: 'thường' } : {}),
  ...(fate === 'secret' ? { secrecy: 'Tối mật' } : {}),
});

/** What a document must come to, from what happened alone; knows nothing of the office. */
const expectedEnd = ({ fate, sends }: Plan, key: string) => {
  const happened = new Set(sends.map(({ what }) => what));
  const latest = (...names: Later[]) =>
    laterNames.findLast((name) => names.includes(name) && happened.has(name));
  if (fate === 'refused' || fate === 'secret')
    return {
      core: 'refused',
      assignment: undefined,
      completion: undefined,
      review: 'none',
      numbering: 'none',
      shown: 'absent',
      onPortal: false,
      links: [],
      copies: 0,
      parked: 0,
    };
  const back = latest('recalled', 'replaced');
  const reviewed = latest('approved', 'rejected', 'approvedAgain');
  const isApproved = reviewed === 'approved' || reviewed === 'approvedAgain';
  const isReturned = happened.has('returned');
  const isShown = isApproved && back === undefined && !isReturned && !happened.has('voided');
  const none = 'waiting';
  return {
    core: isReturned ? 'returned' : (back ?? 'active'),
    assignment: { assignedToHead: 'head', assignedToLeader: 'leader' }[
      latest('assignedToHead', 'assignedToLeader') as string
    ],
    completion: { completedByHead: 'head', completedByLeader: 'leader' }[
      latest('completedByHead', 'completedByLeader') as string
    ],
    review: reviewed === undefined ? none : isApproved ? 'approved' : 'rejected',
    numbering: happened.has('voided') ? 'void' : 'allocated',
    shown: isShown ? 'public' : 'absent',
    onPortal: isShown,
    links: [
      ...(happened.has('corrected') ? [`corrected-by ${key}-correction both`] : []),
      ...(back === 'replaced' ? [`replaced-by ${key}-new both`] : []),
    ],
    copies: happened.has('copied') ? 1 : 0,
    parked: 0,
  };
};

const linksReaderOf = ({ ground, names }: TestGround) =>
  createLinksReader(ground.clients.dynamodb, names.tables);

/** Links by the names of the other documents, and whether these know of them as well. */
const linksOf = async (test: TestGround, key: string): Promise<string[]> => {
  const reader = linksReaderOf(test);
  const documentId = documentIdOf('e-office', key);
  const found = await reader.links(documentId);
  const others = new Map(
    [`${key}-new`, `${key}-correction`].map((name) => [documentIdOf('e-office', name), name]),
  );
  const lines = await Promise.all(
    [...others].map(async ([other, name]) => {
      const here = found.filter((link) => link.documentId === other).map(({ kind }) => kind);
      const there = await reader.links(other);
      const isInverse = there.every(
        (link, at) =>
          link.documentId === documentId &&
          inverseLinks[here[at] as keyof typeof inverseLinks] === link.kind,
      );
      const both = isInverse && there.length === here.length ? 'both' : 'one side';
      return here.length + there.length === 0 ? [] : [`${here.join(' ')} ${name} ${both}`];
    }),
  );
  return lines.flat().toSorted();
};

const endOf = async (test: TestGround, key: string) => {
  const documentId = documentIdOf('e-office', key);
  const state = await storeOf(test).load(documentId);
  if (state === undefined) return undefined;
  return {
    core: state.core.status,
    assignment: state.core.assignment?.leadId,
    completion: state.core.completion?.personId,
    review: state.review.status,
    numbering: state.numbering.status,
    shown: desiredPublication(state).kind,
    onPortal: state.publication.onPortal !== undefined,
    links: await linksOf(test, key),
    copies: (await linksReaderOf(test).copies(documentId)).filter(({ code }) => code).length,
    parked: state.core.parked,
  };
};

interface Document {
  readonly plan: Plan;
  readonly key: string;
  readonly eventFor: (what: What) => SentEvent;
}

const createDocument = async (
  office: InProcessOffice,
  plan: Plan,
  at: number,
): Promise<Document> => {
  const key = `o${at}x`;
  const bytes = Buffer.from(`%PDF-1.7\n%${key}\nstartxref\n0\n%%EOF\n`);
  const isOpen = plan.fate === 'ordinary' || plan.fate === 'secret';
  const sha256 = await office.upload('e-office', bytes, isOpen ? 'thường' : undefined);
  const officeId = documentIdOf('e-office', key);
  const event = (what: What, name: EventName, data: object, atSecond: number): SentEvent => {
    const byDesk = 'actor' in data;
    return {
      source: byDesk ? 'desk' : 'e-office',
      id: `${key}-${what}`,
      name,
      data: { ...(byDesk ? { officeId } : { documentId: key }), ...data },
      atSecond,
    };
  };
  const eventFor = (what: What): SentEvent => {
    if (what === 'received' || what === 'receivedAgain')
      return event(what, 'document.received', receivedData(plan, key, sha256, bytes.length), 0);
    if (what === 'graded') {
      const decision = plan.fate === 'released' ? 'release' : 'refuse';
      return event(what, 'secrecy.decided', { decision, actor: clerk, reason: CANARY }, 1);
    }
    const { name, data } = laterOnes[what];
    return event(what, name, data(sha256, key), 2 + laterNames.indexOf(what));
  };
  return { plan, key, eventFor };
};

/** Sends one document's events of a phase in their order, two at a time. */
const playPhase = async (office: InProcessOffice, document: Document, phase: number) => {
  const events = document.plan.sends
    .filter((send) => send.phase === phase)
    .map(({ what }) => document.eventFor(what));
  for (let at = 0; at < events.length; at += 2)
    await Promise.all(events.slice(at, at + 2).map((event) => office.send(event)));
};

/**
 * Plays random lives of documents beside each other, lets everything come to rest after each
 * phase, and compares each end with what its events alone ask for.
 */
export const playOrders = async (options: { seed: number; documents: number }): Promise<void> => {
  const test = await openTestGround();
  const office = await InProcessOffice.open(test, await fillDirectory(test), 'portal');
  try {
    const chosen = fc.sample(plans, { seed: options.seed, numRuns: options.documents });
    const documents: Document[] = [];
    for (const [at, plan] of chosen.entries())
      documents.push(await createDocument(office, plan, at));
    for (let phase = 0; phase < PHASES; phase += 1) {
      for (let at = 0; at < documents.length; at += 4)
        await Promise.all(
          documents.slice(at, at + 4).map((document) => playPhase(office, document, phase)),
        );
      await office.settle();
    }
    for (const { plan, key } of documents) {
      const end = await endOf(test, key);
      expect({ key, plan, end }).toEqual({ key, plan, end: expectedEnd(plan, key) });
    }
    await expectSeries(test);
    await expectNothingSecret(test, documents);
  } finally {
    office.close();
    await test.close();
  }
};

/** R1: of documents that were refused no word is left, not even in what was parked for them. */
const expectNothingSecret = async (
  test: TestGround,
  documents: readonly Document[],
): Promise<void> => {
  const kept = documents.filter(({ plan }) => plan.fate === 'ordinary' || plan.fate === 'released');
  const ids = new Set(kept.map(({ key }) => documentIdOf('e-office', key) as string));
  for (const table of Object.values(test.names.tables))
    for (const item of await scanTable(test, table)) {
      const owner = String(item['pk']).replace(/^(DOC|PARKED)#/, '');
      if (!ids.has(owner) && !ids.has(String(item['documentId'])))
        expect(JSON.stringify(item)).not.toContain(CANARY);
    }
};
