import { createReadStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mappingSchemaText } from '../../../lib/cli/ingest/mapping-schema.ts';
import { en } from '../../../lib/cli/ingest/messages.en.ts';
import { vi } from '../../../lib/cli/ingest/messages.vi.ts';
import { mapRow } from '../../../lib/intake/map-row.ts';
import { ownAgency } from '../../../lib/intake/own-agency.ts';
import { readMapping } from '../../../lib/intake/read-mapping.ts';
import { readCsv } from '../../../lib/intake/read-rows.ts';

const docs = resolve(import.meta.dirname, '../../../docs');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');

describe('The documentation of mappings', () => {
  it('has the schema as the code has it (npm run schemas)', () => {
    expect(read('mapping.v1.schema.json')).toBe(mappingSchemaText());
  });

  it('shows the mapping of the example as it is', () => {
    expect(read('connect.md')).toContain(read('examples/old-book/mapping.json').trim());
  });

  it('has an example whose rows all become documents', async () => {
    const mapping = readMapping(JSON.parse(read('examples/old-book/mapping.json')));
    const rows = [];
    const input = createReadStream(join(docs, 'examples/old-book/book.csv'));
    for await (const row of readCsv(input, mapping.table)) {
      if (row.kind !== 'row') throw new Error(`row ${row.row} is broken`);
      rows.push(mapRow(mapping, row, ownAgency(['Ủy ban Dân tộc'])));
    }
    expect(rows).toMatchObject([
      {
        row: 3,
        name: 'document.received',
        data: { issuedOn: '2026-01-02', urgency: 'khan', arrivalNumber: '01' },
        files: { main: '15-ct-ubnd.pdf' },
      },
      { row: 4, data: { documentCode: '26/SNV-VP' } },
      { row: 5, name: 'document.issued' },
      { row: 6, data: { typeName: 'Thông báo' } },
    ]);
  });
});

describe('What bulk ingest says', () => {
  it('has a Vietnamese sentence for every English one', () => {
    for (const part of ['errors', 'rowErrors'] as const)
      expect(Object.keys(vi[part]).toSorted()).toEqual(Object.keys(en[part]).toSorted());
    expect(vi.reportHeads).toHaveLength(en.reportHeads.length);
  });
});
