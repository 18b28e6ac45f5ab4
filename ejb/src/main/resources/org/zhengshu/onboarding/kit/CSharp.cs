// @CODE@: one REST query with .NET 6 or newer and nothing else; not run by the tests of the node.
// Needs client.p12 and client.password in the current folder; with a file keyid the message is
// signed, too (RFC 9421). See README.md.
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

var address = new Uri("@BASE@/api/v1/resources/@ADDRESS@/queries");
using var own = new X509Certificate2("client.p12", File.ReadAllText("client.password").Trim());
var roots = new X509Certificate2Collection();
roots.ImportFromPemFile("root.pem");

using var handler = new HttpClientHandler();
handler.ClientCertificates.Add(own);
handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) =>
{
    if (certificate == null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
    {
        return false;
    }
    using var path = new X509Chain();
    path.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
    path.ChainPolicy.CustomTrustStore.AddRange(roots);
    path.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
    return path.Build(certificate);
};

var body = File.ReadAllBytes("query.json");
using var request = new HttpRequestMessage(HttpMethod.Post, address);
request.Content = new ByteArrayContent(body);
request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
if (File.Exists("keyid"))
{
    var digest = "sha-256=:" + Convert.ToBase64String(SHA256.HashData(body)) + ":";
    var parameters = "(\"@method\" \"@authority\" \"@path\" \"content-digest\");created="
        + DateTimeOffset.UtcNow.ToUnixTimeSeconds()
        + ";keyid=\"" + File.ReadAllText("keyid").Trim() + "\""
        + ";nonce=\"" + Guid.NewGuid() + "\"";
    var text = "\"@method\": POST\n"
        + "\"@authority\": " + address.Authority + "\n"
        + "\"@path\": " + address.AbsolutePath + "\n"
        + "\"content-digest\": " + digest + "\n"
        + "\"@signature-params\": " + parameters;
    using var key = own.GetRSAPrivateKey();
    var signature = key.SignData(
        Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    request.Headers.TryAddWithoutValidation("Content-Digest", digest);
    request.Headers.TryAddWithoutValidation("Signature-Input", "sig=" + parameters);
    request.Headers.TryAddWithoutValidation(
        "Signature", "sig=:" + Convert.ToBase64String(signature) + ":");
}

using var client = new HttpClient(handler);
using var answer = await client.SendAsync(request);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
return answer.IsSuccessStatusCode ? 0 : 1;
