/** A webhook whose receiver answered 410: called no more until the operator registers it anew. */
export interface StoppedWebhook {
  readonly sourceId: string;
  readonly url: string;
  readonly at: string;
}

export interface WebhookStops {
  find(sourceId: string): Promise<StoppedWebhook | undefined>;
  stop(stopped: StoppedWebhook): Promise<void>;
}
