/** What the agency that runs the portal says about itself. */
export interface PortalSettings {
  /** `https://host` without a slash at the end. */
  readonly baseUrl: string;
  /** Cơ quan chủ quản, as on its letterhead. */
  readonly agency: string;
  /** The body above it, if its letterhead names one. */
  readonly parentAgency?: string;
  /** Người chịu trách nhiệm nội dung, with office: "Nguyễn Văn A, Chánh Văn phòng". */
  readonly responsible?: string;
  readonly address?: string;
  readonly contact?: string;
  /** A line over every page, for example that this is a training copy. */
  readonly banner?: string;
}
