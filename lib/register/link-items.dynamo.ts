import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Commit } from './commit.ts';
import { linkKey } from './item-keys.dynamo.ts';
import { inverseLinks, linksOf } from './links.ts';
import { toItem } from './transact-item.dynamo.ts';

const nameOf = ({ kind, documentId }: { kind: string; documentId: string }): string =>
  `${kind}#${documentId}`;

/**
 * The rows of the links that a commit makes or takes away, one beside each of the two documents.
 * They say which and how, never a word of either (R1); the other document need not be here yet.
 */
export const linkItems = (table: string, { documentId, base, next, now }: Commit) => {
  const [before, after] = [linksOf(base), linksOf(next)];
  const [had, has] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  const sides = (link: (typeof after)[number]) => [
    { owner: documentId, kind: link.kind, other: link.documentId },
    { owner: link.documentId, kind: inverseLinks[link.kind], other: documentId },
  ];
  const made = after.filter((link) => !had.has(nameOf(link))).flatMap(sides);
  const gone = before.filter((link) => !has.has(nameOf(link))).flatMap(sides);
  return [
    ...made.map(
      ({ owner, kind, other }): TransactWriteItem => ({
        Put: {
          TableName: table,
          Item: toItem({
            ...linkKey(owner, kind, other),
            kind,
            documentId: other,
            at: now.toISOString(),
          }),
        },
      }),
    ),
    ...gone.map(
      ({ owner, kind, other }): TransactWriteItem => ({
        Delete: { TableName: table, Key: toItem(linkKey(owner, kind, other)) },
      }),
    ),
  ];
};
