/**
 * Colours, type and space shared by the portal, the SMS viewer and the desk. Text colours keep a
 * contrast of at least 7:1 on both grounds, in light and in dark (test/unit/portal/theme.test.ts).
 */
export const palette = {
  light: {
    paper: '#fdfcf8',
    sheet: '#ffffff',
    ink: '#1d1b18',
    'ink-soft': '#4b473f',
    rule: '#d9d4c7',
    'rule-strong': '#8d8677',
    red: '#8f1518',
    seal: '#8f1518',
    'seal-ink': '#ffffff',
    blue: '#123f7d',
    'button-ground': '#123f7d',
    'button-ink': '#ffffff',
  },
  dark: {
    paper: '#15171a',
    sheet: '#1d2024',
    ink: '#eeebe4',
    'ink-soft': '#c2bdb2',
    rule: '#363a40',
    'rule-strong': '#7d7a73',
    red: '#ffaaa3',
    seal: '#9a2226',
    'seal-ink': '#ffffff',
    blue: '#a9cbff',
    'button-ground': '#a9cbff',
    'button-ink': '#0d1726',
  },
} as const;

const declare = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

/** Custom properties only. */
export const tokensCss = `:root{color-scheme:light dark;${declare(palette.light)}
--sans:"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;
--serif:"Noto Serif",Cambria,"Times New Roman",Tinos,serif;
--mono:ui-monospace,"Cascadia Mono","Roboto Mono",Menlo,Consolas,monospace;
--step--1:.875rem;--step-0:1rem;--step-1:1.1875rem;--step-2:1.5rem;--step-3:1.9375rem;
--space-1:.5rem;--space-2:1rem;--space-3:1.5rem;--space-4:2.5rem;--space-5:4rem;
--measure:44rem;--width:60rem}
@media (prefers-color-scheme:dark){:root{${declare(palette.dark)}}}
`;

