import { type Act, type EffectDeps, runEffect } from '../../lib/register/effect-runner.ts';
import { workMessage } from '../../lib/register/work.ts';

/** The app of every effect: one message, one piece of work, under the effect contract. */
export const createEffectApp =
  (deps: EffectDeps, act: Act) =>
  async (message: { readonly body: string }): Promise<void> =>
    runEffect(deps, act, workMessage.parse(JSON.parse(message.body)));
