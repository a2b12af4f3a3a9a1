/**
 * Commands that send a first document by hand, signed as the e-office would sign it: the event of
 * the README, from its file in the checkout.
 */
export const firstEventCommands = (apiUrl: string, secretsFile: string): readonly string[] => [
  `export VANTHU_SECRET=$(node -p 'JSON.parse(fs.readFileSync("${secretsFile}")).sources["e-office"]')`,
  `id="cong-van-15/1"; body=$(cat docs/examples/first-event.json); t=$(date +%s)`,
  `sig=$(printf '%s.%s.%s' "$id" $t "$body" | openssl dgst -sha256 -hmac "$VANTHU_SECRET" -binary | base64)`,
  `curl -s ${apiUrl}/events -H 'vanthu-source: e-office' -H "webhook-id: $id" -H "webhook-timestamp: $t" -H "webhook-signature: v1,$sig" -H 'content-type: application/json' --data-binary "$body"; echo`,
];
