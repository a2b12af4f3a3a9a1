import { type DeskPerson, deskPaths } from '../contract.ts';
import { type DeskPermission, isAllowed } from '../roles.ts';
import { roomTexts } from './room-texts.vi.ts';

export type ListRoom = 'held' | 'seal' | 'work' | 'review' | 'duplicate';
export type BookRoom = 'incoming' | 'outgoing' | 'copies' | 'progress';
export type RoomName = ListRoom | BookRoom | 'register' | 'incidents' | 'status';

export interface Room {
  readonly name: RoomName;
  /** Last part of its address. */
  readonly slug: string;
  readonly title: string;
  readonly permission: DeskPermission;
}

const room = (name: RoomName, slug: string, permission: DeskPermission): Room => ({
  name,
  slug,
  title: roomTexts[name].title,
  permission,
});

/** The rooms in the order of the day: what waits for a decision stands before the books. */
export const rooms: readonly Room[] = [
  room('held', 'tam-giu', 'to-dos.held'),
  room('seal', 'cho-phat-hanh', 'to-dos.seal'),
  room('work', 'viec', 'to-dos.work'),
  room('review', 'ra-soat', 'to-dos.review'),
  room('duplicate', 'nghi-trung', 'to-dos.duplicate'),
  room('incoming', 'so-den', 'books.read'),
  room('outgoing', 'so-di', 'books.read'),
  room('copies', 'so-ban-sao', 'books.read'),
  room('progress', 'theo-doi', 'books.read'),
  room('register', 'dang-ky', 'register'),
  room('incidents', 'su-co', 'to-dos.failed'),
  room('status', 'tinh-trang', 'operations.read'),
];

/** Rooms a person may enter; the office asks again at every call. */
export const roomsOf = ({ roles }: DeskPerson): readonly Room[] =>
  rooms.filter(({ permission }) => isAllowed(permission, roles));

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'room'; readonly room: Room }
  | { readonly page: 'held'; readonly id: string }
  | { readonly page: 'document'; readonly id: string }
  | { readonly page: 'unknown' };

const HELD = 'tam-giu';
const DOCUMENT = 'van-ban';

const idOf = (segment: string): string | undefined =>
  /^[a-z2-7]{26}$/.test(segment) ? segment : undefined;

const pageOf = (first: string, second: string): Route | undefined => {
  const id = idOf(second);
  if (id !== undefined && first === HELD) return { page: 'held', id };
  if (id !== undefined && first === DOCUMENT) return { page: 'document', id };
  const found = rooms.find(({ slug }) => slug === first);
  return found !== undefined && second === '' ? { page: 'room', room: found } : undefined;
};

/** What an address of the desk means. */
export const readRoute = (path: string): Route => {
  if (!path.startsWith(deskPaths.page)) return { page: 'unknown' };
  const [first = '', second = '', ...more] = path.slice(deskPaths.page.length + 1).split('/');
  if (first === '') return { page: 'home' };
  return (more.length === 0 ? pageOf(first, second) : undefined) ?? { page: 'unknown' };
};

export const roomPath = ({ slug }: Pick<Room, 'slug'>): string => `${deskPaths.page}/${slug}`;
export const heldPath = (id: string): string => `${deskPaths.page}/${HELD}/${id}`;
export const documentPath = (id: string): string => `${deskPaths.page}/${DOCUMENT}/${id}`;

/** Kinds of to-dos that wait in a room of another name. */
const roomOfToDo: Readonly<Record<string, RoomName>> = {
  'hand-over': 'work',
  solve: 'work',
  void: 'seal',
};

/** The room a document was reached from, by the kinds of its open to-dos; else its book. */
export const roomBehind = (
  openToDos: readonly string[],
  direction: string | undefined,
  visible: readonly Room[],
): Room | undefined => {
  const wanted = [
    ...openToDos.map((kind) => roomOfToDo[kind] ?? kind),
    direction === 'outgoing' ? 'outgoing' : 'incoming',
  ];
  return wanted
    .map((name) => visible.find((candidate) => candidate.name === name))
    .find((found) => found !== undefined);
};
