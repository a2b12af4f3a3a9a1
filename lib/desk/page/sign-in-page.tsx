import { useEffect } from 'preact/hooks';
import type { DeskSettings } from '../contract.ts';
import { texts } from './texts.vi.ts';

interface SignInPageProps {
  readonly settings: DeskSettings;
  /** What has just happened. */
  readonly text?: string | undefined;
  readonly onSignIn: () => Promise<void>;
}

export const SignInPage = ({ settings, text, onSignIn }: SignInPageProps) => {
  useEffect(() => {
    document.title = `${texts.signIn} – ${texts.desk}, ${settings.agencyName}`;
  }, [settings.agencyName]);
  return (
    <>
      {settings.banner !== undefined && (
        <header>
          <p class="banner">{settings.banner}</p>
        </header>
      )}
      <main class="sign-in">
        <p class="agency">{settings.agencyName}</p>
        <h1>{texts.desk}</h1>
        {text !== undefined && (
          <p class="notice quiet" role="status">
            {text}
          </p>
        )}
        <p class="lead">{texts.signInLead}</p>
        <button type="button" class="button" onClick={onSignIn}>
          {texts.signIn}
        </button>
      </main>
    </>
  );
};
