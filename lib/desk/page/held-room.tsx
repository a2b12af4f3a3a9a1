import { ActButtons } from './act-buttons.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useDesk } from './desk-context.ts';
import { documentTexts } from './document-texts.vi.ts';
import { FactsList } from './facts-list.tsx';
import { FileView } from './file-view.tsx';
import { causeText, factsOf } from './format.vi.ts';
import { RoomFrame } from './room-frame.tsx';
import { roomTexts } from './room-texts.vi.ts';
import { roomPath } from './route.ts';
import { useActs } from './use-acts.ts';
import { useLoaded } from './use-loaded.ts';

const list = roomPath({ slug: 'tam-giu' });

/** A held document, for the clerk alone; nothing of it is written anywhere in the browser (R1). */
export const HeldRoom = ({ id }: { id: string }) => {
  const { office, now, go } = useDesk();
  const loaded = useLoaded(`held/${id}`, () => office.held(id), now);
  const acts = useActs({ done: () => go(list), refused: loaded.reload });
  const held = loaded.value;
  return (
    <RoomFrame
      title={documentTexts.heldTitle}
      lead={documentTexts.heldWarning}
      loaded={loaded}
      back={{ path: list, title: roomTexts.held.title }}
    >
      {held && (
        <>
          <ActButtons
            kinds={['release', 'refuse']}
            subject={{}}
            onAsk={(kind) =>
              acts.ask({
                kind,
                documentId: id,
                subject: {},
                name: `${documentTexts.heldTitle} ${id.slice(0, 6)}`,
              })
            }
          />
          <FactsList
            facts={[
              {
                key: 'causes',
                label: documentTexts.heldWhy,
                text: held.causes.map(causeText).join(', '),
              },
              { key: 'source', label: documentTexts.heldFrom, text: held.source },
              {
                key: 'declared',
                label: documentTexts.heldDeclared,
                text: held.declared ?? documentTexts.heldNone,
              },
              ...factsOf(held.facts),
            ]}
          />
          <h2>{documentTexts.files}</h2>
          <FileView files={held.files} open={(file) => office.heldFile(id, file.sha256)} />
        </>
      )}
      {acts.asked && <ActDialog key={acts.asked.kind} asked={acts.asked} onEnd={acts.end} />}
    </RoomFrame>
  );
};
