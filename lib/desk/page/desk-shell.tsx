import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DeskPerson, DeskSettings } from '../contract.ts';
import { type Desk, DeskContext, type Result } from './desk-context.ts';
import { DeskMenu } from './desk-menu.tsx';
import type { Drafts, UnsureActs } from './kept-text.ts';
import type { Office } from './office.ts';
import { RoomSwitch } from './room-switch.tsx';
import { readRoute, roomsOf } from './route.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { texts } from './texts.vi.ts';
import { UnsureBar } from './unsure-bar.tsx';
import { useCounts } from './use-counts.ts';
import { useOnline } from './use-online.ts';
import { usePlace } from './use-place.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface DeskShellProps {
  readonly settings: DeskSettings;
  readonly person: DeskPerson;
  readonly office: Office;
  readonly acts: UnsureActs;
  readonly drafts: Drafts;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly isExpired: boolean;
  readonly onSignIn: () => Promise<void>;
  readonly onSignOut: () => Promise<void>;
}

const roleText = ({ roles }: DeskPerson) => roles.map((role) => texts.roles[role]).join(', ');

/** The desk around its rooms: who works here, what waits, what has just become of an act. */
export const DeskShell = (props: DeskShellProps) => {
  const { settings, person, office, isExpired, onSignIn, onSignOut } = props;
  const [result, setResult] = useState<Result | undefined>();
  const [said, setSaid] = useState('');
  const [, setUnsureTurn] = useState(0);
  const resultPlace = useRef<HTMLDivElement>(null);
  const rooms = useMemo(() => roomsOf(person), [person]);
  const { counts, countAgain } = useCounts(office, rooms);
  const isOnline = useOnline();
  const clearResult = useCallback(() => setResult(undefined), []);
  const { path, go } = usePlace(clearResult);
  const { isHelpOpen, setHelpOpen, isOn, setOn } = useShortcuts(rooms, go);

  const tell = useCallback((next: Result) => {
    setResult(next);
    requestAnimationFrame(() => resultPlace.current?.focus());
  }, []);
  const desk: Desk = {
    ...props,
    go,
    tell,
    say: setSaid,
    signInAgain: () => void onSignIn(),
    unsureChanged: () => setUnsureTurn((turn) => turn + 1),
    countAgain,
  };
  useEffect(() => {
    // A new room is read from its name on; a result said at the same time comes first.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement === null)
        document.getElementById('room-title')?.focus({ preventScroll: true });
    });
    window.scrollTo(0, 0);
  }, [path]);

  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#noi-dung" data-plain>
        {texts.skip}
      </a>
      <header>
        {settings.banner !== undefined && <p class="banner">{settings.banner}</p>}
        <div class="masthead">
          <p class="letterhead">
            <span class="agency">{settings.agencyName}</span>
            <span class="site">{texts.desk}</span>
          </p>
          <p class="person">
            <span>
              <strong>{person.name}</strong> <span class="note">{roleText(person)}</span>
            </span>
            <button type="button" class="plain" onClick={() => setHelpOpen(true)}>
              {texts.shortcuts}{' '}
              <span class="key" aria-hidden="true">
                ?
              </span>
            </button>
            <button type="button" class="plain" onClick={onSignOut}>
              {texts.signOut}
            </button>
          </p>
        </div>
      </header>
      {isExpired && (
        <div class="notice bar bad" role="alert">
          <p>{texts.expired}</p>
          <button type="button" class="button" onClick={onSignIn}>
            {texts.signInAgain}
          </button>
        </div>
      )}
      {!isOnline && (
        <p class="notice bar quiet" role="status">
          {texts.offline}
        </p>
      )}
      <div class="body">
        <DeskMenu rooms={rooms} counts={counts} path={path} />
        <main id="noi-dung" tabIndex={-1}>
          <UnsureBar key={path} />
          {result !== undefined && (
            <div
              ref={resultPlace}
              class={`notice result ${result.tone}`}
              role={result.tone === 'bad' ? 'alert' : 'status'}
              tabIndex={-1}
            >
              <p>{result.text}</p>
            </div>
          )}
          {rooms.length === 0 ? (
            <p class="empty">{texts.noRole}</p>
          ) : (
            <RoomSwitch route={readRoute(path)} rooms={rooms} />
          )}
        </main>
      </div>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      {isHelpOpen && (
        <ShortcutsDialog isOn={isOn} onSwitch={setOn} onClose={() => setHelpOpen(false)} />
      )}
    </DeskContext.Provider>
  );
};
