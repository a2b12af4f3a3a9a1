/** Stands for the reason of an event that came before its document was registered. */
export const reasonNotKept = '(lý do không lưu vì văn bản chưa vào sổ)';
export const directionNotKept = '(ý kiến chỉ đạo không lưu vì văn bản chưa vào sổ)';
export const addresseesNotKept = '(nơi nhận không lưu vì văn bản chưa vào sổ)';
