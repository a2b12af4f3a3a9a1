import type { PdfDocument } from '../pdf/document.ts';
import { serialize } from '../pdf/serialize.ts';
import {
  isDict,
  type PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../pdf/values.ts';

interface Pair {
  readonly before: PdfValue;
  readonly after: PdfValue;
  readonly path: string;
}

const mostProblems = 20;

/**
 * Compares what two states of a file say, following references. Objects are queued and each pair
 * is looked at once, so loops and shared objects cost nothing.
 */
export class DeepComparison {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly problems: string[] = [];
  /** Objects compared under rules of their own (pages, fields): a reference to them is enough. */
  readonly ownRules = new Set<number>();
  readonly #seen = new Set<string>();
  readonly #queue: Pair[] = [];

  constructor(before: PdfDocument, after: PdfDocument) {
    this.before = before;
    this.after = after;
  }

  report(path: string): void {
    if (this.problems.length < mostProblems) this.problems.push(path);
  }

  /** Both must say the same, however deep one looks. */
  expectSame(before: PdfValue | undefined, after: PdfValue | undefined, path: string): void {
    const pair = { before: before ?? null, after: after ?? null, path };
    if (pair.before instanceof PdfRef || pair.after instanceof PdfRef) this.#enqueue(pair);
    else this.#compareDirect(pair);
  }

  /** The same for all entries of two dictionaries but some. */
  expectSameEntries(
    before: PdfDict,
    after: PdfDict,
    path: string,
    except: ReadonlySet<string> = new Set(),
  ): void {
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (!except.has(key)) this.expectSame(before.get(key), after.get(key), `${path}/${key}`);
    }
  }

  /** Works off the references met on the way. */
  finish(): void {
    for (let pair = this.#queue.pop(); pair; pair = this.#queue.pop()) {
      this.#compareDirect({
        before: this.before.resolve(pair.before),
        after: this.after.resolve(pair.after),
        path: pair.path,
      });
    }
  }

  #enqueue(pair: Pair): void {
    const { before, after, path } = pair;
    const sameRef =
      before instanceof PdfRef && after instanceof PdfRef && serialize(before) === serialize(after);
    const owned = [before, after].some(
      (value) => value instanceof PdfRef && this.ownRules.has(value.id),
    );
    if (owned) {
      if (!sameRef) this.report(path);
      return;
    }
    const key = sameRef ? serialize(before) : `${serialize(before)} = ${serialize(after)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    // The path starts anew at each object: a chain of ten thousand bookmarks must not spell itself out.
    this.#queue.push({ before, after, path: `object ${key}` });
  }

  #compareDirect({ before, after, path }: Pair): void {
    if (Array.isArray(before) && Array.isArray(after)) this.#compareItems(before, after, path);
    else if (before instanceof PdfStream && after instanceof PdfStream) {
      if (!before.bytes.equals(after.bytes)) this.report(path);
      this.expectSameEntries(before.dict, after.dict, path);
    } else if (isDict(before) && isDict(after)) this.expectSameEntries(before, after, path);
    else if (!sameLeaf(before, after)) this.report(path);
  }

  #compareItems(before: readonly PdfValue[], after: readonly PdfValue[], path: string): void {
    if (before.length !== after.length) this.report(path);
    else for (const [i, item] of before.entries()) this.expectSame(item, after[i], `${path}[${i}]`);
  }
}

const sameLeaf = (before: PdfValue, after: PdfValue): boolean => {
  if (before instanceof PdfString && after instanceof PdfString) {
    return before.bytes.equals(after.bytes);
  }
  const isLeaf = (value: PdfValue) =>
    !(value instanceof PdfStream || Array.isArray(value) || isDict(value));
  return isLeaf(before) && isLeaf(after) && serialize(before) === serialize(after);
};
