import { PdfRefusedError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { textOf } from './text.ts';
import { nameOf, type PdfDict, PdfRef, PdfString, type PdfValue } from './values.ts';

/** A field of the form, with what it inherits from its parents. */
export interface FormField {
  /** Fully qualified: `vanthu.leader`. */
  readonly name: string;
  /** Undefined when the field stands directly inside the form, as some old writers do. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly type: string | undefined;
  readonly value: PdfValue | undefined;
}

/** A node of the field tree: a group of fields, a terminal field, or a mere place of a field. */
export interface FormNode extends FormField {
  readonly role: 'group' | 'field' | 'widget';
}

interface Place {
  readonly value: PdfValue;
  readonly above: FormNode | undefined;
  readonly depth: number;
}

const nodeName = (document: PdfDocument, dict: PdfDict, prefix: string): string => {
  const partial = document.resolve(dict.get('T'));
  if (!(partial instanceof PdfString)) return prefix;
  return prefix === '' ? textOf(partial) : `${prefix}.${textOf(partial)}`;
};

const kidsOf = (document: PdfDocument, dict: PdfDict): PdfValue[] =>
  document.resolveArray(dict.get('Kids')) ?? [];

/** Kids with a name of their own are fields; kids without are the field's places on pages. */
const roleOf = (document: PdfDocument, dict: PdfDict, above: FormNode | undefined) => {
  if (above?.role === 'field') return 'widget';
  const hasFields = kidsOf(document, dict).some((kid) => document.resolveDict(kid)?.has('T'));
  return hasFields ? 'group' : 'field';
};

const readNode = (document: PdfDocument, { value, above }: Place, dict: PdfDict): FormNode => ({
  name: nodeName(document, dict, above?.name ?? ''),
  ref: value instanceof PdfRef ? value : undefined,
  dict,
  type: nameOf(document.resolve(dict.get('FT'))) ?? above?.type,
  value: dict.get('V') ?? above?.value,
  role: roleOf(document, dict, above),
});

/** Every node of the AcroForm's field tree, parents before kids; a node met twice counts once. */
export function* walkFields(
  document: PdfDocument,
  roots: readonly PdfValue[] = document.resolveArray(document.form?.get('Fields')) ?? [],
): Generator<FormNode> {
  const seen = new Set<PdfDict>();
  const stack: Place[] = roots.map((value) => ({ value, above: undefined, depth: 0 })).reverse();
  for (let place = stack.pop(); place; place = stack.pop()) {
    const dict = document.resolveDict(place.value);
    if (!dict || seen.has(dict)) continue;
    seen.add(dict);
    if (place.depth > limits.treeDepth || seen.size > limits.fields) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the form has too many fields');
    }
    const node = readNode(document, place, dict);
    const depth = place.depth + 1;
    for (const value of kidsOf(document, dict).toReversed()) {
      stack.push({ value, above: node, depth });
    }
    yield node;
  }
}

/** All terminal fields of the AcroForm, in order. */
export const listFields = (document: PdfDocument): FormField[] =>
  [...walkFields(document)].filter((node) => node.role === 'field');

export const findField = (document: PdfDocument, fieldName: string): FormField | undefined =>
  listFields(document).find((field) => field.name === fieldName);

/** The signature dictionary of a signed field. */
export const signatureOf = (document: PdfDocument, field: FormField): PdfDict | undefined =>
  field.type === 'Sig' ? document.resolveDict(field.value) : undefined;
