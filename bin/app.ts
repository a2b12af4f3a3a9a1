import { basename, resolve } from 'node:path';
import { buildFunctions } from '../lib/infra/bundle.ts';
import { createOfficeApp } from '../lib/infra/office-app.ts';

const root = resolve(import.meta.dirname, '..');
// One folder for each assembly: two syntheses at once do not take each other's bundles away.
const assembly = basename(process.env['CDK_OUTDIR'] ?? 'cdk.out');
const bundles = resolve(root, '.build/bundles', assembly);
await buildFunctions({ root, out: bundles });
createOfficeApp({ bundles }).app.synth();
