import { tokensCss } from '../../portal/theme.ts';

export const viewerCss = `${tokensCss}*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 var(--step-0)/1.65 var(--sans);overflow-wrap:break-word}
:focus-visible{outline:3px solid var(--blue);outline-offset:3px}
.banner{margin:0;padding:.375rem var(--space-2);background:var(--red);color:var(--paper);text-align:center;font-size:var(--step--1)}
.banner span{display:inline-block}
main{max-width:90rem;margin:0 auto;padding:var(--space-3) var(--space-2) var(--space-4)}
.head{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 var(--space-2)}
h1{margin:0;font:700 var(--step-2)/1.5 var(--serif)}
.subtitle,.count,.note{margin:0;color:var(--ink-soft);font-size:var(--step--1)}
.count{margin:0 0 var(--space-3)}
.note+.note{margin-top:.25rem}
.phones{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:var(--space-3);margin-bottom:var(--space-3)}
.phone{display:flex;flex-direction:column;min-height:16rem;max-height:38rem;background:var(--sheet);border:1px solid var(--rule-strong);border-radius:1.75rem;overflow:hidden;box-shadow:0 0 0 .375rem var(--rule)}
.phones{padding:.375rem}
.phone header{padding:var(--space-2) 1.25rem .75rem;border-bottom:1px solid var(--rule);text-align:center}
.phone h2{margin:0;font-size:var(--step-0);font-weight:700;line-height:1.5}
.phone header p{margin:0;color:var(--ink-soft);font-size:var(--step--1);line-height:1.55}
.phone .number{font-variant-numeric:tabular-nums;letter-spacing:.02em}
.screen{flex:1;min-height:0;overflow-y:auto;display:flex;flex-direction:column-reverse;gap:.625rem;padding:var(--space-2)}
.screen:focus-visible{outline-offset:-4px;border-radius:0 0 1.5rem 1.5rem}
.screen>:first-child{margin-bottom:auto}
.bubble{align-self:flex-start;max-width:94%;padding:.625rem .875rem;background:var(--paper);border:1px solid var(--rule);border-radius:1.125rem 1.125rem 1.125rem .25rem}
.bubble.pressing{border-color:var(--red);box-shadow:inset .25rem 0 0 var(--red);padding-left:1.125rem}
.text{margin:0;line-height:1.6;font-size:.9375rem}
.meta{display:flex;flex-wrap:wrap;gap:0 .5rem;margin:.25rem 0 0;color:var(--ink-soft);font-size:.8125rem;font-variant-numeric:tabular-nums}
.meta>*+*::before{content:"·";margin-right:.5rem}
.day{align-self:center;margin:.25rem 0 0;color:var(--ink-soft);font-size:.8125rem;font-variant-numeric:tabular-nums}
.screen>.empty{margin:auto;color:var(--ink-soft);text-align:center;font-size:var(--step--1)}
.empty span{display:block}
.visually-hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:40rem){.phone{min-height:12rem}main{padding-top:var(--space-2)}}
@media print{.phone{max-height:none;break-inside:avoid}.screen{overflow:visible}}
`;

/** Asks for the phones again whenever the server says so; places in the lists are kept. */
export const viewerScript = `'use strict';
const phones = document.getElementById('phones');
const news = document.getElementById('news');
const countOf = () => Number(phones.querySelector('[data-count]').dataset.count);
const refresh = async () => {
  const answer = await fetch('/phones');
  if (!answer.ok) return;
  const before = countOf();
  const places = [...phones.querySelectorAll('.screen')].map((screen) => screen.scrollTop);
  phones.innerHTML = await answer.text();
  phones.querySelectorAll('.screen').forEach((screen, at) => { screen.scrollTop = places[at] ?? 0; });
  const fresh = countOf() - before;
  if (fresh > 0) news.textContent = 'Có ' + fresh + ' tin nhắn mới';
};
const events = new EventSource('/events');
// What fails now is made up for by the next word of the server, or when it is back.
events.onmessage = () => { refresh().catch((error) => { console.warn(error); }); };
`;
