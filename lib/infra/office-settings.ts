import type { App } from 'aws-cdk-lib';

/** What an agency decides about its office; each is a context value of the same name. */
export interface OfficeSettings {
  /** Name on the portal. */
  readonly agencyName: string;
  /** Abbreviation of its name in the numbers of documents, for example UBDT. */
  readonly agencyCode: string;
  /** cơ quan chủ quản, written above its name; empty for ministries and bodies of their rank. */
  readonly agencyParent: string;
  /** địa danh of what is dated here. */
  readonly agencyPlace: string;
  /** A line over every portal page, for example that this is a training copy; empty for none. */
  readonly portalBanner: string;
  /** In the pilot only people on the guest list are told. */
  readonly guestListOnly: 'true' | 'false';
  /** Registered sender of SMS, 3 to 11 letters and digits. */
  readonly smsSenderId: string;
  /** US dollars for one SMS, two decimals. */
  readonly smsMaxPriceUsd: string;
  /** Pilot leaders whose signing keys are made here. */
  readonly signers: readonly string[];
  /** How people sign in at the desk. */
  readonly desk: DeskSignIn;
}

/** The agency's OpenID Connect issuer and how it knows the desk; see docs/operating.md. */
export interface DeskSignIn {
  /** Issuer identifier; a parameter of the template, so that it can change without a new one. */
  readonly issuer: string;
  readonly clientId: string;
  /** What the issuer calls the desk's API: `aud` of its access tokens. */
  readonly audience: string;
  readonly scope: string;
  /** Where its end points are besides the issuer's own origin, separated by spaces; empty for none. */
  readonly origins: string;
  /** Claim that is a person's id in the directory. */
  readonly personClaim: string;
  /** `at+jwt` (RFC 9068), or `any` for an issuer that does not type its access tokens. */
  readonly tokenType: 'at+jwt' | 'any';
}

const text = (app: App, name: string): string => {
  const value: unknown = app.node.tryGetContext(name);
  if (typeof value === 'string') return value;
  throw new Error(`context ${name}: expected text`);
};

/** A list, or a comma-separated text as `cdk -c` gives it. */
const list = (app: App, name: string): readonly string[] => {
  const value: unknown = app.node.tryGetContext(name);
  const items: unknown = typeof value === 'string' ? value.split(',') : value;
  if (Array.isArray(items) && items.every((item) => typeof item === 'string')) return items;
  throw new Error(`context ${name}: expected a list of names`);
};

const readDesk = (app: App): DeskSignIn => {
  const tokenType = text(app, 'deskTokenType');
  if (tokenType !== 'at+jwt' && tokenType !== 'any')
    throw new Error('context deskTokenType: expected at+jwt or any');
  return {
    issuer: text(app, 'deskIssuer'),
    clientId: text(app, 'deskClientId'),
    audience: text(app, 'deskAudience'),
    scope: text(app, 'deskScope'),
    origins: text(app, 'deskOrigins'),
    personClaim: text(app, 'deskPersonClaim'),
    tokenType,
  };
};

/**
 * Reads the settings from the context (cdk.json, `cdk -c name=value`).
 * @throws Error naming the value that is missing or wrong
 */
export function readSettings(app: App): OfficeSettings {
  const guestListOnly = text(app, 'guestListOnly');
  if (guestListOnly !== 'true' && guestListOnly !== 'false')
    throw new Error('context guestListOnly: expected true or false');
  return {
    agencyName: text(app, 'agencyName'),
    agencyCode: text(app, 'agencyCode'),
    agencyParent: text(app, 'agencyParent'),
    agencyPlace: text(app, 'agencyPlace'),
    portalBanner: text(app, 'portalBanner'),
    guestListOnly,
    smsSenderId: text(app, 'smsSenderId'),
    smsMaxPriceUsd: text(app, 'smsMaxPriceUsd'),
    signers: list(app, 'signers'),
    desk: readDesk(app),
  };
}

/** Prefix of the physical names, so that two offices fit into one account. */
export function readOfficeName(app: App): string {
  const name = text(app, 'office');
  if (/^[a-z][a-z0-9-]{0,20}$/.test(name)) return name;
  throw new Error('context office: expected a short name of a-z, 0-9 and hyphens');
}
