/** One signed call of a webhook. */
export interface WebhookCall {
  readonly url: string;
  /** May the address be one of a private network? */
  readonly allowPrivate: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a call. Nothing of the receiver's text is kept: it may quote anything. */
export type WebhookReply =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string }
  /** No answer in time, or none at all; `reason` is the network's own word. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** The name leads to an address that must not be called. */
  | { readonly kind: 'forbidden'; readonly reason: string };

export interface WebhookChannel {
  /**
   * Follows no redirect; what receiver and network do is a reply, never an error.
   * @throws OfficeError as `readWebhookUrl`
   */
  call(request: WebhookCall): Promise<WebhookReply>;
}