/** The portal's look. Line height never goes below 1.6 in running text: ễ and ộ are tall. */
export const siteCss = `*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 var(--step-0)/1.65 var(--sans);overflow-wrap:break-word;display:flex;flex-direction:column;min-height:100vh}
a{color:var(--blue);text-decoration-thickness:.06em;text-underline-offset:.2em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--blue);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:var(--space-2);top:var(--space-1);background:var(--sheet);padding:var(--space-1) var(--space-2);z-index:1}
.wrap{width:100%;max-width:var(--width);margin-inline:auto;padding-inline:var(--space-2)}
.banner{margin:0;background:var(--seal);color:var(--seal-ink);text-align:center;font-size:var(--step--1);padding:.25rem var(--space-2)}
.masthead{border-top:4px solid var(--seal);border-bottom:1px solid var(--rule);background:var(--sheet)}
.masthead .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--space-1) var(--space-4);padding-top:var(--space-2);padding-bottom:var(--space-2)}
.letterhead{display:flex;align-items:center;gap:.875rem;color:inherit;text-decoration:none}
.letterhead img{width:3rem;height:3rem;flex:none}
.letterhead span{display:block;line-height:1.45}
.letterhead .parent{font-size:.8125rem;color:var(--ink-soft)}
.letterhead .agency{font-weight:700;text-transform:uppercase;letter-spacing:.015em}
.letterhead .site{font-family:var(--serif);color:var(--red)}
.menu ul{display:flex;flex-wrap:wrap;gap:0 var(--space-3);margin:0;padding:0;list-style:none}
.menu a{display:inline-block;padding:.375rem 0;color:var(--ink);text-decoration:none;border-bottom:2px solid transparent}
.menu a:hover{border-color:var(--rule-strong)}
.menu a[aria-current]{border-color:var(--red)}
main{flex:1;padding-top:var(--space-4);padding-bottom:var(--space-5)}
h1,h2{font-family:var(--serif);font-weight:700;line-height:1.45;text-wrap:balance;margin:0}
h1{font-size:var(--step-3)}
h2{font-size:var(--step-2)}
.prose{max-width:var(--measure)}
.prose h1{margin-bottom:var(--space-2)}
.prose h2{font-size:var(--step-1);margin:var(--space-3) 0 .25rem}
.prose p{margin:0 0 var(--space-2)}
.lead{max-width:var(--measure);margin:var(--space-1) 0 var(--space-4);color:var(--ink-soft)}
.note{color:var(--ink-soft);font-size:var(--step--1);margin:.25rem 0 0}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 var(--space-3);padding-bottom:var(--space-1);border-bottom:2px solid var(--ink)}
.head .note{margin:0}
.rows{list-style:none;margin:0;padding:0}
.rows li{padding:1.125rem 0;border-bottom:1px solid var(--rule)}
.rows .facts-line{display:flex;flex-wrap:wrap;gap:0 .5rem;margin:0;font-size:var(--step--1);color:var(--ink-soft);font-variant-numeric:tabular-nums}
.rows .facts-line>:not(:last-child)::after{content:"·";margin-left:.5rem;font-weight:400;color:var(--ink-soft)}
.rows .facts-line .number{color:var(--ink);font-weight:600}
.rows .title{margin:.25rem 0 0;max-width:52rem;font-family:var(--serif);font-size:1.0625rem;line-height:1.65}
.rows .title a{text-decoration-color:transparent}
.rows .title a:hover,.rows .title a:focus-visible{text-decoration-color:currentColor}
.more{margin:var(--space-3) 0 0}
.pager{display:flex;justify-content:space-between;gap:var(--space-2);margin-top:var(--space-3)}
.pager [rel=prev]{margin-left:auto}
.document{max-width:52rem}
.kicker{margin:0 0 .375rem;color:var(--ink-soft);font-weight:600}
.document h1{font-size:clamp(1.375rem,1.15rem + 1vw,1.75rem);line-height:1.5;text-wrap:pretty}
.dateline{margin:var(--space-1) 0 0;color:var(--ink-soft);font-variant-numeric:tabular-nums}
.actions{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-1) var(--space-3);margin:var(--space-3) 0 var(--space-4)}
.button{display:inline-block;background:var(--button-ground);color:var(--button-ink);font-weight:600;text-decoration:none;padding:.625rem 1.25rem;border-radius:3px}
.button:hover{text-decoration:underline}
.button .size{font-weight:400;white-space:nowrap}
.actions .note{margin:0}
.actions .print-note{flex-basis:100%}
.document h2,.others h2{font-size:var(--step-1);padding-bottom:var(--space-1);border-bottom:2px solid var(--ink)}
.facts{margin:0;display:grid;grid-template-columns:minmax(9rem,13rem) 1fr}
.facts dt,.facts dd{margin:0;padding:.625rem 0;border-bottom:1px solid var(--rule)}
.facts dt{color:var(--ink-soft);padding-right:var(--space-2)}
.facts dd.hash{font-family:var(--mono);font-size:var(--step--1);overflow-wrap:anywhere}
.others{max-width:52rem;margin-top:var(--space-5)}
.gone{max-width:var(--measure);border-left:4px solid var(--red);padding:.25rem 0 .25rem var(--space-3)}
.gone h1{color:var(--red);font-size:var(--step-2);margin-bottom:var(--space-1)}
.gone p{margin:0 0 var(--space-1)}
.footer{border-top:1px solid var(--rule);background:var(--sheet);font-size:var(--step--1);color:var(--ink-soft);padding-block:var(--space-3)}
.footer dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:var(--space-2) var(--space-3);margin-block:0}
.footer dt{color:var(--ink-soft)}
.footer dd{margin:0;color:var(--ink)}
@media (max-width:40rem){
main{padding-top:var(--space-3)}
.facts{grid-template-columns:8.25rem 1fr}
.facts dt,.facts dd{padding:.5rem 0}
.facts dt{font-size:var(--step--1);line-height:1.85}
.facts .hash{grid-column:1/-1}
.facts dt.hash{border:0;padding-bottom:0}
.facts dd.hash{padding-top:0}
.print-note{display:none}
.masthead .wrap{padding-top:.75rem;padding-bottom:.5rem}
.letterhead img{width:2.5rem;height:2.5rem}
.button{display:block;text-align:center;width:100%}
}
@media print{
@page{size:A4;margin:20mm 18mm 20mm 30mm}
:root{--paper:#fff;--sheet:#fff;--ink:#000;--ink-soft:#333;--rule:#999;--red:#000;--seal:#000;--blue:#000}
body{font:12pt/1.5 "Times New Roman",Tinos,serif;display:block}
.skip,.menu,.actions,.others,.pager,.more,.letterhead img,.letterhead .site{display:none}
.masthead{border:0}
.wrap,.masthead .wrap{padding-inline:0;max-width:none}
.masthead .wrap{display:block}
.letterhead{display:inline-block;text-align:center}
.letterhead .parent{font-size:12pt;text-transform:uppercase}
.letterhead .agency::after{content:"";display:block;width:40%;margin:1mm auto 0;border-bottom:.75pt solid #000}
main{padding-block:10mm 0}
.document,.prose{max-width:none}
.document h1{font:bold 15pt/1.5 "Times New Roman",Tinos,serif;text-align:center;text-wrap:balance}
.kicker,.dateline{text-align:center}
.kicker{text-transform:uppercase;font-weight:700}
.document h2{display:none}
.facts{display:grid;grid-template-columns:42mm 1fr;margin-top:8mm;border-top:.75pt solid #000}
.facts dt,.facts dd,.facts dt.hash{grid-column:auto;padding:1.6mm 0;border-bottom:.5pt solid #999;break-inside:avoid}
.facts dd.hash{font:8pt/1.8 var(--mono)}
.rows li{break-inside:avoid}
a{color:#000;text-decoration:none}
.footer{margin-top:8mm;padding:3mm 0 0;border-top:.75pt solid #000;font-size:9.5pt}
}
`;

/** A plain seal: the portal's mark and icon. */
export const markSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle cx="24" cy="24" r="23" fill="#8f1518"/><circle cx="24" cy="24" r="19.5" fill="none" stroke="#fdfcf8"/><path fill="#fdfcf8" d="m24 10.5 3.18 9.63h10.14l-8.2 5.95 3.14 9.64L24 29.76l-8.26 5.96 3.14-9.64-8.2-5.95h10.14z"/></svg>
`;
