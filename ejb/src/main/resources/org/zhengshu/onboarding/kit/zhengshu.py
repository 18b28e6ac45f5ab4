"""@CODE@: 用 Python 3 标准库查询一次（REST） one REST query with Python 3's standard library alone.

需要 Needs: client.pem, client.key; 文件 keyid 可选 optionally keyid (见 see README.md)
"""
import base64
import hashlib
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ADDRESS = "@BASE@/api/v1/resources/@ADDRESS@/queries"


def path(name):
    return os.path.join(HERE, name)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def signed(body):
    """Headers of HTTP Message Signatures (RFC 9421); openssl has the key, Python has no RSA."""
    url = urllib.parse.urlsplit(ADDRESS)
    digest = "sha-256=:%s:" % base64.b64encode(hashlib.sha256(body).digest()).decode()
    parameters = '("@method" "@authority" "@path" "content-digest");created=%d;keyid="%s";nonce="%s"' % (
        time.time(), read("keyid").decode().strip(), uuid.uuid4())
    base = "\n".join([
        '"@method": POST',
        '"@authority": ' + url.netloc,
        '"@path": ' + url.path,
        '"content-digest": ' + digest,
        '"@signature-params": ' + parameters])
    signature = subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", path("client.key")],
        input=base.encode(), stdout=subprocess.PIPE, check=True).stdout
    return {
        "Content-Digest": digest,
        "Signature-Input": "sig=" + parameters,
        "Signature": "sig=:%s:" % base64.b64encode(signature).decode()}


def main():
    tls = ssl.create_default_context(cafile=path("root.pem"))
    tls.load_cert_chain(path("client.pem"), path("client.key"))
    body = read("query.json")
    headers = {"Content-Type": "application/json"}
    if os.path.exists(path("keyid")):
        headers.update(signed(body))
    try:
        request = urllib.request.Request(ADDRESS, data=body, headers=headers)
        with urllib.request.urlopen(request, context=tls, timeout=60) as answer:
            found = json.loads(answer.read().decode("utf-8"))
            receipt = answer.headers["Zhengshu-Receipt"]
    except urllib.error.HTTPError as refused:
        problem = json.loads(refused.read().decode("utf-8"))
        sys.exit("%s: %s" % (problem["code"], problem["detail"]))
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8") + b"\n")
    print("receipt: %d characters" % len(receipt), file=sys.stderr)


if __name__ == "__main__":
    main()
