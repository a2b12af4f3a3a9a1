import { closeSync, openSync, writevSync } from 'node:fs';
import { measureSigning } from './child.ts';
import { signWithVanthu } from './vanthu-sign.ts';

await measureSigning({
  sign: signWithVanthu,
  write: ({ parts, size }, output) => {
    const file = openSync(output, 'w');
    const written = writevSync(file, [...parts]);
    closeSync(file);
    if (written !== size) throw new Error(`${written} of ${size} bytes were written`);
  },
});
