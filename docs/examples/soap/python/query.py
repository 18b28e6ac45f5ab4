"""仅用 Python 标准库的 SOAP 1.2 查询 A SOAP 1.2 query with Python's standard library only.

UsernameToken 摘要：口令本身不上线 UsernameToken digest: the secret itself is not sent.
用法 Usage: python3 query.py ADDRESS SYSTEM SECRET-FILE GRANT PURPOSE ROOT.pem ANSWER.xml [CHARSET]
"""
import base64
import datetime
import hashlib
import os
import ssl
import sys
import urllib.error
import urllib.request
from xml.sax.saxutils import escape

WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"


def security(system, secret):
    nonce = os.urandom(16)
    now = datetime.datetime.now(datetime.timezone.utc)
    created = now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    # Base64(SHA-1(nonce + created + secret)): the nonce as bytes, not its Base64
    digest = hashlib.sha1(nonce + created.encode() + secret.encode()).digest()
    return f"""<w:Security xmlns:w="{WSS}wssecurity-secext-1.0.xsd"
        xmlns:u="{WSS}wssecurity-utility-1.0.xsd" s:mustUnderstand="true"><w:UsernameToken>
      <w:Username>{escape(system)}</w:Username>
      <w:Password Type="{WSS}username-token-profile-1.0#PasswordDigest">{base64.b64encode(digest).decode()}</w:Password>
      <w:Nonce EncodingType="{WSS}soap-message-security-1.0#Base64Binary">{base64.b64encode(nonce).decode()}</w:Nonce>
      <u:Created>{created}</u:Created>
    </w:UsernameToken></w:Security>"""


def main(address, system, secret_file, grant, purpose, root, answer, charset="UTF-8"):
    with open(secret_file, encoding="ascii") as file:
        secret = file.read().strip()
    envelope = f"""<?xml version="1.0" encoding="{charset}"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>{security(system, secret)}</s:Header>
<s:Body><query xmlns="urn:zhengshu:exchange:1"><grant>{escape(grant)}</grant>
<purpose>{escape(purpose)}</purpose><limit>10</limit></query></s:Body></s:Envelope>"""
    request = urllib.request.Request(
        address,
        envelope.encode(charset),
        {"Content-Type": f"application/soap+xml; charset={charset}"},
    )
    trust = ssl.create_default_context(cafile=root)
    try:
        with urllib.request.urlopen(request, context=trust, timeout=60) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as fault:  # a SOAP fault says what is wrong
        status, body = fault.code, fault.read()
    with open(answer, "wb") as file:
        file.write(body)
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
