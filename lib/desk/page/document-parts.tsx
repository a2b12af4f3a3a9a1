import type { DeskDocument } from '../contract.ts';
import { documentTexts, linkWords } from './document-texts.vi.ts';
import { FactsList } from './facts-list.tsx';
import {
  actionText,
  changeText,
  concernText,
  momentText,
  noteText,
  stateText,
} from './format.vi.ts';
import { documentPath } from './route.ts';

interface Part {
  readonly document: DeskDocument;
}

/** What was given back for its file stands in no book, and its secrecy was never looked at. */
const shownState = ({ refusal }: DeskDocument, concern: string, state: string): string =>
  refusal !== undefined && ['core', 'screening'].includes(concern) ? 'file-refused' : state;

const warning = ['refused', 'void', 'voided', 'recalled', 'withdrawn', 'held', 'failed'];

export const DocumentStates = ({ document }: Part) => (
  <FactsList
    facts={Object.entries(document.states).map(([concern, state]) => ({
      key: concern,
      label: concernText(concern),
      text: (
        <span class={warning.includes(state) ? 'state warning' : 'state'}>
          {stateText(concern, shownState(document, concern, state))}
        </span>
      ),
    }))}
  />
);

export const DocumentLinks = ({ document: { links } }: Part) =>
  links.length === 0 ? null : (
    <>
      <h2>{documentTexts.links}</h2>
      <ul class="links">
        {links.map(({ kind, documentId, code }) => (
          <li key={`${kind} ${documentId}`}>
            {linkWords[kind] ?? kind}{' '}
            <a href={documentPath(documentId)}>{code ?? documentId.slice(0, 8)}</a>
          </li>
        ))}
      </ul>
    </>
  );

/** Newest first: what happened last is what people look for. */
export const DocumentHistory = ({ document: { history } }: Part) =>
  history.length === 0 ? (
    <p class="empty">{documentTexts.noHistory}</p>
  ) : (
    <ol class="history" reversed>
      {history.toReversed().map((line) => (
        <li key={`${line.at} ${line.action} ${line.from} ${line.to}`}>
          <p>
            <time dateTime={line.at}>{momentText(line.at)}</time> <strong>{line.by}</strong>{' '}
            <span class="action">{actionText(line.action)}</span>{' '}
            <span class="change">{changeText(line.from, line.to)}</span>
          </p>
          {line.reason !== undefined && line.reason !== '' && (
            <p class="reason">{noteText(line.reason)}</p>
          )}
        </li>
      ))}
    </ol>
  );
