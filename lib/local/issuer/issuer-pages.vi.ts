import { createHash } from 'node:crypto';

/** Somebody the training issuer can sign in. */
export interface IssuerPerson {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  clerk: 'văn thư',
  officer: 'cán bộ Văn phòng',
  operator: 'vận hành',
};

const STYLE = `
:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif;color:#1c2430;background:#fff}
body{margin:0}
.banner{background:#7a1f1f;color:#fff;padding:.75rem 1rem;margin:0}
main{max-width:34rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .5rem}
ul{list-style:none;padding:0;margin:1rem 0}
li{margin:0 0 .75rem}
button{width:100%;text-align:left;font:inherit;color:inherit;background:#fff;border:1px solid #5b6675;border-radius:.375rem;padding:.75rem 1rem;cursor:pointer}
button:hover{background:#f1f4f8}
button:focus-visible{outline:3px solid #1f5fa8;outline-offset:2px}
.name{display:block;font-weight:600}
.what{display:block;color:#3d4754}
`;

/** The pages' own style, as their content security policy names it. */
export const styleHash = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const page = (title: string, content: string): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="banner" role="note">Bản tập huấn: đăng nhập không cần mật khẩu, chỉ dùng trên máy này.</p>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;

const personButton = ({ personId, name, title, roles }: IssuerPerson): string => {
  const words = roles.map((role) => ROLE_WORDS[role] ?? role).join(', ');
  return `<li><button type="submit" name="person" value="${escapeHtml(personId)}"><span class="name">${escapeHtml(name)}</span><span class="what">${escapeHtml(title)} (${escapeHtml(words)})</span></button></li>`;
};

/** Who are you? One press signs a demo person in. */
export const signInPage = (action: string, people: readonly IssuerPerson[]): string =>
  page(
    'Đăng nhập bàn làm việc',
    `<p>Chọn người mẫu để đăng nhập:</p>
<form method="post" action="${escapeHtml(action)}"><ul>
${people.map(personButton).join('\n')}
</ul></form>`,
  );

/** `form` is the issuer's own, with its proof against forged requests. */
export const signOutPage = (form: string): string =>
  page(
    'Đăng xuất',
    `<p>Bạn có muốn đăng xuất khỏi bàn làm việc không?</p>
${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Đăng xuất</button></p>`,
  );

export const signedOutPage = (): string =>
  page('Đã đăng xuất', '<p>Bạn có thể đóng trang này.</p>');

/** `code` is the issuer's, for example `invalid_request`. */
export const failurePage = (code: string): string =>
  page(
    'Không đăng nhập được',
    `<p>Hãy mở lại bàn làm việc rồi đăng nhập lại. (Mã: ${escapeHtml(code)})</p>`,
  );
