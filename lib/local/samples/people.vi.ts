/** A unit of the agency in the demonstration. */
export interface SampleUnit {
  readonly key: string;
  readonly name: string;
}

export type SampleRole = 'leader' | 'department-head' | 'clerk' | 'officer' | 'operator';

/**
 * A person of the demonstration. Names are plainly made up ("Mẫu", "Ví Dụ"); the numbers
 * 0912 000 00x stand for phones and are never sent to: local mode keeps every SMS on this machine.
 */
export interface SamplePerson {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly roles: readonly SampleRole[];
  /** E.164. */
  readonly phone: string;
  readonly isDemo: true;
}

export const SAMPLE_UNITS: readonly SampleUnit[] = [
  { key: 'lanh-dao', name: 'Lãnh đạo Ủy ban' },
  { key: 'van-phong', name: 'Văn phòng Ủy ban' },
  { key: 'vu-chinh-sach', name: 'Vụ Chính sách Dân tộc' },
  { key: 'vu-dia-phuong', name: 'Vụ Công tác dân tộc địa phương' },
  { key: 'vu-tong-hop', name: 'Vụ Tổng hợp' },
  { key: 'trung-tam-chuyen-doi-so', name: 'Trung tâm Chuyển đổi số' },
];

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    key: 'chu-nhiem',
    name: 'Nguyễn Văn Mẫu',
    title: 'Bộ trưởng, Chủ nhiệm',
    unit: 'lanh-dao',
    roles: ['leader'],
    phone: '+84912000001',
    isDemo: true,
  },
  {
    key: 'pho-chu-nhiem',
    name: 'Hoàng Thị Ví Dụ',
    title: 'Thứ trưởng, Phó Chủ nhiệm',
    unit: 'lanh-dao',
    roles: ['leader'],
    phone: '+84912000002',
    isDemo: true,
  },
  {
    key: 'chanh-van-phong',
    name: 'Lê Văn Thử',
    title: 'Chánh Văn phòng',
    unit: 'van-phong',
    roles: ['leader', 'department-head'],
    phone: '+84912000003',
    isDemo: true,
  },
  {
    key: 'vu-truong-chinh-sach',
    name: 'Lò Văn Minh Họa',
    title: 'Vụ trưởng Vụ Chính sách Dân tộc',
    unit: 'vu-chinh-sach',
    roles: ['department-head'],
    phone: '+84912000004',
    isDemo: true,
  },
  {
    key: 'vu-truong-dia-phuong',
    name: 'Ksor H’Mẫu',
    title: 'Vụ trưởng Vụ Công tác dân tộc địa phương',
    unit: 'vu-dia-phuong',
    roles: ['department-head'],
    phone: '+84912000005',
    isDemo: true,
  },
  {
    key: 'vu-truong-tong-hop',
    name: 'Thạch Văn Thí Dụ',
    title: 'Vụ trưởng Vụ Tổng hợp',
    unit: 'vu-tong-hop',
    roles: ['department-head'],
    phone: '+84912000006',
    isDemo: true,
  },
  {
    key: 'giam-doc-chuyen-doi-so',
    name: 'Trần Văn Trình Diễn',
    title: 'Giám đốc Trung tâm Chuyển đổi số',
    unit: 'trung-tam-chuyen-doi-so',
    roles: ['department-head', 'operator'],
    phone: '+84912000007',
    isDemo: true,
  },
  {
    key: 'van-thu',
    name: 'Phạm Thị Văn Thư',
    title: 'Văn thư cơ quan',
    unit: 'van-phong',
    roles: ['clerk'],
    phone: '+84912000008',
    isDemo: true,
  },
  {
    key: 'chuyen-vien-ra-soat',
    name: 'Vàng A Mẫu',
    title: 'Chuyên viên rà soát công khai',
    unit: 'van-phong',
    roles: ['officer'],
    phone: '+84912000009',
    isDemo: true,
  },
];
