/** Codes of the books: closing a year. */
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
} as const;
