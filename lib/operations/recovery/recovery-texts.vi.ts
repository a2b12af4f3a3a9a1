/** What the book says beside a number that was given and whose entry the restored copy lacks (R4). */
export const voidedByRecovery = 'Hủy số: khôi phục hệ thống';
/** Events that waited for a document that recovery has taken out of the register. */
export const eventsDropped = 'Sự kiện đã nhận, nguồn phải gửi lại';
