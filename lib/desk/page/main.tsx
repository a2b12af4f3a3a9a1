import { render } from 'preact';
import { App, type Surroundings } from './app.tsx';

const around: Surroundings = {
  fetch: (url, request) => fetch(url, request),
  storage: sessionStorage,
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
};

const place = document.getElementById('desk');
if (place !== null) render(<App around={around} />, place);
