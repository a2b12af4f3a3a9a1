import { useEffect, useRef } from 'preact/hooks';
import type { DeskDocument } from '../contract.ts';
import { isAllowed } from '../roles.ts';
import { ActButtons } from './act-buttons.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useDesk } from './desk-context.ts';
import { DocumentHistory, DocumentLinks, DocumentStates } from './document-parts.tsx';
import { documentTexts } from './document-texts.vi.ts';
import { FactsList } from './facts-list.tsx';
import { FileView, type ShownFile } from './file-view.tsx';
import { codeText, factsOf, numberText, stateText } from './format.vi.ts';
import { hasSheet, offeredActs, subjectOf } from './offered-acts.ts';
import { RoomFrame, sentenceOf } from './room-frame.tsx';
import { bookTexts } from './room-texts.vi.ts';
import { roomBehind, roomPath, roomsOf } from './route.ts';
import { saveFile } from './save-file.ts';
import { useActs } from './use-acts.ts';
import { useLoaded } from './use-loaded.ts';

const SOON_MS = 3_000;
/** While one of these lasts, the office is at work on the document. */
const underWay = ['pending', 'prepared', 'leader_signed', 'sealing', 'planned'];

const isUnderWay = ({ states }: DeskDocument) =>
  Object.values(states).some((state) => underWay.includes(state)) ||
  (states['publication'] === 'approved' && states['core'] === 'active');

const titleOf = (document: DeskDocument): string => {
  const code = document.facts['documentCode'];
  if (document.number !== undefined && typeof code !== 'string')
    return documentTexts.numbered(document.number);
  return typeof code === 'string' ? documentTexts.numbered(code) : documentTexts.noCode;
};

/** A document that is signed here has its main file up to three times: as it came and as signed. */
const roleText = (
  { role, sha256 }: DeskDocument['files'][number],
  { currentSha256, files }: DeskDocument,
): string => {
  if (role === 'sealed') return documentTexts.sealedFile;
  if (role === 'leader-signed') return documentTexts.leaderFile;
  if (role === 'attachment') return documentTexts.attachment;
  const isDraft = sha256 !== currentSha256 && files.length > 1;
  return isDraft ? documentTexts.draftFile : documentTexts.mainFile;
};

const shownFiles = (document: DeskDocument): readonly ShownFile[] =>
  document.files
    .map((file) => ({ ...file, note: roleText(file, document) }))
    .toSorted(
      (a, b) =>
        Number(b.sha256 === document.currentSha256) - Number(a.sha256 === document.currentSha256),
    );

/** Reads the document again while the office works on it, and says what has changed. */
const useProgress = (document: DeskDocument | undefined, reload: () => void): void => {
  const { say } = useDesk();
  const before = useRef<DeskDocument | undefined>(undefined);
  useEffect(() => {
    const changed = Object.entries(document?.states ?? {}).filter(
      ([concern, state]) =>
        before.current?.documentId === document?.documentId &&
        before.current?.states[concern] !== state,
    );
    if (document !== undefined && before.current !== undefined && changed.length > 0) {
      const news = changed.map(([concern, state]) => stateText(concern, state));
      const isNumbered = changed.some(([concern]) => concern === 'numbering');
      say(
        documentTexts.changed([...(isNumbered ? [numberText(document)] : []), ...news].join(', ')),
      );
    }
    before.current = document;
    if (document === undefined || !isUnderWay(document)) return undefined;
    const timer = setTimeout(reload, SOON_MS);
    return () => clearTimeout(timer);
  }, [document, reload, say]);
};

/** One document: what may be done with it first, then its facts, file, states and history. */
export const DocumentRoom = ({ id }: { id: string }) => {
  const desk = useDesk();
  const { office, person, now } = desk;
  const loaded = useLoaded(`documents/${id}`, () => office.document(id), now);
  const acts = useActs({ done: loaded.reload, refused: loaded.reload });
  const document = loaded.value;
  useProgress(document, loaded.reload);
  const behind = document && roomBehind(document.openToDos, document.direction, roomsOf(person));
  const saveSheet = async (): Promise<void> => {
    try {
      const name = saveFile(await office.sheet(id));
      desk.say(bookTexts.saved(name));
    } catch (error) {
      desk.tell({ tone: 'bad', text: sentenceOf(error) });
    }
  };
  const maySave = document && hasSheet(document) && isAllowed('documents.sheet', person.roles);
  return (
    <RoomFrame
      title={document ? titleOf(document) : documentTexts.facts}
      loaded={loaded}
      back={behind && { path: roomPath(behind), title: behind.title }}
      tools={
        maySave && (
          <button type="button" class="plain" onClick={saveSheet}>
            {documentTexts.sheet}
          </button>
        )
      }
    >
      {document && (
        <>
          <Standing document={document} />
          <ActButtons
            kinds={offeredActs(document, person.roles)}
            subject={subjectOf(document)}
            onAsk={(kind) =>
              acts.ask({
                kind,
                documentId: id,
                sha256: document.currentSha256,
                reviewSeen: document.states['review'],
                subject: subjectOf(document),
                name: [titleOf(document), document.facts['abstract']].filter(Boolean).join(': '),
              })
            }
          />
          <div class="columns">
            <div>
              <h2>{documentTexts.facts}</h2>
              <FactsList facts={factsOf(document.facts)} />
              <Assignment document={document} />
              <DocumentLinks document={document} />
            </div>
            <div>
              <h2>{documentTexts.states}</h2>
              <DocumentStates document={document} />
            </div>
          </div>
          <h2>{documentTexts.files}</h2>
          {document.refusal === undefined ? (
            <FileView
              files={shownFiles(document)}
              open={(file) => office.documentFile(id, file.sha256)}
            />
          ) : (
            <p class="empty">{codeText(document.refusal)}</p>
          )}
          <h2>{documentTexts.history}</h2>
          <DocumentHistory document={document} />
        </>
      )}
      {acts.asked && <ActDialog key={acts.asked.kind} asked={acts.asked} onEnd={acts.end} />}
    </RoomFrame>
  );
};

/** Its number in the book, or why it has none: what people look for first. */
const Standing = ({ document }: { document: DeskDocument }) => {
  const { refusal, states } = document;
  if (refusal !== undefined)
    return <p class="notice bad">{documentTexts.returned(codeText(refusal))}</p>;
  const isAwaited = states['screening'] === 'pending' && document.number === undefined;
  const text = isAwaited ? documentTexts.numberComes : numberText(document);
  return text === '' ? null : <p class="book-number">{text}</p>;
};

const Assignment = ({ document: { assignment } }: { document: DeskDocument }) => {
  if (assignment === undefined) return null;
  const { leadName, cooperatingNames, direction, dueOn } = assignment;
  const facts = [
    { key: 'leader', label: documentTexts.lead, text: leadName },
    { key: 'cooperating', label: documentTexts.cooperating, text: cooperatingNames.join(', ') },
    { key: 'direction', label: documentTexts.direction, text: direction ?? '' },
    {
      key: 'due',
      label: documentTexts.due,
      text: dueOn === undefined ? '' : dueOn.split('-').reverse().join('/'),
    },
  ];
  return (
    <>
      <h2>{documentTexts.assignment}</h2>
      <FactsList facts={facts.filter(({ text }) => text !== '')} />
    </>
  );
};
