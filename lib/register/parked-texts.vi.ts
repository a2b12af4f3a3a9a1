/** Stands for the reason of an event that came before its document was registered. */
export const reasonNotKept = '(lý do không lưu vì văn bản chưa vào sổ)';
