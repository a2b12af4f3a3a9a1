import { render } from 'preact';
import { texts } from './texts.vi.ts';

const place = document.getElementById('desk');
if (place !== null) render(<p>{texts.starting}</p>, place);
