const POINTS_PER_MILLIMETRE = 72 / 25.4;

export function millimetres(value: number): number {
  return value * POINTS_PER_MILLIMETRE;
}

/** A4 with the margins of Decree 30/2020/NĐ-CP, Appendix I, in points from the top left. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: millimetres(30),
  right: 595.28 - millimetres(15),
  top: millimetres(20),
  bottom: 841.89 - millimetres(20),
} as const;

export const TEXT_WIDTH = PAGE.right - PAGE.left;

/** The two columns of the letterhead: agency on the left, country on the right. */
export const LEFT_COLUMN = {
  centre: PAGE.left + TEXT_WIDTH * 0.19,
  width: TEXT_WIDTH * 0.38,
} as const;
export const RIGHT_COLUMN = {
  centre: PAGE.right - TEXT_WIDTH * 0.31,
  width: TEXT_WIDTH * 0.62,
} as const;

/** Axis of position, signature and name. */
export const SIGNATURE_AXIS = PAGE.left + TEXT_WIDTH * 0.73;

/** Diameter of the seal in points: the image has the real size (35 mm). */
export const SEAL_DIAMETER = millimetres(35);
