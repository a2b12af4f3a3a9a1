import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { deliverAnswer, type WebhookDeps } from '../../lib/register/webhook-delivery.ts';
import { createEffectApp } from '../shared/effect-app.ts';

/** Brings answers to the webhooks of their sources. */
export const createApp = (deps: EffectDeps, webhooks: WebhookDeps) =>
  createEffectApp(deps, deliverAnswer(webhooks));
