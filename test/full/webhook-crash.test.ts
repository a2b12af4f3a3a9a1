import { describeWebhookCrashes } from '../integration/webhook-crash-run.ts';

describeWebhookCrashes('Whatever call breaks on the way to a webhook', (points) => points);
