import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { vietnamDate } from '../../kernel/vietnam-time.ts';
import {
  peopleOfSheet,
  type Sheet,
  type SheetAgency,
  sheetOf,
} from '../../register/sheet/sheet.ts';
import { sheetHtml } from '../../register/sheet/sheet-html.ts';
import type { SheetFonts } from '../../register/sheet/sheet-page.ts';
import { sheetPdf } from '../../register/sheet/sheet-pdf.ts';
import { type CommandContext, type CommandResult, withTables } from '../command.ts';
import { nameOf } from '../describe-document.ts';
import { CommandError, exitCodes } from '../errors.ts';
import { findDocument } from '../office/find-document.ts';
import { type OfficeAddress, outputOf } from '../office/office-address.ts';
import type { SheetMessages } from './messages.en.ts';

const readFonts = async (): Promise<SheetFonts> => {
  const require = createRequire(import.meta.url);
  const face = (file: string) =>
    readFile(require.resolve(`@expo-google-fonts/tinos/${file}`)) as Promise<Uint8Array>;
  const [regular, bold, italic] = await Promise.all([
    face('400Regular/Tinos_400Regular.ttf'),
    face('700Bold/Tinos_700Bold.ttf'),
    face('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  ]);
  return { regular, bold, italic };
};

/** CloudFormation's outputs take no Vietnamese letters: these come encoded as parts of an address. */
const agencyOf = (address: OfficeAddress, messages: SheetMessages): SheetAgency => {
  const said = (name: string): string => decodeURIComponent(address.outputs[name] ?? '');
  const [parent, place] = [said('AgencyParent'), said('AgencyPlace')];
  return {
    name: decodeURIComponent(outputOf(address, 'AgencyName')),
    ...(parent === '' ? {} : { parent }),
    ...(place === '' ? {} : { place }),
    ...(address.local ? { banner: messages.training } : {}),
  };
};

const draw = async (sheet: Sheet, format: string, made: Date): Promise<Uint8Array | string> =>
  format === '.pdf' ? sheetPdf(sheet, await readFonts(), made) : sheetHtml(sheet);

/** `vanthu sheet ID --out FILE`: the phiếu giải quyết of an incoming document. */
export const printSheet = (
  context: CommandContext,
  messages: SheetMessages,
  { id, out }: { readonly id: string; readonly out: string },
): Promise<CommandResult> => {
  const format = extname(out).toLowerCase();
  if (format !== '.pdf' && format !== '.html')
    throw new CommandError('SHEET_FORMAT', { exitCode: exitCodes.usage, facts: { file: out } });
  return withTables(context, async (tables) => {
    const state = await findDocument(tables, id);
    const now = context.now();
    const sheet = sheetOf(state, {
      agency: agencyOf(context.address, messages),
      people: await tables.people.people(peopleOfSheet(state)),
      on: vietnamDate(now),
    });
    await writeFile(out, await draw(sheet, format, now));
    return {
      lines: [messages.printed(nameOf(state), out)],
      data: { documentId: state.documentId, file: out },
    };
  });
};
