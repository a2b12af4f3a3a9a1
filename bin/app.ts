import { resolve } from 'node:path';
import { buildFunctions } from '../lib/infra/bundle.ts';
import { createOfficeApp } from '../lib/infra/office-app.ts';

const root = resolve(import.meta.dirname, '..');
const bundles = resolve(root, '.build/functions');
await buildFunctions({ root, out: bundles });
createOfficeApp({ bundles }).app.synth();
