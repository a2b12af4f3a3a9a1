import { PdfRefusedError } from '../errors.ts';
import type { PdfDocument } from './document.ts';
import { limits } from './limits.ts';
import { textOf } from './text.ts';
import { isDict, nameOf, type PdfDict, PdfRef, PdfString, type PdfValue } from './values.ts';

/** A terminal field of the form, with what it inherits from its parents. */
export interface FormField {
  /** Fully qualified: `vanthu.leader`. */
  readonly name: string;
  /** Undefined when the field stands directly inside the form, as some old writers do. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  readonly type: string | undefined;
  readonly value: PdfValue | undefined;
}

interface Node {
  readonly value: PdfValue;
  readonly prefix: string;
  readonly type: string | undefined;
  readonly inherited: PdfValue | undefined;
  readonly depth: number;
}

const nodeName = (document: PdfDocument, dict: PdfDict, prefix: string): string => {
  const partial = document.resolve(dict.get('T'));
  if (!(partial instanceof PdfString)) return prefix;
  return prefix === '' ? textOf(partial) : `${prefix}.${textOf(partial)}`;
};

/** Kids with a name of their own are fields; kids without are the field's widgets. */
const subfields = (document: PdfDocument, dict: PdfDict): PdfValue[] => {
  const kids = document.resolveArray(dict.get('Kids')) ?? [];
  return kids.filter((kid) => document.resolveDict(kid)?.has('T'));
};

const children = (document: PdfDocument, node: Node, field: FormField): Node[] =>
  subfields(document, field.dict).map((value) => ({
    value,
    prefix: field.name,
    type: field.type,
    inherited: field.value,
    depth: node.depth + 1,
  }));

/** All terminal fields of the AcroForm, in order. */
export const listFields = (document: PdfDocument): FormField[] => {
  const roots = document.resolveArray(document.form?.get('Fields')) ?? [];
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const stack: Node[] = roots
    .map((value) => ({ value, prefix: '', type: undefined, inherited: undefined, depth: 0 }))
    .reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    const dict = document.resolve(node.value);
    if (!isDict(dict)) continue;
    const ref = node.value instanceof PdfRef ? node.value : undefined;
    if (ref && seen.has(ref.id)) continue;
    if (ref) seen.add(ref.id);
    if (node.depth > limits.treeDepth || fields.length > limits.fields) {
      throw new PdfRefusedError('PDF_TOO_COMPLEX', 'the form has too many fields');
    }
    const field: FormField = {
      name: nodeName(document, dict, node.prefix),
      ref,
      dict,
      type: nameOf(document.resolve(dict.get('FT'))) ?? node.type,
      value: dict.get('V') ?? node.inherited,
    };
    const below = children(document, node, field);
    if (below.length === 0) fields.push(field);
    for (const child of below.reverse()) stack.push(child);
  }
  return fields;
};

export const findField = (document: PdfDocument, fieldName: string): FormField | undefined =>
  listFields(document).find((field) => field.name === fieldName);

/** The signature dictionary of a signed field. */
export const signatureOf = (document: PdfDocument, field: FormField): PdfDict | undefined =>
  field.type === 'Sig' ? document.resolveDict(field.value) : undefined;
