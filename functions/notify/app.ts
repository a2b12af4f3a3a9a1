import type { FanOutDeps } from '../../lib/notices/fan-out.ts';
import { type NoticeQueue, notifyDocument } from '../../lib/notices/notify-document.ts';
import type { EffectDeps } from '../../lib/register/effect-runner.ts';
import { createEffectApp } from '../shared/effect-app.ts';

export const createApp = (
  deps: EffectDeps,
  notices: FanOutDeps & { readonly notices: NoticeQueue },
) => createEffectApp(deps, notifyDocument(notices));
