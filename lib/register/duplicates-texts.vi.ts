import { vietnamShortDate } from '../kernel/vietnam-time.ts';
import type { Likeness } from './duplicates.ts';

/** No number until the clerk decides whether it is a copy. */
const withheldText =
  'Văn bản {documentCode} ngày {issuedOn} của {issuer} đã có {number}. Bản này có thể là bản trùng, chưa cấp số – chờ Văn thư quyết định.';
const notedText =
  'Văn bản {documentCode} ngày {issuedOn} của {issuer} đã có {number}. Bản này có thể là bản trùng; số của bản này vẫn được ghi.';

const NONE = '(không có)';

/** What the clerk reads on the list of duplicates: which document came first, and its number. */
export const describeLikeness = ({ first }: Likeness, withheld: boolean): string => {
  const { facts, direction } = first.core;
  const { code = NONE, status } = first.numbering;
  const number = `${direction === 'incoming' ? 'số đến' : 'số'} ${code}`;
  const said: Readonly<Record<string, string>> = {
    documentCode: facts?.documentCode ?? NONE,
    issuedOn: facts?.issuedOn === undefined ? NONE : vietnamShortDate(facts.issuedOn),
    issuer: facts?.issuer ?? NONE,
    number: status === 'void' ? `${number} (hủy số)` : number,
  };
  return (withheld ? withheldText : notedText).replace(
    /\{(\w+)\}/g,
    (_, name: string) => said[name] ?? NONE,
  );
};
