import type { PersonMessages } from './messages.en.ts';

/** What the commands for people say, in Vietnamese. */
export const vi: PersonMessages = {
  help: {
    person: 'người trong danh bạ: ai được báo tin, ai quyết định, ai vận hành',
    add: 'thêm một người',
    list: 'danh sách mọi người, không có số điện thoại',
    rolesOf: 'đặt vai trò của một người ở bàn làm việc',
    id: 'mã của người: chữ thường không dấu, chữ số, dấu chấm, gạch nối',
    name: 'họ và tên',
    position: 'chức vụ',
    unit: 'đơn vị',
    desk: 'vai trò ở bàn làm việc, cách nhau bằng dấu phẩy: clerk (văn thư), officer (cán bộ rà soát), operator (vận hành); để trống là không có',
    phone: 'hỏi số di động: lấy từ VANTHU_PHONE, nếu không thì từ đầu vào chuẩn',
    sms: 'người này đã đồng ý nhận tin nhắn SMS',
    guest: 'người này thuộc danh sách thí điểm',
    as: 'mã của người vận hành thực hiện; người vận hành đầu tiên tự thêm mình',
    reason: 'lý do; được ghi vào lịch sử',
  },
  question: 'Số di động (không hiện): ',
  errors: {
    PERSON_EXISTS: 'Đã có người mang mã {person}.',
    PERSON_ID_BAD:
      '{person} không dùng làm mã được: 2 đến 63 chữ không dấu, chữ số, bên trong có thể có . - _ | @.',
    DESK_ROLE_UNKNOWN: 'Không có vai trò {role}. Các vai trò: {roles}.',
    LAST_OPERATOR: '{person} là người vận hành duy nhất. Hãy giao vai trò cho người khác trước.',
    PHONE_EMPTY: 'Chưa nêu số điện thoại.',
    PHONE_LETTERS: 'Số điện thoại có chữ cái.',
    PHONE_SEVERAL: 'Có nhiều số điện thoại; hãy nêu một số.',
    PHONE_CHARACTERS: 'Số điện thoại có ký tự lạ.',
    PHONE_FOREIGN: 'Không phải số điện thoại Việt Nam.',
    PHONE_LANDLINE: 'Đây là số cố định; cần số di động.',
    PHONE_OLD_PREFIX: 'Số có đầu 11 chữ số trước năm 2018.',
    PHONE_INVALID: 'Số điện thoại không tồn tại.',
  },
  added: (name, id) => `Đã thêm: ${name} (${id})`,
  rolesSet: (id, roles) => `${id}: ${roles.join(', ') || 'không có vai trò ở bàn làm việc'}`,
  none: 'Danh bạ chưa có ai.',
  heads: ['Mã', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Bàn làm việc', 'SMS'],
  roles: { clerk: 'văn thư', officer: 'cán bộ rà soát', operator: 'vận hành' },
  told: { yes: 'có', no: 'không', noPhone: 'chưa có số' },
};
