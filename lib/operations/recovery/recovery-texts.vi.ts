/** What the book says beside a number that was given and whose entry the restored copy lacks (R4). */
export const voidedByRecovery = 'Hủy số: khôi phục hệ thống';
