/** Codes of the books: closing a year, giving a number. */
export const bookErrorTexts = {
  YEAR_NOT_OVER: {
    status: 409,
    text: 'Năm {year} chưa kết thúc theo giờ Việt Nam nên chưa khóa sổ được.',
  },
  NUMBERS_OPEN: {
    status: 409,
    text: 'Còn {count} số đã cấp mà văn bản chưa phát hành, cũng chưa hủy số: {numbers}. Hãy phát hành hoặc hủy số rồi khóa sổ.',
  },
  BOOK_NOT_WHOLE: {
    status: 409,
    text: 'Sổ số {series} thiếu số hoặc trùng số: {numbers}. Hãy kiểm tra bằng vanthu doctor rồi khóa sổ.',
  },
  NUMBER_CODE_TAKEN: {
    status: 409,
    text: 'Số, ký hiệu này đã cấp cho văn bản khác trong năm, từ sổ khác. Văn bản chưa được vào sổ. Hãy chọn đúng sổ (seriesId) rồi gửi lại thành văn bản mới.',
  },
} as const;
