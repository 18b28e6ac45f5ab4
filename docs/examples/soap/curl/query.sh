#!/bin/sh
# 用 curl 经 UsernameToken（明文口令，仅限 TLS）查询 A query with curl and a UsernameToken (text, over TLS only)
# 用法 Usage: query.sh ADDRESS SYSTEM SECRET-FILE GRANT PURPOSE ROOT.pem > answer.xml
set -eu
address=$1 system=$2 secret=$(cat "$3") grant=$4 purpose=$5 root=$6
wsse=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd
text=http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText
curl --silent --show-error --cacert "$root" \
  -H 'Content-Type: text/xml; charset=UTF-8' -H 'SOAPAction: ""' --data-binary @- "$address" <<XML
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header>
    <wsse:Security xmlns:wsse="$wsse" soap:mustUnderstand="1">
      <wsse:UsernameToken>
        <wsse:Username>$system</wsse:Username>
        <wsse:Password Type="$text">$secret</wsse:Password>
      </wsse:UsernameToken>
    </wsse:Security>
  </soap:Header>
  <soap:Body>
    <query xmlns="urn:zhengshu:exchange:1">
      <grant>$grant</grant>
      <purpose>$purpose</purpose>
      <limit>10</limit>
    </query>
  </soap:Body>
</soap:Envelope>
XML
