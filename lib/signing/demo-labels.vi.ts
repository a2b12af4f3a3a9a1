/** What every certificate of the demonstration authority says of itself. */
export const demoLabels = {
  authority: 'VĂN THƯ DEMO – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
  unit: 'CHỈ DÙNG THỬ – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
} as const;
