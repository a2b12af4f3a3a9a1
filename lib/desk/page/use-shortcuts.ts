import { useEffect, useState } from 'preact/hooks';
import { type Room, roomPath } from './route.ts';

const KEY = 'desk:shortcuts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, dialog') !== null;

const press = (key: string): boolean => {
  const place = [...document.querySelectorAll<HTMLElement>(`[data-shortcut]`)].find(
    (each) => each.dataset['shortcut'] === key && !each.hasAttribute('disabled'),
  );
  place?.click();
  return place !== undefined;
};

const focusList = (): boolean => {
  const row = document.querySelector<HTMLElement>(
    'main ul.rows a[tabindex="0"], main td a[tabindex="0"]',
  );
  row?.focus();
  return row !== null;
};

/** Keys of one letter; they can be switched off (WCAG 2.1.4), and never fire while one types. */
export const useShortcuts = (rooms: readonly Room[], go: (path: string) => void) => {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isOn, setOn] = useState(() => localStorage.getItem(KEY) !== 'off');
  useEffect(() => {
    const take = (key: string): boolean => {
      const room = /^\d$/.test(key) ? rooms[(Number(key) + 9) % 10] : undefined;
      if (room !== undefined) {
        go(roomPath(room));
        return true;
      }
      if (key === '?') {
        setHelpOpen(true);
        return true;
      }
      return key === 'l' ? focusList() : press(key);
    };
    const listen = (event: KeyboardEvent) => {
      if (!isOn || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      if (event.key.length === 1 && take(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [rooms, go, isOn]);
  return {
    isHelpOpen,
    setHelpOpen,
    isOn,
    setOn: (next: boolean) => {
      localStorage.setItem(KEY, next ? 'on' : 'off');
      setOn(next);
    },
  };
};
