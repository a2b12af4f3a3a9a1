import { useCallback, useEffect, useState } from 'preact/hooks';
import { deskPaths } from '../contract.ts';

/** A link of the desk that this press of the mouse or key should follow here. */
const linkOf = (event: MouseEvent): HTMLAnchorElement | undefined => {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return undefined;
  const isHere = link.origin === location.origin && link.pathname.startsWith(deskPaths.page);
  const isJump = link.getAttribute('href')?.startsWith('#') ?? false;
  return isHere && !isJump ? link : undefined;
};

/** Where in the desk the person is; links change the place without loading the page again. */
export const usePlace = (onLeave: () => void) => {
  const [path, setPath] = useState(location.pathname);
  const go = useCallback(
    (to: string) => {
      if (to !== `${location.pathname}${location.search}`) history.pushState(null, '', to);
      onLeave();
      // Whatever had the focus goes with its room.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      setPath(location.pathname);
    },
    [onLeave],
  );
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = linkOf(event);
      if (link === undefined) return;
      event.preventDefault();
      go(`${link.pathname}${link.search}`);
    };
    const back = () => {
      onLeave();
      setPath(location.pathname);
    };
    document.addEventListener('click', follow);
    window.addEventListener('popstate', back);
    return () => {
      document.removeEventListener('click', follow);
      window.removeEventListener('popstate', back);
    };
  }, [go, onLeave]);
  return { path, go };
};
