/** Words that the demonstration itself puts into the office. */
export const demoTexts = {
  banner: 'Bản tập huấn: văn bản, con người và chữ ký số chỉ để minh họa, không có giá trị pháp lý',
  agency: 'Ủy ban Dân tộc',
  sources: {
    'e-office': 'Hệ điều hành tác nghiệp (mẫu)',
    'truc-lien-thong': 'Trục liên thông văn bản (mẫu)',
    'ban-dan-toc': 'Cơ quan dân tộc địa phương gửi qua hộp tệp (mẫu)',
    desk: 'Bàn làm việc của Văn thư và Văn phòng',
  },
  nobody: 'Không có trong danh bạ',
  approve: 'Nội dung được phép công khai, không có thông tin cá nhân cần che',
  reject: 'Việc nội bộ của địa phương, không thuộc diện công khai trên Cổng',
  recall: 'Cơ quan ban hành thu hồi để sửa nội dung',
  direction: 'Nghiên cứu, tham mưu Lãnh đạo Ủy ban, báo cáo kết quả đúng thời hạn.',
  replace: 'Thay bằng văn bản có bổ sung thời hạn và địa chỉ tiếp nhận',
} as const;
