import * as z from 'zod/mini';
import { isWellFormed } from '../kernel/file-name-header.ts';
import { normalizeText } from '../kernel/vietnamese.ts';

/** A calendar date `YYYY-MM-DD`. */
export const calendarDate = z.iso.date();
export const instant = z.iso.datetime({ offset: true });

export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const officeId = z.string().check(z.regex(/^[a-z2-7]{26}$/));
export const identifier = z.string().check(z.minLength(1), z.maxLength(200));

/** Text for people, as the office stores it: one form of Unicode, no stray white space. */
const textUpTo = (characters: number) =>
  z.string().check(z.overwrite(normalizeText), z.minLength(1), z.maxLength(characters));
const shortText = textUpTo(300);
const longText = textUpTo(4_000);

export const reason = textUpTo(1_000);

/** độ khẩn (Decree 30/2020, Art. 8): thường, khẩn, thượng khẩn, hoả tốc. */
export const urgency = z.enum(['thuong', 'khan', 'thuong_khan', 'hoa_toc']);
export type Urgency = z.infer<typeof urgency>;

/** chỉ dẫn phạm vi lưu hành. */
const circulation = z.enum(['luu_hanh_noi_bo', 'xem_xong_tra_lai', 'du_thao']);

/**
 * A name neither a file system nor a reader can misread: whole characters, no separators, no control or line-break
 * characters, none that turn the direction of writing ("gpj.exe" shown as "exe.jpg"), not `.` or `..`.
 */
const fileName = z.string().check(
  z.overwrite((name) => name.normalize('NFC')),
  z.minLength(1),
  z.maxLength(255),
  z.refine(isWellFormed),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  z.regex(/^(?!\.{1,2}$)[^/\\\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+$/u),
);

export const MAX_FILE_BYTES = 100_000_000;

export const fileRef = z.object({
  sha256,
  /** bytes */
  size: z.int().check(z.minimum(1), z.maximum(MAX_FILE_BYTES)),
  mediaType: z.string().check(z.regex(/^[a-z0-9][a-z0-9.+-]{0,80}\/[a-z0-9][a-z0-9.+-]{0,80}$/)),
  name: fileName,
  role: z.enum(['main', 'attachment']),
});

/** A person who acts, with the role in which the act is done. */
export const actor = z.object({
  personId: identifier,
  role: z.enum(['clerk', 'officer', 'operator']),
});

/** Which document a later event speaks of: by its source's own id, or by the office's id. */
export const documentRef = {
  documentId: z.optional(identifier),
  officeId: z.optional(officeId),
};
export const namesOneDocument = z.refine<{
  documentId?: string | undefined;
  officeId?: string | undefined;
}>((data) => (data.documentId === undefined) !== (data.officeId === undefined), {
  error: 'exactly one of documentId and officeId',
});

/** The book a number comes from, for example `di` or `quyet-dinh`; never the incoming one. */
export const outgoingSeries = z.string().check(z.regex(/^(?!den$)[a-z][a-z0-9-]{0,40}$/));
/** ký hiệu after the number, for example `QĐ-UBDT`. */
export const codeSuffix = z.string().check(z.minLength(1), z.maxLength(60));

/** The facts both books hold (Decree 30/2020, Art. 8, 16, 22). */
export const documentFacts = {
  /** số và ký hiệu, kept raw: real ones have spaces, lower case, missing parts. */
  documentCode: z.optional(
    z.string().check(
      z.overwrite((code) => code.normalize('NFC')),
      z.minLength(1),
      z.maxLength(120),
    ),
  ),
  /** trích yếu */
  abstract: longText,
  /** tác giả: the issuing agency; joint documents name ten of them and more */
  issuer: textUpTo(1_000),
  /** ngày, tháng văn bản */
  issuedOn: z.optional(calendarDate),
  /** tên loại; absent for công văn */
  typeName: z.optional(shortText),
  urgency: z._default(urgency, 'thuong'),
  circulation: z.optional(circulation),
  /** người ký */
  signerName: z.optional(shortText),
  signerTitle: z.optional(shortText),
  /** lĩnh vực */
  field: z.optional(shortText),
  /** nơi nhận */
  addressees: z._default(z.array(shortText).check(z.maxLength(100)), []),
  /** hạn giải quyết */
  dueOn: z.optional(calendarDate),
  pageCount: z.optional(z.int().check(z.minimum(1))),
  /** số lượng bản: how many copies were made (Appendix IV) */
  copyCount: z.optional(z.int().check(z.minimum(1))),
  /** đơn vị, người nhận bản lưu: who keeps the file copy (Appendix IV) */
  keeper: z.optional(shortText),
};
const factsObject = z.object(documentFacts);
export type DocumentFacts = z.infer<typeof factsObject>;

/** Who is told: ids of people in the directory. */
export const recipients = z._default(z.array(identifier).check(z.maxLength(100)), []);

/** Entered from old records: it asks for no work, and nobody is told of it. */
export const historical = z.optional(z.literal(true));

/** độ mật as the source wrote it; lib/secrecy reads it. Absent is not "thường". */
export const declaredSecrecy = z.optional(z.string().check(z.maxLength(60)));

const box = z.object({
  page: z.int().check(z.minimum(0)),
  x: z.number(),
  y: z.number(),
  width: z.number().check(z.positive()),
  height: z.number().check(z.positive()),
});
/** Where number, date and the two signatures stand: page index, PDF points from the lower left. */
export const signingLayout = z.object({ number: box, date: box, leader: box, agency: box });

const files = z.array(fileRef).check(z.maxLength(20));
export const anyFiles = z._default(files, []);
export const filesWithMain = files.check(
  z.refine((list) => list.filter((file) => file.role === 'main').length === 1, {
    error: 'exactly one main file',
  }),
);
