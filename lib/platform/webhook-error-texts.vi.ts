import type { ErrorText } from './error-texts.vi.ts';

/** What keeps an answer from its source's webhook; the answer itself has gone on the bus. */
export const webhookErrorTexts: Readonly<Record<string, ErrorText>> = {
  WEBHOOK_URL_INVALID: {
    status: 422,
    text: 'Địa chỉ webhook không hợp lệ. Hãy nêu địa chỉ https đầy đủ, không kèm tên đăng nhập, mật khẩu hay dấu #.',
  },
  WEBHOOK_URL_NOT_HTTPS: {
    status: 422,
    text: 'Địa chỉ webhook phải dùng https. Hãy bật TLS ở hệ thống nhận.',
  },
  WEBHOOK_HOST_UNKNOWN: {
    status: 422,
    text: 'Không tìm thấy máy chủ của địa chỉ webhook. Hãy kiểm tra tên miền.',
  },
  WEBHOOK_ADDRESS_PRIVATE: {
    status: 422,
    text: 'Địa chỉ webhook dẫn vào mạng nội bộ hoặc vùng địa chỉ không được gọi.',
  },
  WEBHOOK_REDIRECTED: {
    status: 422,
    text: 'Webhook của nguồn gửi chuyển hướng sang địa chỉ khác. Hệ thống không đi theo; hãy đăng ký địa chỉ đúng.',
  },
  WEBHOOK_REFUSED: {
    status: 422,
    text: 'Webhook của nguồn gửi từ chối thông điệp trả lời. Hãy kiểm tra khóa và cách nhận ở nguồn gửi.',
  },
  WEBHOOK_GONE: {
    status: 422,
    text: 'Webhook của nguồn gửi báo không nhận nữa (410). Hệ thống tạm ngừng gọi; hãy đăng ký lại địa chỉ.',
  },
  WEBHOOK_STOPPED: {
    status: 422,
    text: 'Webhook của nguồn gửi đã ngừng quá 7 ngày nên thông điệp trả lời không được gửi tới đó.',
  },
  WEBHOOK_UNREACHABLE: {
    status: 422,
    text: 'Đã gọi webhook của nguồn gửi nhiều lần trong gần một ngày mà không được. Thông điệp trả lời chưa tới nơi.',
  },
};
