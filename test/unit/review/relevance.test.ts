import { describe, expect, test } from '@jest/globals';
import { suggestRelevance } from '../../../lib/review/relevance.ts';

const reasons = (abstract: string, issuer = 'Bộ Tài chính', field?: string) =>
  suggestRelevance({ abstract, issuer, field });

describe('suggested as concerning ethnic affairs', () => {
  test.each([
    'Về chính sách đối với đồng bào dân tộc thiểu số',
    'VỀ CÔNG TÁC DÂN TỘC năm 2026',
    'Ve cong tac dan toc nam 2026',
    'Hỗ trợ xã đặc biệt khó khăn',
    'Bồi dưỡng giáo viên dạy tiếng Chăm',
    'Bảo tồn văn hóa dân tộc Thái',
    'Bảo tồn lễ hội của người Ê Đê',
    "Dạy chữ H'Mông cho đồng bào H'Mông",
    'Phối hợp với Uỷ ban Dân tộc',
    'Phối hợp với Ủy ban Dân tộc',
  ])('%s', (abstract) => {
    expect(reasons(abstract)).not.toEqual([]);
  });

  test('an issuing body of ethnic affairs is a reason, whatever the abstract says', () => {
    expect(reasons('Lịch công tác tuần', 'Ban Dân tộc tỉnh Quảng Ngãi')).toEqual([
      'cơ quan ban hành: Ban Dân tộc',
    ]);
  });

  test('the field of work is a reason', () => {
    expect(reasons('Báo cáo quý', 'Bộ Tài chính', 'Công tác dân tộc')).toHaveLength(1);
  });

  test('an abstract in decomposed Unicode reads the same', () => {
    const abstract = 'Chính sách dân tộc';
    expect(reasons(abstract.normalize('NFD'))).toEqual(reasons(abstract));
  });
});

describe('not suggested', () => {
  test.each([
    'Quy định về thuế thu nhập cá nhân',
    'Kỷ niệm ngày giải phóng dân tộc',
    'Danh mục thuốc của Bộ Y tế',
    'Danh muc thuoc cua Bo Y te',
    'Hợp tác với Vương quốc Thái Lan',
    'Quản lý người Thái nhập cảnh',
    'Trồng hoa tại công viên',
    'Họp mặt người Kinh',
  ])('%s', (abstract) => {
    expect(reasons(abstract)).toEqual([]);
  });
});
