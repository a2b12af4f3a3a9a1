/**
 * A4 by Decree 30/2020, Appendix I: Times New Roman, black, margins of 20, 15, 20 and 30 mm, page
 * numbers on top from the second page on. The ĐẾN box is 50 × 35 mm on paper, its border included
 * (Appendix IV).
 */
export const sheetStyle = `
@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt 'Times New Roman', Tinos, serif; } }
@page :first { @top-center { content: ''; } }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: #e8e8e8; }
body { width: 210mm; min-height: 297mm; margin: 0 auto; padding: 20mm 15mm 20mm 30mm; background: #fff; color: #000; font: 13pt/1.2 'Times New Roman', Tinos, 'Liberation Serif', serif; }
@media print { html { background: none; } body { width: auto; min-height: 0; padding: 0; } }
header { display: grid; grid-template-columns: 70mm 1fr; column-gap: 4mm; text-align: center; line-height: 1.2; }
.agency { text-transform: uppercase; font-size: 12pt; overflow-wrap: anywhere; }
.agency strong, .nation strong { display: block; }
.nation { font-size: 12pt; }
.nation .motto { font-size: 13pt; }
.rule { display: inline-block; border-bottom: 0.25mm solid #000; padding-bottom: 0.7mm; }
.agency::after { content: ''; display: block; width: 24mm; margin: 0.9mm auto 0; border-bottom: 0.25mm solid #000; }
.head { display: grid; grid-template-columns: 50mm 1fr; column-gap: 8mm; margin-top: 4mm; }
.stamp { width: 50mm; height: 35mm; border: 0.5mm solid #000; display: flex; flex-direction: column; justify-content: space-between; padding: 1.2mm 2mm; overflow: hidden; font-size: 10pt; line-height: 1.2; }
.stamp .name { text-align: center; text-transform: uppercase; font-size: 8pt; line-height: 1.1; max-height: 2.2em; overflow: hidden; }
.stamp h2 { text-align: center; font-size: 12pt; line-height: 1.15; margin: 0.8mm 0; }
.stamp p, .field { display: flex; align-items: baseline; }
.stamp p { height: 5.2mm; white-space: nowrap; overflow: hidden; }
.stamp b { font-weight: normal; padding-right: 1mm; }
.stamp span { overflow: hidden; text-overflow: ellipsis; }
.empty { flex: 1; border-bottom: 0.3mm dotted #000; min-width: 8mm; }
.aside { text-align: right; }
.aside .date { font-style: italic; }
.marks { margin-top: 6mm; }
.mark { display: inline-block; border: 0.4mm solid #000; padding: 0.6mm 3mm; margin: 0 0 2mm 3mm; font-weight: bold; }
h1 { font-size: 14pt; text-align: center; margin: 5mm 0 3mm; }
p { text-align: justify; overflow-wrap: anywhere; }
.facts p, .field { margin-top: 1mm; }
section { margin-top: 3mm; }
section h2 { font-size: 13pt; break-after: avoid; }
.said { margin-top: 1mm; font-style: italic; text-indent: 10mm; }
.field b { font-weight: normal; padding-right: 1.5mm; white-space: nowrap; }
.field span { overflow-wrap: anywhere; }
.field .empty { min-width: 30mm; }
.line { height: 8mm; border-bottom: 0.3mm dotted #000; }
.signed { margin: 1.5mm 0 0 auto; width: 80mm; text-align: center; break-inside: avoid; break-before: avoid; }
.signed .date { font-style: italic; }
.signed strong { display: block; }
.signed .room { height: 8mm; }
.signed .date + .room { height: 6mm; }
footer { margin-top: 6mm; font-size: 10pt; text-align: center; }
`;
