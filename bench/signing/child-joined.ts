import { writeFileSync } from 'node:fs';
import { sha256Of } from '../../lib/kernel/ids.ts';
import { measureSigning } from './child.ts';
import { signWithVanthu } from './vanthu-sign.ts';

// As the function stores it: the parts are joined for their hash and for one PutObject.
await measureSigning({
  sign: async (pdf, key) => {
    const bytes = Buffer.concat((await signWithVanthu(pdf, key)).parts);
    return { bytes, sha256: sha256Of(bytes) };
  },
  write: ({ bytes }, output) => writeFileSync(output, bytes),
});
