import type { Messages } from '../../cli/messages.en.ts';
import { cutText, padText } from '../../cli/table.ts';
import { vietnamIso } from '../../kernel/vietnam-time.ts';
import type { StepResult, TimelineEntry } from './timeline-entry.ts';

type StartTexts = Messages['start'];

/** How a result is to be read: as done, as something to look at, or as a fault. */
export type Tone = 'good' | 'notice' | 'bad';

const TONES: Readonly<Partial<Record<StepResult['kind'], Tone>>> = {
  refused: 'notice',
  held: 'notice',
  returned: 'notice',
  parked: 'notice',
  recalled: 'notice',
  replaced: 'notice',
  unexpected: 'bad',
};

export const toneOf = ({ kind }: StepResult): Tone => TONES[kind] ?? 'good';

const describeResult = (result: StepResult, { results }: StartTexts): string => {
  switch (result.kind) {
    case 'refused':
    case 'returned':
      return results[result.kind](result.code);
    case 'registered':
      return result.own
        ? results.registered(result.number)
        : results.registeredByOther(result.number);
    case 'entered':
      return results.entered(result.number);
    case 'assigned':
      return results.assigned(result.to);
    case 'signed':
      return results.signed(result.code, result.by);
    case 'issued':
      return results.issued(result.code);
    case 'replaced':
      return results.replaced(result.by);
    case 'told':
      return results.told(result.messages, result.phones);
    case 'unexpected':
      return results.unexpected(result.what);
    case 'kept-back':
      return results.keptBack;
    default:
      return results[result.kind];
  }
};

const CODE_WIDTH = 17;
const DOOR_WIDTH = 15;
/** The head says whose time it is. */
const TIME_WIDTH = 12;
/** Room for the longest usual result; what is left of the line is the title's. */
const RESULT_WIDTH = 48;
const MIN_TITLE = 12;
const MAX_TITLE = 60;

const titleWidth = (columns: number): number =>
  Math.min(
    MAX_TITLE,
    Math.max(MIN_TITLE, columns - TIME_WIDTH - DOOR_WIDTH - CODE_WIDTH - RESULT_WIDTH - 8),
  );

const titleOf = ({ shown, result, urgent }: TimelineEntry, texts: StartTexts): string => {
  if (shown !== undefined) return urgent ? `[${texts.urgent}] ${shown.title}` : shown.title;
  if (result.kind === 'refused') return texts.nothingKept;
  if (result.kind === 'held') return texts.heldTitle;
  return result.kind === 'parked' ? texts.notYetHere : '';
};

const columnsOf = (cells: readonly string[], columns: number, result: string): string =>
  [
    padText(cells[0] ?? '', TIME_WIDTH),
    padText(cells[1] ?? '', DOOR_WIDTH),
    padText(cutText(cells[2] ?? '', CODE_WIDTH), CODE_WIDTH),
    padText(cutText(cells[3] ?? '', titleWidth(columns)), titleWidth(columns)),
    result,
  ].join('  ');

/**
 * One line of the timeline, in two parts: what is known of the document, and its result, which a
 * terminal may colour.
 */
export const renderEntry = (
  entry: TimelineEntry,
  messages: Messages,
  columns: number,
): { readonly head: string; readonly result: string } => {
  const texts = messages.start;
  const head = columnsOf(
    [
      vietnamIso(entry.at).slice(11, 19),
      texts.doors[entry.door],
      entry.shown?.code ?? '',
      titleOf(entry, texts),
    ],
    columns,
    '',
  );
  return { head, result: describeResult(entry.result, texts) };
};

export const renderHeads = ({ start: { heads } }: Messages, columns: number): string =>
  columnsOf([heads.time, heads.door, heads.code, heads.title], columns, heads.result);
