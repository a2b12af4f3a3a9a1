/** Commands that send a first document by hand: signed as the e-office would sign it. */
export const firstEventCommands = (apiUrl: string, secretsFile: string): readonly string[] => [
  `secret=$(node -p 'JSON.parse(fs.readFileSync("${secretsFile}")).sources["e-office"]')`,
  `body='{"specversion":"1.0","id":"thu-1","source":"e-office","type":"vn.vanthu.document.received.v1","time":"'$(date -u +%FT%TZ)'","data":{"documentId":"thu-1","secrecy":"Thường","documentCode":"15/UBND-VX","abstract":"thử gửi văn bản đầu tiên","issuer":"Ủy ban nhân dân tỉnh Lào Cai","recipients":["chanh-van-phong"]}}'`,
  `t=$(date +%s); sig=$(printf '%s.%s.%s' thu-1 $t "$body" | openssl dgst -sha256 -hmac "$secret" -binary | base64)`,
  `curl -s ${apiUrl}/events -H 'vanthu-source: e-office' -H 'webhook-id: thu-1' -H "webhook-timestamp: $t" -H "webhook-signature: v1,$sig" -H 'content-type: application/json' -d "$body"`,
];
