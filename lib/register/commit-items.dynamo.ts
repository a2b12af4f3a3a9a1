import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { readGivenNumber } from './books/given-number.ts';
import { dateInBook } from './books/place.ts';
import { type Commit, PARKED_DESK } from './commit.ts';
import { copyItems } from './copy-items.dynamo.ts';
import { workChanges } from './deadlines.ts';
import { type Concern, concerns, type DocumentState } from './document-state.ts';
import { identityItems } from './duplicates-items.dynamo.ts';
import {
  eventKeyOf,
  historyKey,
  openedKey,
  parkedKey,
  stateKey,
  toDoKey,
  workKey,
} from './item-keys.dynamo.ts';
import { linkItems } from './link-items.dynamo.ts';
import { numberItems } from './number-items.dynamo.ts';
import { putNew, toItem } from './transact-item.dynamo.ts';
import { SWEEP_AFTER_MS } from './work.ts';

/** Attributes of the by-month index: a document appears there once it stands in a book. */
const monthOf = (state: DocumentState): { month?: string; position?: string } => {
  const { numbering, core } = state;
  if (numbering.status === 'none') return {};
  const date = dateInBook(state);
  // Numbers kept elsewhere stand in their order too, as far as they can be read.
  const n = numbering.n ?? readGivenNumber(numbering.code ?? '')?.n ?? 0;
  const number = String(n).padStart(6, '0');
  return {
    month: `${core.direction}#${date.slice(0, 7)}`,
    position: `${date}#${number}#${state.documentId}`,
  };
};

const changedConcerns = (base: DocumentState, next: DocumentState): Concern[] =>
  concerns.filter((concern) => base[concern] !== next[concern]);

const stateUpdate = (table: string, commit: Commit, base: DocumentState): TransactWriteItem[] => {
  const changed = changedConcerns(base, commit.next);
  const checked = [...new Set([...changed, ...(commit.guards ?? [])])];
  if (checked.length === 0) return [];
  if (changed.length === 0) throw new Error('a guard without a change of its own');
  const beside = {
    ...monthOf(commit.next),
    ...(base.source === commit.next.source ? {} : { source: commit.next.source }),
  };
  const values = {
    ...Object.fromEntries(
      changed.map((name) => [`:${name}`, { ...commit.next[name], rev: base[name].rev + 1 }]),
    ),
    ...Object.fromEntries(checked.map((name) => [`:${name}Rev`, base[name].rev])),
    ...Object.fromEntries(Object.entries(beside).map(([name, value]) => [`:${name}`, value])),
  };
  const sets = [
    ...changed.map((name) => `#${name} = :${name}`),
    ...Object.keys(beside).map((name) => `#${name} = :${name}`),
  ];
  const condition = checked.map((name) => `#${name}.#rev = :${name}Rev`).join(' AND ');
  const names = {
    '#rev': 'rev',
    ...Object.fromEntries([...checked, ...Object.keys(beside)].map((name) => [`#${name}`, name])),
  };
  return [
    {
      Update: {
        TableName: table,
        Key: toItem(stateKey(commit.documentId)),
        UpdateExpression: `SET ${sets.join(', ')}`,
        ConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: toItem(values),
      },
    },
  ];
};

const stateItems = (table: string, commit: Commit): TransactWriteItem[] =>
  commit.base === undefined
    ? [
        putNew(table, {
          ...stateKey(commit.documentId),
          ...commit.next,
          ...monthOf(commit.next),
        }),
      ]
    : stateUpdate(table, commit, commit.base);

