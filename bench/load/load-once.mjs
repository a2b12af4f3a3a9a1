// Loads one CommonJS bundle as a Lambda environment does at its start, and prints the milliseconds.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const before = performance.now();
const { handler } = require(process.argv[2]);
const milliseconds = performance.now() - before;
if (typeof handler !== 'function') throw new Error('the bundle has no handler');
process.stdout.write(String(milliseconds));
