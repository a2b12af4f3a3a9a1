import type { ValueClass } from '../../intake/cell.ts';
import type { IngestMessages } from './messages.en.ts';

const kinds: Readonly<Record<ValueClass['kind'], string>> = {
  empty: 'trống',
  text: 'chữ',
  number: 'số',
  date: 'ngày',
  boolean: 'có/không',
  list: 'danh sách',
  object: 'nhóm giá trị',
};

/** What bulk ingest and the watched folder say, in Vietnamese. */
export const vi: IngestMessages = {
  help: {
    ingest: 'nhập hàng loạt văn bản: một tệp danh mục kèm một thư mục tệp',
    metadata: 'tệp danh mục: .jsonl, .json, .csv hoặc .xlsx',
    files: 'thư mục chứa các tệp mà danh mục nêu',
    texts: 'tệp JSONL chứa toàn văn, tìm theo mã văn bản',
    mapping: 'bảng ánh xạ cột thành trường (docs/connect.md); dạng đã biết thì không cần',
    source: 'nguồn đã đăng ký đứng tên gửi (mặc định: bàn làm việc của Văn thư)',
    secretFile: 'tệp chứa khóa của nguồn đó, thay cho VANTHU_SOURCE_SECRET',
    declare:
      'Văn thư xác nhận văn bản không ghi độ mật là văn bản thường; nếu không, tất cả bị tạm giữ',
    as: 'mã trong danh bạ của Văn thư xác nhận',
    reason: 'số, ngày của quyết định làm căn cứ, được ghi vào lịch sử',
    own: 'tên của chính cơ quan; văn bản của cơ quan vào sổ đi (có thể nêu nhiều lần; mặc định: tên của văn phòng)',
    dryRun: 'chỉ kiểm tra danh mục và tệp, không gửi gì',
    journal: 'tệp ghi những dòng đã xong (mặc định: cạnh tệp danh mục)',
    report: 'tệp ghi các dòng có lỗi (mặc định: cạnh tệp danh mục)',
    live: 'văn bản của hôm nay: mở việc giải quyết và nhắn tin',
    atOnce: 'số dòng gửi cùng lúc',
    watch: 'nhận văn bản mà hệ điều hành tác nghiệp ghi ra một thư mục',
    folder: 'thư mục có các tệp *.json và các tệp được nêu trong đó',
    historical: 'văn bản cũ: không mở việc, không nhắn tin',
    once: 'nhận những gì đang có rồi kết thúc',
    interval: 'số giây giữa hai lần xem',
    wait: 'số phút chờ tệp được nêu mà chưa có',
    examples: `Ví dụ:
  vanthu ingest --metadata so-cong-van.csv --files ban-quet --mapping so-cong-van.json --dry-run
  vanthu ingest --metadata so-cong-van.csv --files ban-quet --mapping so-cong-van.json \\
    --declare-secrecy thuong --as van-thu --reason "Quyết định 12/QĐ-VP ngày 05/01/2026"`,
    watchExamples: `Ví dụ:
  vanthu watch /srv/e-office/ra --source e-office --secret-file /etc/vanthu/e-office.secret
Tệp đã nhận chuyển vào xong/, tệp lỗi chuyển vào loi/ kèm lý do.`,
  },
  errors: {
    METADATA_MISSING: 'Không mở được {file}.',
    METADATA_KIND: '{file} không phải .jsonl, .json, .csv hay .xlsx.',
    METADATA_BROKEN: 'Không đọc được tệp danh mục từ dòng {line}.',
    METADATA_TOO_LARGE:
      'Tệp vượt giới hạn {limit} đối với loại phải đọc cả tệp. Hãy dùng JSONL hoặc CSV.',
    SHEET_MISSING: 'Bảng tính không có trang {sheet}.',
    COLUMN_TWICE: 'Có hai cột cùng tên {column}. Hãy đặt tên khác nhau.',
    MAPPING_NEEDED:
      'Chưa biết các cột của {file}. Hãy nêu bằng --mapping cột nào là trường nào (docs/connect.md).',
    MAPPING_UNREADABLE: 'Không đọc được {file} như JSON.',
    MAPPING_WRONG: 'Bảng ánh xạ sai ở: {where}. Xem docs/mapping.v1.schema.json.',
    FOLDER_MISSING: '{folder} không phải thư mục.',
    JOURNAL_UNWRITABLE: 'Không ghi được {file}. Hãy chọn chỗ khác bằng --journal.',
    REPORT_UNWRITABLE: 'Không ghi được {file}. Hãy chọn chỗ khác bằng --report.',
    SECRET_NEEDED:
      'Nguồn {source} cần khóa: đặt trong VANTHU_SOURCE_SECRET hoặc trong tệp nêu ở --secret-file.',
    SECRET_FILE_UNREADABLE: 'Không đọc được {file}.',
    DECLARATION_INCOMPLETE: '--declare-secrecy cần có --as và --reason.',
    SOURCE_REFUSED: 'Văn phòng không nhận sự kiện của nguồn {source}: {code}. Đã dừng gửi.',
  },
  rowErrors: {
    ROW_BROKEN: 'Không đọc được dòng này.',
    ID_MISSING: 'Văn bản không có mã: cột {column} trống.',
    ID_REPEATED: 'Mã văn bản trùng với một dòng ở trên.',
    DIRECTION_UNKNOWN: 'Cột {column} không cho biết là văn bản đến hay đi.',
    VALUE_MISSING: 'Cột {column} trống.',
    VALUE_NOT_TEXT: 'Cột {column} không phải chữ.',
    VALUE_NOT_DATE: 'Cột {column} không phải ngày.',
    VALUE_NOT_NUMBER: 'Cột {column} không phải số nguyên.',
    VALUE_NOT_LISTED: 'Cột {column} có giá trị không nằm trong bảng ánh xạ.',
    VALUE_TOO_LONG: 'Cột {column} quá dài.',
    VALUE_WRONG: 'Cột {column} có giá trị không dùng được.',
    FILE_MISSING: 'Không có trong thư mục tệp mà cột {column} nêu.',
    FILE_OUTSIDE: 'Tệp mà cột {column} nêu nằm ngoài thư mục.',
    FILE_EMPTY: 'Tệp mà cột {column} nêu không có nội dung.',
    FILE_TOO_LARGE: 'Tệp lớn hơn 100 MB.',
    FILE_INCOMPLETE: 'Tệp chưa được ghi xong.',
    FILE_CHANGED: 'Tệp không khớp mã băm hoặc dung lượng ghi trong bản ghi.',
    FILE_UNREADABLE: 'Không đọc được tệp mà cột {column} nêu.',
    NOT_PDF: 'Tệp mang tên PDF nhưng không phải PDF.',
    PDF_BROKEN: 'Tệp PDF bị hỏng hoặc thiếu phần cuối.',
    SECRET_REFUSED:
      'Có dấu chỉ độ mật: không nhận, không gửi và không lưu gì. Hãy chuyển theo quy định về bảo vệ bí mật nhà nước.',
    ALREADY_KNOWN:
      'Văn phòng đã có văn bản này với nội dung khác. Nội dung đang có không thay đổi; nếu đang tạm giữ thì Văn thư quyết định.',
    EVENT_BROKEN: 'Tệp không phải sự kiện, cũng không phải bản ghi ánh xạ được.',
    EVENT_OTHER_SOURCE: 'Sự kiện ghi nguồn khác.',
  },
  valueClass: (kind, length) => {
    if (length === undefined) return kinds[kind];
    return `${kinds[kind]}, ${length} ${kind === 'list' ? 'mục' : 'ký tự'}`;
  },
  reportHeads: ['dòng', 'cột', 'mã lỗi', 'giá trị', 'lỗi'],
  progress: (rows, rate, held, failed) =>
    `${rows} dòng · ${rate} dòng/giây · tạm giữ ${held} · lỗi ${failed}`,
  summary: {
    rows: (count) => `Đã đọc: ${count} dòng`,
    checked: (count) => `  đúng, chưa gửi gì (--dry-run): ${count}`,
    accepted: (count) => `  đã tiếp nhận: ${count}`,
    released: (count) => `  trước đây tạm giữ, nay xác nhận là văn bản thường: ${count}`,
    held: (count) => `  tạm giữ, chờ Văn thư xác nhận độ mật: ${count}`,
    before: (count) => `  đã xong từ lần chạy trước: ${count}`,
    known: (count) => `  văn phòng đã có với nội dung khác, không thay đổi: ${count} (xem báo cáo)`,
    failed: (count) => `  có lỗi: ${count}`,
    issued: (count) => `Văn bản của chính cơ quan (sổ đi): ${count}`,
    files: (files, uploaded) => `Tệp: ${files}, gửi lần này: ${uploaded}`,
    paper: (count) => `Không có tệp (bản giấy): ${count}`,
    filled: (field, count) => `Bảng ánh xạ điền thay vì nguồn để trống: ${field}, ${count}`,
    cut: (field, count) => `Cắt bớt theo độ dài của bảng ánh xạ: ${field}, ${count}`,
    unknownColumns: (columns) => `Cột không có trong bảng ánh xạ: ${columns}`,
    first: (row, what) => `  dòng ${row}: ${what}`,
    more: (count) => `  … và ${count} lỗi nữa`,
    report: (file) => `Tất cả ở: ${file}`,
    took: (seconds, rate) => `Hết ${seconds} giây, ${rate} dòng/giây`,
    again: 'Sửa các dòng lỗi rồi chạy lại đúng lệnh này: dòng đã xong được bỏ qua.',
  },
  watch: {
    watching: (folder) => `Đang theo dõi ${folder}; bấm Ctrl-C để dừng`,
    taken: (name, status) => `${name}: ${status}`,
    wrong: (name, code) => `${name}: ${code} → loi/`,
    ended: (taken, wrong, waiting) =>
      `Đã dừng. Tiếp nhận: ${taken}, lỗi: ${wrong}, đang chờ: ${waiting}`,
    statuses: {
      accepted: 'đã tiếp nhận',
      held: 'tạm giữ, chờ Văn thư xác nhận độ mật',
      parked: 'chờ văn bản của nó',
      stale: 'đến muộn, không thay đổi gì',
      released: 'đã xác nhận là văn bản thường',
      known: 'đã có, không thay đổi',
      before: 'đã xong từ trước',
      checked: 'đã kiểm tra',
    },
  },
};
