import type { SampleDocument } from '../sample-document.ts';

/**
 * Words that stand in the secret sample and nowhere else. A search of every table, bucket, queue
 * and log for them must find nothing (R1). The content is invented and harmless.
 */
export const SECRET_CANARIES = ['HOANGYEN7Q4X2', 'vườn thực vật giả định Bản Không Có'] as const;

export const SECRET_DOCUMENT: SampleDocument = {
  key: 'mat-hoang-yen',
  direction: 'incoming',
  entry: 'received',
  letterhead: { issuer: ['CƠ QUAN GIẢ ĐỊNH'] },
  issuer: 'Cơ quan Giả định',
  place: 'Hà Nội',
  documentCode: '01/GĐ-HOANGYEN7Q4X2',
  notation: 'GĐ-HOANGYEN7Q4X2',
  issuedOn: '2026-01-05',
  typeName: 'Công văn',
  isLetter: true,
  abstract: 'đếm chim hoàng yến HOANGYEN7Q4X2 tại vườn thực vật giả định Bản Không Có',
  urgency: 'khan',
  secrecy: 'Mật',
  secrecyMark: 'MẬT',
  addressees: ['Ủy ban Dân tộc'],
  body: [
    'Văn bản này không có thật. Nội dung được đặt ra để kiểm tra rằng hệ thống từ chối văn bản mật ngay từ cửa tiếp nhận và không lưu lại bất kỳ chữ nào của nó.',
    'Mã nhận biết: HOANGYEN7Q4X2. Số chim đếm được tại vườn thực vật giả định Bản Không Có là bốn mươi hai con',
  ],
  signer: { position: ['NGƯỜI ĐẾM CHIM'], name: 'Đỗ Văn Giả Định' },
  signerTitle: 'Người đếm chim',
  recipients: ['Như trên', 'Lưu: VT'],
  field: 'Trình diễn',
  isEthnicAffairs: false,
  review: 'none',
  informs: ['chu-nhiem'],
  fate: 'secret',
};
