import { useEffect, useState } from 'preact/hooks';
import { type Room, roomPath } from './route.ts';
import { texts } from './texts.vi.ts';
import type { Counts } from './use-counts.ts';

interface DeskMenuProps {
  readonly rooms: readonly Room[];
  readonly counts: Counts;
  readonly path: string;
}

/** The rooms of this person; on a narrow screen behind a button. */
export const DeskMenu = ({ rooms, counts, path }: DeskMenuProps) => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const isHere = (room: Room) => path === roomPath(room) || path.startsWith(`${roomPath(room)}/`);
  return (
    <nav class="menu" aria-label={texts.menu}>
      <button
        type="button"
        class="plain menu-button"
        aria-expanded={isOpen}
        aria-controls="menu-rooms"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? texts.menuClose : texts.menuOpen}
      </button>
      <ul id="menu-rooms" class={isOpen ? 'open' : ''}>
        {rooms.map((room, index) => (
          <li key={room.name}>
            <a href={roomPath(room)} aria-current={isHere(room) ? 'page' : undefined}>
              <span>{room.title}</span>
              {counts[room.name] !== undefined && counts[room.name] !== '0' && (
                <span class="count">{counts[room.name]}</span>
              )}
              {index < 10 && (
                <span class="key" aria-hidden="true">
                  {(index + 1) % 10}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
