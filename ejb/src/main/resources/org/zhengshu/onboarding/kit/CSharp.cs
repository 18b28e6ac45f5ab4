// @CODE@: one REST query with .NET Framework 4.7.2, Mono 6 or .NET 6 and newer, and nothing else.
// Needs client.p12 and client.password in the current folder; with a file keyid the message is
// signed, too (RFC 9421). See README.md.
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

internal static class Zhengshu
{
    private static readonly X509Certificate2Collection Roots = Certificates("root.pem");

    private static int Main()
    {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        var own = new X509Certificate2("client.p12", File.ReadAllText("client.password").Trim());
        var body = File.ReadAllBytes("query.json");
        var address = new Uri("@BASE@/api/v1/resources/@ADDRESS@/queries");
        var request = (HttpWebRequest)WebRequest.Create(address);
        request.Method = "POST";
        request.ContentType = "application/json";
        request.ClientCertificates.Add(own);
        request.ServerCertificateValidationCallback =
            (sender, certificate, chain, errors) => IsTrusted(certificate, chain, errors);
        if (File.Exists("keyid"))
        {
            Sign(request, own, body);
        }
        using (var content = request.GetRequestStream())
        {
            content.Write(body, 0, body.Length);
        }
        try
        {
            using (var answer = request.GetResponse())
            {
                Print(answer);
                return 0;
            }
        }
        catch (WebException refused)
        {
            if (refused.Response == null)
            {
                throw;
            }
            Print(refused.Response);
            return 1;
        }
    }

    private static void Print(WebResponse answer)
    {
        using (var text = new StreamReader(answer.GetResponseStream(), Encoding.UTF8))
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            Console.WriteLine(text.ReadToEnd());
        }
    }

    // Method, address and the body's digest, signed by the key of the certificate.
    private static void Sign(HttpWebRequest request, X509Certificate2 own, byte[] body)
    {
        string digest;
        using (var sha256 = SHA256.Create())
        {
            digest = "sha-256=:" + Convert.ToBase64String(sha256.ComputeHash(body)) + ":";
        }
        var parameters = "(\"@method\" \"@authority\" \"@path\" \"content-digest\");created="
            + DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            + ";keyid=\"" + File.ReadAllText("keyid").Trim() + "\""
            + ";nonce=\"" + Guid.NewGuid() + "\"";
        var text = "\"@method\": POST\n"
            + "\"@authority\": " + request.RequestUri.Authority + "\n"
            + "\"@path\": " + request.RequestUri.AbsolutePath + "\n"
            + "\"content-digest\": " + digest + "\n"
            + "\"@signature-params\": " + parameters;
        using (var key = own.GetRSAPrivateKey())
        {
            var signature = key.SignData(
                Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.Headers["Content-Digest"] = digest;
            request.Headers["Signature-Input"] = "sig=" + parameters;
            request.Headers["Signature"] = "sig=:" + Convert.ToBase64String(signature) + ":";
        }
    }

    // Its name is right, and this machine trusts it or its chain ends at one of the node's roots.
    private static bool IsTrusted(X509Certificate server, X509Chain sent, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }
        if (server == null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }
        using (var path = new X509Chain())
        {
            path.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            path.ChainPolicy.VerificationFlags =
                X509VerificationFlags.AllowUnknownCertificateAuthority;
            path.ChainPolicy.ExtraStore.AddRange(Roots);
            foreach (var element in sent.ChainElements)
            {
                path.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
            if (!path.Build(new X509Certificate2(server)))
            {
                return false;
            }
            var top = path.ChainElements[path.ChainElements.Count - 1].Certificate.RawData;
            return Roots.Cast<X509Certificate2>().Any(root => root.RawData.SequenceEqual(top));
        }
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var found = new X509Certificate2Collection();
        foreach (Match one in Regex.Matches(
            File.ReadAllText(file), "-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----"))
        {
            found.Add(new X509Certificate2(Convert.FromBase64String(one.Groups[1].Value)));
        }
        return found;
    }
}
