import { documentIdOf, sha256Of } from '../../lib/kernel/ids.ts';
import {
  type DesiredPublication,
  desiredPublication,
} from '../../lib/portal/desired-publication.ts';
import type { PortalSettings } from '../../lib/portal/settings.ts';
import { blankState, type DocumentState } from '../../lib/register/document-state.ts';

export const portalSettings: PortalSettings = {
  baseUrl: 'https://vanban.example.vn',
  agency: 'Uỷ ban Dân tộc',
  responsible: 'Chánh Văn phòng',
};

const NOW = new Date('2026-11-23T02:00:00Z');
export const pdfOf = (name: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7 ${name}`);

/** An incoming document that an officer has cleared; everything about it permits publication. */
export const clearedState = (
  name: string,
  facts: Partial<NonNullable<DocumentState['core']['facts']>> = {},
): DocumentState => {
  const bytes = pdfOf(name);
  const sha256 = sha256Of(bytes);
  const blank = blankState(documentIdOf('e-office', name), 'e-office', 'active', NOW);
  return {
    ...blank,
    core: {
      ...blank.core,
      sourceDocumentId: name,
      direction: 'incoming',
      facts: {
        documentCode: '98/QĐ-UBDT',
        abstract: `Trích yếu ${name}`,
        issuer: 'Uỷ ban Dân tộc',
        issuedOn: '2026-11-20',
        typeName: 'Quyết định',
        urgency: 'thuong',
        addressees: ['Sở Nội vụ, ĐT 0912345678'],
        ...facts,
      },
      files: [
        {
          sha256,
          size: bytes.length,
          mediaType: 'application/pdf',
          name: 'ban-thao-cua-anh-Ba.pdf',
          role: 'main',
        },
      ],
      recipients: ['person-7'],
    },
    screening: { ...blank.screening, status: 'ordinary' },
    review: { ...blank.review, status: 'approved', sha256, decidedBy: 'officer-1' },
    publication: { ...blank.publication, status: 'approved', sha256 },
  };
};

/** The same document taken back. */
export const takenBack = (
  state: DocumentState,
  status: 'recalled' | 'replaced' = 'recalled',
  replacedBy?: string,
): DocumentState => ({
  ...state,
  core: {
    ...state.core,
    status,
    takenBack: { order: '1', ...(replacedBy === undefined ? {} : { replacedBy }) },
  },
});

/** What the portal should show of a cleared document. */
export const shownOf = (
  name: string,
  facts: Parameters<typeof clearedState>[1] = {},
): DesiredPublication => desiredPublication(clearedState(name, facts));

export const goneOf = (
  name: string,
  facts: Parameters<typeof clearedState>[1] = {},
): DesiredPublication => desiredPublication(takenBack(clearedState(name, facts)));
