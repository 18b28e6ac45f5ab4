#!/bin/sh
# @CODE@: 用 curl 查询一次（REST） one REST query with curl
# 需要 Needs: client.pem, client.key; 文件 keyid 可选 optionally keyid (见 see README.md)
set -eu
cd "$(dirname "$0")"
ADDRESS='@BASE@/api/v1/resources/@ADDRESS@/queries'
set -- -H 'Content-Type: application/json' --data-binary @query.json

# 有文件 keyid 时另加报文签名 with a file keyid the message is signed, too (RFC 9421, RFC 9530)
if [ -f keyid ]; then
  AUTHORITY=${ADDRESS#https://}
  AUTHORITY=${AUTHORITY%%/*}
  DIGEST="sha-256=:$(openssl dgst -sha256 -binary query.json | openssl base64 -A):"
  PARAMETERS="(\"@method\" \"@authority\" \"@path\" \"content-digest\");created=$(date +%s)"
  PARAMETERS="$PARAMETERS;keyid=\"$(cat keyid)\";nonce=\"$(openssl rand -hex 16)\""
  SIGNATURE=$(printf '"@method": POST\n"@authority": %s\n"@path": %s\n"content-digest": %s\n"@signature-params": %s' \
    "$AUTHORITY" "/${ADDRESS#https://*/}" "$DIGEST" "$PARAMETERS" |
    openssl dgst -sha256 -sign client.key | openssl base64 -A)
  set -- "$@" -H "Content-Digest: $DIGEST" -H "Signature-Input: sig=$PARAMETERS" -H "Signature: sig=:$SIGNATURE:"
fi

STATUS=$(curl -sS --cacert root.pem --cert client.pem --key client.key "$@" \
  -D answer.headers -o answer.json -w '%{http_code}' "$ADDRESS")
cat answer.json
echo
[ "$STATUS" = 200 ]
