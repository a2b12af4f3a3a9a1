// Plain JavaScript: the project is type-checked without the packages of this folder.
import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { PDF } from '@libpdf/core';
import { measureSigning } from './child.ts';

await measureSigning({
  sign: async (bytes, key) => {
    const privateKey = createPrivateKey(key.privateKey);
    const pdf = await PDF.load(bytes);
    const signed = await pdf.sign({
      signer: {
        certificate: Buffer.from(key.certificate, 'base64'),
        certificateChain: [Buffer.from(key.authority, 'base64')],
        keyType: 'RSA',
        signatureAlgorithm: 'RSASSA-PKCS1-v1_5',
        sign: async (data) => signBytes('sha256', data, privateKey),
      },
      fieldName: 'vanthu.leader',
      signingTime: new Date('2026-11-23T02:00:00Z'),
      level: 'B-B',
    });
    if (signed.warnings.length > 0) throw new Error(JSON.stringify(signed.warnings));
    return signed.bytes;
  },
  write: (bytes, output) => writeFileSync(output, bytes),
});
