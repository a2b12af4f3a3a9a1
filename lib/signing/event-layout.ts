import type * as z from 'zod/mini';
import type { signingLayout } from '../events/common.ts';
import type { PageBox, SigningLayout, TextBox } from './layout.ts';

type EventLayout = z.infer<typeof signingLayout>;
type EventBox = EventLayout['number'];

/** Decree 30/2020, Appendix I: number upright, place and date italic, both 13–14 pt. */
const NUMBER_PT = 13;
const DATE_PT = 14;

const pageBox = ({ page, x, y, width, height }: EventBox): PageBox => ({
  page,
  rect: [x, y, x + width, y + height],
});
const textBox = (box: EventBox, style: Omit<TextBox, keyof PageBox>): TextBox => ({
  ...pageBox(box),
  ...style,
});

/** The layout of an event (corner and size) as the preparation takes it (two corners). */
export const fromEventLayout = (layout: EventLayout): SigningLayout => ({
  number: textBox(layout.number, { fontSize: NUMBER_PT, style: 'regular', align: 'center' }),
  date: textBox(layout.date, { fontSize: DATE_PT, style: 'italic', align: 'center' }),
  leader: pageBox(layout.leader),
  agency: pageBox(layout.agency),
});
