/** Where the page may go besides its own origin. */
export interface PageOrigins {
  /** Issuer of the tokens, and wherever else its end points are. */
  readonly signIn: readonly string[];
  /** Where addresses of files lead. */
  readonly files: string;
}

/**
 * Headers of every answer. The page runs only its own script: nothing inline, no string becomes
 * markup (trusted types), and no other page may frame it.
 */
export const pageHeaders = ({ signIn, files }: PageOrigins): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${signIn.join(' ')}`,
    // blob: files that come with the token and are kept nowhere.
    `frame-src ${files} blob:`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});
