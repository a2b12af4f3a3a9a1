import {
  type ActReply,
  actReply,
  type BookPage,
  bookPage,
  type DeskAct,
  type DeskDocument,
  type DeskList,
  type DeskPerson,
  deskDocument,
  deskPerson,
  fileAddress,
  type HeldDocument,
  heldDocument,
  type OperationsPage,
  operationsPage,
  type RegisterRequest,
  redriveReply,
  registerReply,
  type ToDoPage,
  toDoPage,
} from '../contract.ts';
import type { ApiClient, FetchedFile } from './api-client.ts';

export type BookFormat = 'csv' | 'xlsx' | 'pdf';
export type BookName = 'incoming' | 'outgoing' | 'copies' | 'progress';

/** Everything the page asks of the office, one function for each call of the contract. */
export interface Office {
  me(): Promise<DeskPerson>;
  list(list: DeskList, cursor?: string): Promise<ToDoPage>;
  held(id: string): Promise<HeldDocument>;
  heldFile(id: string, sha256: string): Promise<FetchedFile>;
  document(id: string): Promise<DeskDocument>;
  documentFile(id: string, sha256: string): Promise<string>;
  sheet(id: string): Promise<FetchedFile>;
  book(book: BookName, month: string, cursor?: string): Promise<BookPage>;
  bookFile(book: BookName, month: string, format: BookFormat): Promise<FetchedFile>;
  act(act: DeskAct): Promise<ActReply>;
  register(request: RegisterRequest): Promise<{ documentId: string }>;
  operations(): Promise<OperationsPage>;
  redrive(queue: string): Promise<{ moved: number }>;
}

/** One segment of a path or value of a query. */
const part = encodeURIComponent;

const withCursor = (path: string, cursor: string | undefined): string => {
  if (cursor === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${part(cursor)}`;
};

export const createOffice = (api: ApiClient): Office => ({
  me: () => api.get('me', deskPerson),
  list: (list, cursor) => api.get(withCursor(`to-dos/${list}`, cursor), toDoPage),
  held: (id) => api.get(`held/${part(id)}`, heldDocument),
  heldFile: (id, sha256) => api.file(`held/${part(id)}/files/${part(sha256)}`),
  document: (id) => api.get(`documents/${part(id)}`, deskDocument),
  documentFile: async (id, sha256) =>
    (await api.get(`documents/${part(id)}/files/${part(sha256)}`, fileAddress)).url,
  sheet: (id) => api.file(`documents/${part(id)}/sheet`),
  book: (book, month, cursor) =>
    api.get(withCursor(`books/${book}?month=${part(month)}`, cursor), bookPage),
  bookFile: (book, month, format) =>
    api.file(`books/${book}/file?month=${part(month)}&format=${format}`),
  act: (act) => api.post('acts', act, actReply),
  register: (request) => api.post('register', request, registerReply),
  operations: () => api.get('operations', operationsPage),
  redrive: (queue) => api.post(`queues/${part(queue)}/redrive`, {}, redriveReply),
});
