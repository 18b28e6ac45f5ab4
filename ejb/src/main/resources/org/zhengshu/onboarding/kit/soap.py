"""@CODE@: 用 Python 3 标准库查询一次（SOAP，UsernameToken 摘要） one SOAP query with Python 3's
standard library alone, signed in by WS-Security UsernameToken with a digest.

python3 soap.py SYSTEM    需要 Needs: 文件 the file secret (见 see README.md)
"""
import base64
import hashlib
import os
import ssl
import sys
import time
import urllib.error
import urllib.request
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
ADDRESS = "@BASE@/ws/token/resources/@ADDRESS@"
OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
ENVELOPE = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>
<w:Security xmlns:w="{oasis}wssecurity-secext-1.0.xsd" s:mustUnderstand="1"><w:UsernameToken>
<w:Username>{name}</w:Username>
<w:Password Type="{oasis}username-token-profile-1.0#PasswordDigest">{digest}</w:Password>
<w:Nonce EncodingType="{oasis}soap-message-security-1.0#Base64Binary">{nonce}</w:Nonce>
<u:Created xmlns:u="{oasis}wssecurity-utility-1.0.xsd">{created}</u:Created>
</w:UsernameToken></w:Security></s:Header><s:Body>{query}</s:Body></s:Envelope>"""


def read(name):
    with open(os.path.join(HERE, name), "rb") as file:
        return file.read()


def envelope(name):
    nonce = os.urandom(16)
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    digest = hashlib.sha1(nonce + created.encode() + read("secret").strip()).digest()
    return ENVELOPE.format(
        oasis=OASIS,
        name=escape(name),
        digest=base64.b64encode(digest).decode(),
        nonce=base64.b64encode(nonce).decode(),
        created=created,
        query=read("query.xml").decode("utf-8").strip()).encode("utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit("python3 soap.py SYSTEM")
    tls = ssl.create_default_context(cafile=os.path.join(HERE, "root.pem"))
    request = urllib.request.Request(
        ADDRESS,
        data=envelope(sys.argv[1]),
        headers={"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""'})
    try:
        with urllib.request.urlopen(request, context=tls, timeout=60) as answer:
            sys.stdout.buffer.write(answer.read() + b"\n")
    except urllib.error.HTTPError as refused:
        sys.stdout.buffer.write(refused.read() + b"\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
