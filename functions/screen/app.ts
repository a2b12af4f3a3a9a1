import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import type { ScreenDeps } from '../../lib/register/screening/screen-deps.ts';
import { screenDocument } from '../../lib/register/screening/screen-document.ts';
import { createEffectApp } from '../shared/effect-app.ts';

export const createApp = (deps: EffectDeps, screening: ScreenDeps) =>
  createEffectApp(deps, screenDocument(screening));