const eventItems = (table: string, commit: Commit): TransactWriteItem[] => {
  const { eventKey, parked, unparked, documentId, now } = commit;
  return [
    ...(eventKey === undefined
      ? []
      : [
          putNew(table, {
            ...eventKeyOf(eventKey.source, eventKey.eventId),
            ...eventKey,
            at: now.toISOString(),
          }),
        ]),
    ...(parked === undefined
      ? []
      : [
          putNew(table, {
            ...parkedKey(documentId, parked.source, parked.eventId),
            ...parked,
            documentId,
            kind: 'parked',
            // In the to-do index, where the clerk finds those that have waited a day.
            desk: PARKED_DESK,
            since: parked.parkedAt,
          }),
        ]),
    ...(unparked === undefined
      ? []
      : [
          {
            // The condition makes a parked event apply once, whoever else replays it.
            Delete: {
              TableName: table,
              Key: toItem(parkedKey(documentId, unparked.source, unparked.eventId)),
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ]),
  ];
};

const workItems = (table: string, commit: Commit): TransactWriteItem[] =>
  commit.works.map((work) =>
    putNew(table, {
      ...workKey({ documentId: commit.documentId, ...work }),
      documentId: commit.documentId,
      effect: work.effect,
      step: work.step,
      ...(work.input === undefined ? {} : { input: work.input }),
      status: 'pending',
      attempts: 0,
      dueEffect: work.effect,
      dueAt: new Date(
        (work.notBefore?.getTime() ?? commit.now.getTime()) + SWEEP_AFTER_MS,
      ).toISOString(),
    }),
  );

/** To-dos the decision names, and the work that follows from what it changes of the document. */
const toDoItems = (table: string, commit: Commit): TransactWriteItem[] => {
  const work = workChanges(commit.base, commit.next);
  return [
    ...[...(commit.toDosOpened ?? []), ...work.opened].map((toDo) => ({
      Put: {
        TableName: table,
        Item: toItem({
          ...toDoKey(commit.documentId, toDo.kind),
          documentId: commit.documentId,
          since: commit.now.toISOString(),
          ...toDo,
        }),
      },
    })),
    ...[...(commit.toDosClosed ?? []), ...work.closed].map((kind) => ({
      Delete: { TableName: table, Key: toItem(toDoKey(commit.documentId, kind)) },
    })),
  ];
};

const openedItems = (table: string, commit: Commit): TransactWriteItem[] =>
  commit.openedBy === undefined
    ? []
    : [
        {
          Put: {
            TableName: table,
            Item: toItem({
              ...openedKey(commit.documentId, commit.openedBy),
              at: commit.now.toISOString(),
            }),
          },
        },
      ];

const historyItem = (table: string, commit: Commit): TransactWriteItem => {
  const { history, eventKey, unparked, finished, documentId, base, next } = commit;
  const cause = JSON.stringify([
    history.action,
    eventKey?.source ?? unparked?.source,
    eventKey?.eventId ?? unparked?.eventId,
    finished?.work.attempts,
  ]);
  const revision = concerns.reduce(
    (sum, name) =>
      sum + (base?.[name].rev ?? 0) + (base !== undefined && base[name] !== next[name] ? 1 : 0),
    0,
  );
  return putNew(table, {
    ...historyKey(documentId, { at: history.at, revision, cause }),
    ...history,
  });
};

/** Ends the claimed work; the condition proves that the claim is still this run's. */
const finishedItem = (
  table: string,
  finished: NonNullable<Commit['finished']>,
): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: toItem(workKey(finished.work)),
    UpdateExpression: `SET #status = :status${finished.code === undefined ? '' : ', #code = :code'} REMOVE #dueEffect, #dueAt`,
    ConditionExpression: '#status = :claimed AND #attempts = :attempts',
    ExpressionAttributeNames: {
      '#status': 'status',
      '#attempts': 'attempts',
      '#dueEffect': 'dueEffect',
      '#dueAt': 'dueAt',
      ...(finished.code === undefined ? {} : { '#code': 'code' }),
    },
    ExpressionAttributeValues: toItem({
      ':status': finished.status,
      ':claimed': 'claimed',
      ':attempts': finished.work.attempts,
      ...(finished.code === undefined ? {} : { ':code': finished.code }),
    }),
  },
});

/**
 * The items of one commit's transaction. The end of a claimed work item comes first, so that the
 * store can tell a lost claim (reason 0) from any other meeting of writers.
 */
export const commitItems = (
  tables: { readonly register: string; readonly history: string },
  commit: Commit,
): TransactWriteItem[] => [
  ...(commit.finished === undefined ? [] : [finishedItem(tables.register, commit.finished)]),
  ...stateItems(tables.register, commit),
  ...eventItems(tables.register, commit),
  ...numberItems(tables.register, commit),
  ...linkItems(tables.register, commit),
  ...copyItems(tables.register, commit),
  ...workItems(tables.register, commit),
  ...identityItems(tables.register, commit),
  ...toDoItems(tables.register, commit),
  ...openedItems(tables.register, commit),
  historyItem(tables.history, commit),
];
