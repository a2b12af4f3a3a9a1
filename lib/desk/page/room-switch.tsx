import { BookRoom } from './book-room.tsx';
import { DocumentRoom } from './document-room.tsx';
import { HeldRoom } from './held-room.tsx';
import { IncidentsRoom } from './incidents-room.tsx';
import { ListRoom } from './list-room.tsx';
import { RegisterRoom } from './register-room.tsx';
import type { Room, Route } from './route.ts';
import { StatusRoom } from './status-room.tsx';
import { texts } from './texts.vi.ts';

interface RoomSwitchProps {
  readonly route: Route;
  /** Those the person may enter. */
  readonly rooms: readonly Room[];
}

const contentOf = (room: Room) => {
  switch (room.name) {
    case 'held':
    case 'seal':
    case 'work':
    case 'review':
    case 'duplicate':
      return <ListRoom key={room.name} name={room.name} />;
    case 'incoming':
    case 'outgoing':
    case 'copies':
    case 'progress':
      return <BookRoom key={room.name} name={room.name} />;
    case 'register':
      return <RegisterRoom />;
    case 'incidents':
      return <IncidentsRoom />;
    case 'status':
      return <StatusRoom />;
  }
};

const Nowhere = ({ text }: { text: string }) => (
  <h1 id="room-title" tabIndex={-1} class="empty">
    {text}
  </h1>
);

/** The room an address leads to; home is the first one. */
export const RoomSwitch = ({ route, rooms }: RoomSwitchProps) => {
  if (route.page === 'held') return <HeldRoom key={route.id} id={route.id} />;
  if (route.page === 'document') return <DocumentRoom key={route.id} id={route.id} />;
  if (route.page === 'unknown') return <Nowhere text={texts.notFound} />;
  const room =
    route.page === 'home' ? rooms[0] : rooms.find(({ name }) => name === route.room.name);
  return room === undefined ? <Nowhere text={texts.notAllowed} /> : contentOf(room);
};
