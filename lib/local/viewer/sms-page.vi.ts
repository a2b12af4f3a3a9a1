import { vietnamClock, vietnamDate, vietnamShortDate } from '../../kernel/vietnam-time.ts';
import { SINGLE_PART } from '../../notices/gsm7.ts';
import { html, type SafeMarkup } from '../../portal/html.ts';
import type { PhoneWithMessages, ViewerMessage } from './viewer-message.ts';

/** Urgent and withdrawn documents, as the office's texts begin; they alone are marked in red. */
const isPressing = (text: string): boolean => /^(?:HOA TOC|NHAC LAI|THU HOI)\b/.test(text);

const dayOf = ({ at }: ViewerMessage): string => vietnamDate(new Date(at));

const sizeOf = ({ text, segments }: ViewerMessage): string =>
  segments === 1
    ? `1 phần (${text.length}/${SINGLE_PART})`
    : `${segments} phần (${text.length} ký tự)`;

const bubble = (message: ViewerMessage): SafeMarkup => html`
<div class="bubble${isPressing(message.text) && ' pressing'}">
<p class="text" lang="vi">${message.text}</p>
<p class="meta"><time datetime="${message.at}">${vietnamClock(new Date(message.at))}</time><span class="sent">Đã gửi</span><span>${sizeOf(message)}</span></p>
</div>`;

/** Newest first in the markup; the style turns the list over, so that it opens at its end. */
const thread = (messages: readonly ViewerMessage[]): SafeMarkup[] =>
  messages.flatMap((message, at) => {
    const older = messages[at + 1];
    const isFirstOfDay = older === undefined || dayOf(older) !== dayOf(message);
    const day = html`<p class="day">${vietnamShortDate(dayOf(message))}</p>`;
    return isFirstOfDay ? [bubble(message), day] : [bubble(message)];
  });

const phone = ({ personName, role, phoneMasked, messages }: PhoneWithMessages): SafeMarkup => html`
<section class="phone" aria-label="${`Điện thoại của ${personName}`}">
<header><h2>${personName}</h2><p>${role}</p><p class="number">${phoneMasked}</p></header>
<div class="screen" tabindex="0" role="group" aria-label="${`Tin nhắn của ${personName}`}">
${messages.length > 0 ? thread(messages) : html`<p class="empty">Chưa có tin nhắn <span lang="en">No messages yet</span></p>`}
</div>
</section>`;

/** The part of the page that changes. */
export const phonesMarkup = (phones: readonly PhoneWithMessages[]): SafeMarkup => {
  const count = phones.reduce((sum, { messages }) => sum + messages.length, 0);
  return html`<p class="count" data-count="${count}">${phones.length} điện thoại, ${count} tin nhắn</p>
<div class="phones">${phones.map(phone)}</div>
`;
};

const HEAD = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin nhắn SMS: chế độ tập huấn</title>
<link rel="icon" href="/mark.svg">
<link rel="stylesheet" href="/viewer.css">
<script src="/viewer.js" defer></script>
<noscript><meta http-equiv="refresh" content="5"></noscript>
</head>`;

/** The whole page, in Vietnamese with an English subtitle. */
export const smsPage = (phones: readonly PhoneWithMessages[]): string => {
  const body = html`
<body>
<header class="banner"><strong>Chế độ tập huấn</strong>: không tin nhắn nào rời khỏi máy này. <span lang="en">Local training mode: no SMS leaves this machine.</span></header>
<main>
<div class="head"><h1>Tin nhắn SMS</h1><p class="subtitle" lang="en">SMS as the recipients would read them</p></div>
<div id="phones">${phonesMarkup(phones)}</div>
<p class="note">“Đã gửi” nghĩa là mạng di động giả lập đã nhận tin để gửi, không có nghĩa là người nhận đã đọc. Một phần tối đa 160 ký tự. Số điện thoại được che bớt.</p>
<p class="note" lang="en">“Đã gửi” (sent) means that the emulated carrier took the message, not that it was read. One part (phần) holds up to 160 characters. Phone numbers are masked.</p>
<p id="news" class="visually-hidden" role="status"></p>
</main>
</body>
</html>
`;
  return `${HEAD}${body.toString()}`;
};
