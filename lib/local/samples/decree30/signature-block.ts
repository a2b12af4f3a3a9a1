import type { AdministrativeDocument, FieldBox } from './administrative-document.ts';
import { RECIPIENTS_LABEL, SIGNED_WITHOUT_NAME } from './decree30-labels.vi.ts';
import type { FlowItem } from './flow.ts';
import type { PageCanvas, TextStyle } from './page-canvas.ts';
import { PAGE, SEAL_DIAMETER, SIGNATURE_AXIS } from './page-geometry.ts';
import { breakLines, drawLine } from './typesetter.ts';

const POSITION: TextStyle = { font: 'bold', size: 13.5 };
const NAME: TextStyle = { font: 'bold', size: 14 };
const SIGNED: TextStyle = { font: 'italic', size: 13 };
const RECIPIENTS_TITLE: TextStyle = { font: 'bold-italic', size: 12 };
const RECIPIENT: TextStyle = { font: 'regular', size: 11 };
const POSITION_LINE = 17;
const RECIPIENT_LINE = 13.2;
/** Room between position and name: the seal at its real size covers neither. */
const SIGNATURE_ROOM = SEAL_DIAMETER + 6;
const LEADER_MARK = { width: 140, height: 62 } as const;

export interface SignatureBoxes {
  readonly leader: FieldBox;
  readonly agency: FieldBox;
}

/** Recipients on the left; position, room for signature and seal, and name on the right. */
export function signatureItem(
  canvas: PageCanvas,
  document: AdministrativeDocument,
  onPlaced: (boxes: SignatureBoxes) => void,
): FlowItem {
  const leftWidth = SIGNATURE_AXIS - LEADER_MARK.width / 2 - SEAL_DIAMETER * 0.62 - PAGE.left;
  const recipients = document.recipients.map((recipient, index) => {
    const isLast = index === document.recipients.length - 1;
    return breakLines(canvas, `- ${recipient}${isLast ? '.' : ';'}`, RECIPIENT, {
      width: leftWidth,
    });
  });
  const leftHeight = 16 + recipients.flat().length * RECIPIENT_LINE;
  const positionHeight = document.signer.position.length * POSITION_LINE;
  const rightHeight = positionHeight + SIGNATURE_ROOM + 20;
  return {
    spaceBefore: 16,
    height: Math.max(leftHeight, rightHeight),
    keepWithNext: false,
    draw: (top) => {
      canvas.drawText(RECIPIENTS_LABEL, PAGE.left, top + 12, RECIPIENTS_TITLE);
      recipients.flat().forEach((line, index) => {
        const baseline = top + 26 + index * RECIPIENT_LINE;
        drawLine(canvas, line, { x: PAGE.left, baseline }, RECIPIENT);
      });
      document.signer.position.forEach((line, index) => {
        canvas.drawCentred(line, SIGNATURE_AXIS, top + 13 + index * POSITION_LINE, POSITION);
      });
      const roomTop = top + positionHeight;
      drawName(canvas, document.signer.name, roomTop);
      onPlaced(signatureBoxes(canvas.page, roomTop));
    },
  };
}

function drawName(canvas: PageCanvas, name: string | undefined, roomTop: number): void {
  if (name === undefined) {
    const baseline = roomTop + SIGNATURE_ROOM / 2;
    canvas.drawCentred(SIGNED_WITHOUT_NAME, SIGNATURE_AXIS, baseline, SIGNED);
    return;
  }
  canvas.drawCentred(name, SIGNATURE_AXIS, roomTop + SIGNATURE_ROOM + 14, NAME);
}

/** The seal's right edge stands at a third of the leader's image (Decree 30/2020, Appendix I). */
function signatureBoxes(page: number, roomTop: number): SignatureBoxes {
  const middle = PAGE.height - (roomTop + SIGNATURE_ROOM / 2);
  const leader = {
    page,
    x: SIGNATURE_AXIS - LEADER_MARK.width / 2,
    y: middle - LEADER_MARK.height / 2,
    ...LEADER_MARK,
  };
  const agency = {
    page,
    x: leader.x + leader.width / 3 - SEAL_DIAMETER,
    y: middle - SEAL_DIAMETER / 2,
    width: SEAL_DIAMETER,
    height: SEAL_DIAMETER,
  };
  return { leader, agency };
}
