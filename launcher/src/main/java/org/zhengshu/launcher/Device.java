package org.zhengshu.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengshu.launcher.Certificates.Kind;

/**
 * A cryptographic device by PKCS#11 (密码设备), through the Java platform's own provider: RSA and ECDSA
 * on P-256. The provider knows neither SM2 nor Ed25519, so the keys of the log stay in files.
 */
final class Device {
    private static final Pattern SLOT = Pattern.compile("slot:([0-9]{1,19})");
    private static final Pattern SHOWN = Pattern.compile("Token info for token in slot (\\d+):");
    private static final Pattern LABEL = Pattern.compile("(?m)^ *label: *(.*?) *$");
    private static final int MOST_SLOTS = 64;

    private final String configuration;
    private final Provider provider;
    private final KeyStore store;

    private Device(String configuration, Provider provider, KeyStore store) {
        this.configuration = configuration;
        this.provider = provider;
        this.store = store;
    }

    /** Finds the token by {@code slot:N} or by its label and logs in. */
    static Device open(Path library, String token, String pin)
            throws GeneralSecurityException, IOException {
        Matcher numbered = SLOT.matcher(token);
        String slot = numbered.matches() ? numbered.group(1) : find(library, token);
        String configuration =
                """
                name = Zhengshu
                library = %s
                slot = %s
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                    CKA_SENSITIVE = true
                    CKA_EXTRACTABLE = false
                    CKA_SIGN = true
                }
                """
                        .formatted(library, slot);
        Provider provider = configured(configuration);
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, pin.toCharArray());
        return new Device(configuration, provider, store);
    }

    /** The configuration file of the provider, for the server's process; it has no secret. */
    String configuration() {
        return configuration;
    }

    /** Puts the configured provider into the place of the unconfigured one, for a whole process. */
    static String registration(Path provider) {
        int place = 1;
        String named = Security.getProperty("security.provider.1");
        while (named != null && !named.startsWith("SunPKCS11")) {
            place++;
            named = Security.getProperty("security.provider." + place);
        }
        return "security.provider." + place + "=SunPKCS11 " + provider + "\n";
    }

    KeyPlace place(String alias) {
        return new Token(alias);
    }

    private static Provider configured(String configuration) {
        Provider standard = Security.getProvider("SunPKCS11");
        if (standard == null) {
            throw new ProviderException("this JDK has no SunPKCS11 (module jdk.crypto.cryptoki)");
        }
        return standard.configure("--" + configuration);
    }

    /** The provider's own listing, its documented option showInfo, tells labels and slots. */
    private static String find(Path library, String label) throws IOException {
        for (int i = 0; i < MOST_SLOTS; i++) {
            String shown = shown(library, i);
            Matcher slot = SHOWN.matcher(shown);
            while (slot.find()) {
                Matcher found = LABEL.matcher(shown);
                if (found.find(slot.end()) && found.group(1).equals(label)) {
                    return slot.group(1);
                }
            }
            if (shown.isEmpty()) {
                break;
            }
        }
        throw new IOException("no token is labelled \"" + label + "\"");
    }

    private static String shown(Path library, int index) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            configured(
                    "name=Look%d\nlibrary=%s\nslotListIndex=%d\nshowInfo=true\n"
                            .formatted(index, library, index));
        } catch (ProviderException e) {
            if (index == 0) {
                throw e;
            }
            return "";
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private final class Token implements KeyPlace {
        private final String alias;

        Token(String alias) {
            this.alias = alias;
        }

        @Override
        public Optional<List<X509Certificate>> chain() throws GeneralSecurityException {
            return store.isKeyEntry(alias)
                    ? Optional.of(KeyStoreFile.certificates(store, alias))
                    : Optional.empty();
        }

        @Override
        public PrivateKey key() throws GeneralSecurityException {
            return (PrivateKey) store.getKey(alias, null);
        }

        @Override
        public KeyPair generate(Kind kind) throws GeneralSecurityException {
            boolean rsa = kind == Kind.RSA;
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC", provider);
            if (rsa) {
                generator.initialize(2048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        }

        @Override
        public void put(PrivateKey key, List<X509Certificate> chain)
                throws GeneralSecurityException {
            store.setKeyEntry(alias, key, null, chain.toArray(new X509Certificate[0]));
        }

        @Override
        public void remove() throws GeneralSecurityException {
            if (store.containsAlias(alias)) {
                store.deleteEntry(alias);
            }
        }

        @Override
        public Provider provider() {
            return provider;
        }
    }
}
