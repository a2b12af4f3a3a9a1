import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { type SignDeps, signDocument } from '../../lib/signing/sign-document.ts';
import { createEffectApp } from '../shared/effect-app.ts';

export const createApp = (deps: EffectDeps, signing: SignDeps) =>
  createEffectApp(deps, signDocument(signing));
