import { documentIdOf, isDocumentId } from '../kernel/ids.ts';
import { type DocumentState, documentState } from '../register/document-state.ts';
import { openedKey, stateKey } from '../register/item-keys.dynamo.ts';
import { type BatchGetDeps, batchGet } from './batch-get.dynamo.ts';
import { noticeContentOf } from './notice-content.ts';
import { personKey } from './people.dynamo.ts';
import { person } from './people.ts';
import type { SendingFacts } from './sending-facts.ts';

interface FactsDeps extends BatchGetDeps {
  readonly registerTable: string;
  readonly directoryTable: string;
}

/** Only of a document that was replaced: one call more. */
const findReplacementCode = async (
  deps: FactsDeps,
  state: DocumentState | undefined,
): Promise<string | undefined> => {
  const replacedBy = state?.core.takenBack?.replacedBy;
  if (!state || replacedBy === undefined) return undefined;
  const itemsOf = await batchGet(deps, {
    [deps.registerTable]: [
      stateKey(isDocumentId(replacedBy) ? replacedBy : documentIdOf(state.source, replacedBy)),
    ],
  });
  const [item] = itemsOf(deps.registerTable);
  return item && noticeContentOf(documentState.parse(item))?.code;
};

/** State, opening and person in one BatchGetItem over register and directory. */
export const createDynamoSendingFacts = (deps: FactsDeps): SendingFacts => ({
  load: async (documentId, personId) => {
    const itemsOf = await batchGet(deps, {
      [deps.registerTable]: [stateKey(documentId), openedKey(documentId, personId)],
      [deps.directoryTable]: [personKey(personId)],
    });
    const items = itemsOf(deps.registerTable);
    const stateItem = items.find((item) => item['sk'] === 'STATE');
    const [personItem] = itemsOf(deps.directoryTable);
    const state = stateItem && documentState.parse(stateItem);
    const replacementCode = await findReplacementCode(deps, state);
    return {
      state,
      opened: items.some((item) => item !== stateItem),
      person: personItem && person.parse(personItem),
      ...(replacementCode === undefined ? {} : { replacementCode }),
    };
  },
});
