import type { PdfDocument } from '../pdf/document.ts';
import { type FormNode, signatureOf, walkFields } from '../pdf/form-fields.ts';
import { walkPages } from '../pdf/page-tree.ts';
import { certificationLevel, lockedFields } from '../pdf/restrictions.ts';
import { countOf, isName, PdfRef, type PdfValue } from '../pdf/values.ts';
import { DeepComparison } from './deep-comparison.ts';

/** Catalog entries that a later revision may set: validation data, extensions, metadata. */
const freeCatalogEntries = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const freeFormEntries = new Set(['Fields', 'SigFlags', 'DR', 'DA']);
const freeFieldEntries = new Set(['V', 'AP', 'AS', 'M', 'MK', 'Ff', 'F']);
const readOnly = 1;
const hiddenNoView = 0x22;

/** What a later revision changed in a file, as far as it is not permitted (ISO 32000-2, 12.8.2). */
class RevisionComparison extends DeepComparison {
  readonly #isLocked: (fieldName: string) => boolean;
  readonly #mayFill: boolean;
  readonly #nodes: readonly FormNode[];

  constructor(before: PdfDocument, after: PdfDocument) {
    super(before, after);
    this.#isLocked = lockedFields(before);
    this.#mayFill = certificationLevel(before) !== 1;
    this.#nodes = [...walkFields(before)];
  }

  run(): void {
    const pages = [...walkPages(this.before)];
    for (const { ref } of [...pages, ...this.#nodes]) if (ref) this.ownRules.add(ref.id);
    this.ownRules.add(this.before.rootRef.id);
    if (this.before.rootRef.id !== this.after.rootRef.id) this.report('Root');
    this.expectSameEntries(this.before.catalog, this.after.catalog, 'Root', freeCatalogEntries);
    this.#compareForm();
    for (const { ref } of pages) this.#comparePage(ref);
    for (const node of this.#nodes) this.#compareNode(node);
    this.finish();
  }

  #compareForm(): void {
    const before = this.before.form ?? new Map();
    const after = this.after.form;
    if (!after) {
      if (before.size > 0) this.report('AcroForm');
      return;
    }
    this.expectSameEntries(before, after, 'AcroForm', freeFormEntries);
    this.#expectGrown(before.get('Fields'), after.get('Fields'), 'AcroForm/Fields');
  }

  #comparePage(ref: PdfRef): void {
    const path = `page ${ref.id}`;
    const before = this.before.resolveDict(ref);
    const after = this.after.resolveDict(ref);
    if (!before || !after) this.report(path);
    else {
      this.expectSameEntries(before, after, path, new Set(['Annots']));
      this.#expectGrown(before.get('Annots'), after.get('Annots'), `${path}/Annots`);
    }
  }

  /** The items of before, in their order, then nothing but new signature fields. */
  #expectGrown(
    beforeItems: PdfValue | undefined,
    afterItems: PdfValue | undefined,
    path: string,
  ): void {
    const before = this.before.resolveArray(beforeItems) ?? [];
    const after = this.after.resolveArray(afterItems) ?? [];
    for (const [i, item] of before.entries()) this.expectSame(item, after[i], `${path}[${i}]`);
    for (const item of after.slice(before.length)) {
      if (!this.#isNewSignature(item)) this.report(`${path}: more than a signature was added`);
    }
  }

  #isNewSignature(item: PdfValue): boolean {
    if (!(item instanceof PdfRef) || this.before.get(item) !== null) return false;
    const nodes = [...walkFields(this.after, [item])];
    return (
      nodes.length > 0 &&
      nodes.every((node) => node.type === 'Sig' && (this.#mayFill || this.#isTimeStamp(node)))
    );
  }

  #isTimeStamp(node: FormNode): boolean {
    const signature = signatureOf(this.after, node);
    return isName(this.after.resolve(signature?.get('Type')), 'DocTimeStamp');
  }

  #compareNode(node: FormNode): void {
    // A field without an object of its own is compared with the array it stands in.
    if (!node.ref) return;
    const path = `field ${node.name}`;
    const after = this.after.resolveDict(node.ref);
    if (!after) this.report(path);
    else if (this.#isFinal(node)) this.expectSameEntries(node.dict, after, path);
    else {
      this.expectSameEntries(node.dict, after, path, freeFieldEntries);
      this.#compareFlags(node, after.get('Ff'), after.get('F'), path);
    }
  }

  #isFinal(node: FormNode): boolean {
    if (node.role === 'group' || !this.#mayFill) return true;
    return this.#isLocked(node.name) || this.#isSigned(node);
  }

  #isSigned(node: FormNode): boolean {
    return signatureOf(this.before, node) !== undefined;
  }

  /** A filled field may become read-only; it may neither hide nor come out of hiding. */
  #compareFlags(
    node: FormNode,
    fieldFlags: PdfValue | undefined,
    widgetFlags: PdfValue | undefined,
    path: string,
  ): void {
    const bits = (value: PdfValue | undefined, document: PdfDocument): number =>
      countOf(document.resolve(value)) ?? 0;
    const field = bits(node.dict.get('Ff'), this.before) ^ bits(fieldFlags, this.after);
    const shown = bits(node.dict.get('F'), this.before) ^ bits(widgetFlags, this.after);
    if ((field & ~readOnly) !== 0) this.report(`${path}/Ff`);
    if ((shown & hiddenNoView) !== 0) this.report(`${path}/F`);
  }
}

/**
 * Compares a file as it was signed with what it has become. Empty when every later change is one
 * that may follow a signature: filling fields that are not locked, further signatures, validation
 * data, metadata. Otherwise the places that changed.
 * @throws PdfRefusedError when one of the two cannot be read
 */
export const findForbiddenChanges = (
  before: PdfDocument,
  after: PdfDocument,
): readonly string[] => {
  const comparison = new RevisionComparison(before, after);
  comparison.run();
  return comparison.problems;
};
