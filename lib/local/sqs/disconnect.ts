import type { IncomingMessage } from 'node:http';

/** Tells when the caller of a long poll goes away. */
export function watchDisconnect(request: IncomingMessage): {
  readonly signal: AbortSignal;
  stop(): void;
} {
  const controller = new AbortController();
  const leave = () => controller.abort();
  // The request's own `close` event fires as soon as its body is read; the socket's does not.
  const { socket } = request;
  socket.once('close', leave);
  return { signal: controller.signal, stop: () => socket.off('close', leave) };
}
