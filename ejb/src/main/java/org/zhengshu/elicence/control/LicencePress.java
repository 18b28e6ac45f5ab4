package org.zhengshu.elicence.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.zhengshu.elicence.entity.BusinessLicence;
import org.zhengshu.elicence.entity.Licence;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.DigestStream;
import org.zhengshu.signature.boundary.DocumentKey;

/** Makes and signs licence documents (制证): the font is parsed and the key opened once. */
@ApplicationScoped
public class LicencePress {
    @Inject private Settings settings;
    @Inject private DocumentKey key;

    private LicenceDocument document;
    private DocumentSigner signer;

    @PostConstruct
    void open() {
        document =
                new LicenceDocument(
                        settings.config().resolve("fonts/NotoSansSC_400Regular.ttf"),
                        settings.addresses().stream().findFirst());
        signer = new DocumentSigner(key.key(), key.chain());
    }

    /** The signed file of a licence. */
    public Licence.SignedDocument press(BusinessLicence face, Instant at) {
        try {
            byte[] signed =
                    signer.sign(
                            document.create(face, at),
                            new SignatureWords(face.issuerName(), "签发电子证照", face.address(), at),
                            document.seal(face));
            DigestStream digest = new DigestStream(new ByteArrayInputStream(signed));
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return new Licence.SignedDocument(signed, digest.sha256(), digest.sm3());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
