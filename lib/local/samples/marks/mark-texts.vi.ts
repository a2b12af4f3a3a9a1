/** Words on the seal and beside the handwriting of the demonstration. */
export const SEAL_TOP_TEXT = 'VĂN THƯ DEMO';
export const SEAL_BOTTOM_TEXT = 'BẢN TRÌNH DIỄN';
export const SEAL_CENTRE_TEXT = 'MẪU';
export const SIGNATURE_NOTE = 'CHỮ KÝ MẪU';
