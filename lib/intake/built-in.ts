import administrative from './data/administrative-documents.json' with { type: 'json' };
import legal from './data/legal-documents.json' with { type: 'json' };
import type { Mapping, SourceRow } from './mapping.ts';
import { readMapping } from './read-mapping.ts';

/** Mappings for shapes the office knows, with the columns by which they are told apart. */
const builtIn: readonly { readonly columns: readonly string[]; readonly json: unknown }[] = [
  { columns: ['id', 'soKyHieu', 'loaiVanBan', 'coQuanBanHanh', 'doMat'], json: administrative },
  { columns: ['id', 'soKyHieu', 'loaiVanBan', 'coQuanBanHanh', 'vbplItemId'], json: legal },
];

/** The built-in mapping for records of this shape, if there is one. */
export const recogniseShape = ({ cells }: SourceRow): Mapping | undefined => {
  const found = builtIn.find(({ columns }) =>
    columns.every((column) => Object.hasOwn(cells, column)),
  );
  return found === undefined ? undefined : readMapping(found.json);
};
