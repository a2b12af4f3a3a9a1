import type { PublishDeps } from '../../lib/portal/publish-deps.ts';
import { publishDocument } from '../../lib/portal/publish-document.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { createEffectApp } from '../shared/effect-app.ts';

export const createApp = (deps: EffectDeps, portal: Omit<PublishDeps, 'now'>) =>
  createEffectApp(deps, publishDocument(portal));
