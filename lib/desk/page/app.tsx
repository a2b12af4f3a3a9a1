import { useCallback, useEffect, useState } from 'preact/hooks';
import { type DeskPerson, type DeskSettings, deskPaths, deskSettings } from '../contract.ts';
import { createApiClient } from './api-client.ts';
import { DeskShell } from './desk-shell.tsx';
import {
  createDrafts,
  createUnsureActs,
  type Drafts,
  forgetAll,
  type Storage,
  type UnsureActs,
} from './kept-text.ts';
import { createOffice, type Office } from './office.ts';
import { sentenceOf } from './room-frame.tsx';
import { createSession, type Session } from './session.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { SignInPage } from './sign-in-page.tsx';
import { texts } from './texts.vi.ts';

/** What the page needs of the browser. */
export interface Surroundings {
  readonly fetch: (url: string, request?: RequestInit) => Promise<Response>;
  readonly storage: Storage;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** The desk before anybody is known: who may be asked, and how. */
interface Ground {
  readonly settings: DeskSettings;
  readonly signIn: SignIn;
  readonly session: Session;
  readonly office: Office;
}

type State =
  | { readonly at: 'starting' }
  | { readonly at: 'failed'; readonly text: string }
  | { readonly at: 'signed-out'; readonly ground: Ground; readonly text?: string }
  | {
      readonly at: 'signed-in';
      readonly ground: Ground;
      readonly person: DeskPerson;
      readonly acts: UnsureActs;
      readonly drafts: Drafts;
    };

const layGround = async (around: Surroundings, onSignedOut: () => void): Promise<Ground> => {
  const response = await around.fetch(deskPaths.settings, { cache: 'no-store' });
  const settings = deskSettings.parse(await response.json());
  const signIn = createSignIn({ ...around, settings, origin: location.origin });
  const session = createSession({ ...around, refresh: signIn.refresh });
  const { token, renew } = session;
  const office = createOffice(createApiClient({ fetch: around.fetch, token, renew, onSignedOut }));
  return { settings, signIn, session, office };
};

/** Comes back from the issuer, or finds who was signed in before a reload. */
const findPerson = async (ground: Ground, storage: Storage): Promise<State> => {
  const { signIn, session, office } = ground;
  try {
    if (location.pathname === deskPaths.signedIn) {
      const { tokens, returnTo } = await signIn.finish(new URL(location.href));
      session.start(tokens);
      history.replaceState(null, '', returnTo);
    }
    if (session.tokens() === undefined) return signedOut(ground);
    const person = await office.me();
    // Another person may have worked in this tab until their session ran out.
    const acts = createUnsureActs(storage, person.personId);
    return {
      at: 'signed-in',
      ground,
      person,
      acts,
      drafts: createDrafts(storage, person.personId),
    };
  } catch (error) {
    return { at: 'signed-out', ground, text: `${texts.signInFailed} ${sentenceOf(error)}` };
  }
};

const signedOut = (ground: Ground): State => ({
  at: 'signed-out',
  ground,
  ...(location.pathname === deskPaths.signedOut ? { text: texts.signedOut } : {}),
});

/** Where to come back to after signing in: this place, unless it belongs to signing in itself. */
const placeNow = (): string =>
  location.pathname === deskPaths.signedIn || location.pathname === deskPaths.signedOut
    ? deskPaths.page
    : `${location.pathname}${location.search}`;

export const App = ({ around }: { around: Surroundings }) => {
  const [state, setState] = useState<State>({ at: 'starting' });
  const [isExpired, setExpired] = useState(false);

  const start = useCallback(() => {
    setState({ at: 'starting' });
    layGround(around, () => setExpired(true))
      .then((ground) => findPerson(ground, around.storage))
      .then(setState, (error: unknown) => {
        setState({ at: 'failed', text: sentenceOf(error) });
      });
  }, [around]);
  useEffect(start, [start]);

  if (state.at === 'starting')
    return (
      <p class="starting" role="status">
        {texts.starting}
      </p>
    );
  if (state.at === 'failed')
    return (
      <main class="starting">
        <h1>{texts.startFailed}</h1>
        <p role="alert">{state.text}</p>
        <button type="button" class="button" onClick={start}>
          {texts.retry}
        </button>
      </main>
    );

  const { ground } = state;
  const begin = async (): Promise<void> => {
    try {
      location.assign(await ground.signIn.begin(placeNow()));
    } catch (error) {
      setState({ at: 'signed-out', ground, text: `${texts.signInFailed} ${sentenceOf(error)}` });
    }
  };
  const leave = async (): Promise<void> => {
    const tokens = ground.session.tokens();
    ground.session.end();
    forgetAll(around.storage);
    const elsewhere = await ground.signIn.end(tokens).catch(() => undefined);
    location.assign(elsewhere ?? deskPaths.signedOut);
  };
  if (state.at === 'signed-out')
    return <SignInPage settings={ground.settings} text={state.text} onSignIn={begin} />;
  return (
    <DeskShell
      settings={ground.settings}
      person={state.person}
      office={ground.office}
      acts={state.acts}
      drafts={state.drafts}
      now={around.now}
      newId={around.newId}
      isExpired={isExpired}
      onSignIn={begin}
      onSignOut={leave}
    />
  );
};
