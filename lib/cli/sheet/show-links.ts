import type { DocumentCopy } from '../../register/copies.ts';
import { createLinksReader, type KnownLink } from '../../register/links-reader.dynamo.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { localInstant, nameOf } from '../describe-document.ts';
import { findDocument } from '../office/find-document.ts';
import type { OfficeTables } from '../office/register.dynamo.ts';
import { alignRows } from '../table.ts';
import type { SheetMessages } from './messages.en.ts';

const linkRow = async (
  tables: OfficeTables,
  messages: SheetMessages,
  { kind, documentId, at }: KnownLink,
): Promise<string[]> => {
  // A held or refused document answers with its id alone (R1): nameOf has no more of it.
  const other = await tables.documents.load(documentId);
  const name = other === undefined ? documentId : nameOf(other);
  return [localInstant(at), messages.kinds[kind] ?? kind, name];
};

const copyRow = (messages: SheetMessages, copy: DocumentCopy): string[] => [
  localInstant(copy.madeAt),
  messages.kinds['copy'] ?? '',
  [copy.code ?? messages.unnumbered, messages.copies(copy.count), copy.addressees.join('; ')]
    .filter(Boolean)
    .join(' · '),
];

/** `document links ID`: what corrects, replaces or recalls it, what it does so to, its copies. */
export const showLinks = (
  context: CommandContext,
  messages: SheetMessages,
  named: string,
): Promise<CommandResult> =>
  withTables(context, async (tables) => {
    const { documentId } = await findDocument(tables, named);
    const reader = createLinksReader(tables.dynamo, tables.names);
    const [links, copies] = await Promise.all([
      reader.links(documentId),
      reader.copies(documentId),
    ]);
    const rows = [
      ...(await Promise.all(links.map((link) => linkRow(tables, messages, link)))),
      ...copies.map((copy) => copyRow(messages, copy)),
    ];
    return {
      lines: rows.length === 0 ? [messages.noLinks] : alignRows(rows),
      data: { documentId, links, copies },
    };
  });
