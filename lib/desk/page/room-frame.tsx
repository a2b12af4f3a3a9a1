import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { DeskError } from './api-client.ts';
import { useDesk } from './desk-context.ts';
import { shortMoment } from './format.vi.ts';
import { failureTexts, texts } from './texts.vi.ts';
import type { Loaded } from './use-loaded.ts';

/** The sentence of a failure, with what the operator needs to find it. */
export const sentenceOf = (error: unknown): string => {
  if (!(error instanceof DeskError)) return failureTexts.unreachable;
  return error.requestId === undefined || error.kind === 'conflict'
    ? error.message
    : `${error.message} (mã yêu cầu ${error.requestId.slice(0, 8)})`;
};

export const Failure = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <div class="notice bad" role="alert">
    <p>{sentenceOf(error)}</p>
    <button type="button" class="plain" onClick={retry}>
      {texts.retry}
    </button>
  </div>
);

export const Loading = () => (
  <p class="loading" role="status">
    {texts.loading}
  </p>
);

interface RoomFrameProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly count?: string | undefined;
  /** What the room shows comes from here; absent for rooms that read nothing. */
  readonly loaded?: Omit<Loaded<unknown>, 'change'>;
  readonly back?: { readonly path: string; readonly title: string } | undefined;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Head of a room: its name, how old its data is, a way to read it again, and its failures. */
export const RoomFrame = ({
  title,
  lead,
  count,
  loaded,
  back,
  tools,
  children,
}: RoomFrameProps) => {
  const { settings, now } = useDesk();
  useEffect(() => {
    document.title = `${title} – ${texts.desk}, ${settings.agencyName}`;
  }, [title, settings.agencyName]);
  const isFirst = loaded !== undefined && loaded.value === undefined;
  return (
    <section class="room" aria-labelledby="room-title" aria-busy={loaded?.isLoading ?? false}>
      {back && (
        <p class="back">
          <a href={back.path} data-shortcut="b">
            ← {back.title}
          </a>
        </p>
      )}
      <header class="head">
        <h1 id="room-title" tabIndex={-1}>
          {title}
        </h1>
        {count !== undefined && <span class="count">{count}</span>}
        <span class="tools">
          {tools}
          {loaded?.at && (
            <span class="updated">
              {texts.updated(shortMoment(loaded.at.toISOString(), now()))}
            </span>
          )}
          {loaded && (
            <button
              type="button"
              class="plain"
              data-shortcut="r"
              aria-keyshortcuts="r"
              onClick={loaded.reload}
            >
              {texts.reload}
            </button>
          )}
        </span>
      </header>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {isFirst && loaded.error === undefined && <Loading />}
      {isFirst && loaded.error !== undefined && (
        <Failure error={loaded.error} retry={loaded.reload} />
      )}
      {!isFirst && loaded?.error !== undefined && (
        <p class="notice quiet" role="status">
          {texts.staleData} {sentenceOf(loaded.error)}
        </p>
      )}
      {!isFirst && children}
    </section>
  );
};
