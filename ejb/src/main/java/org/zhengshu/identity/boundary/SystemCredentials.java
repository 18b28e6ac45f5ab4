package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.zhengshu.identity.control.CredentialDesk;
import org.zhengshu.identity.control.CredentialStore;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.ProblemType;

/**
 * Secrets of client systems for whoever verifies a message with them (系统密钥查询); not for the doors'
 * callers.
 */
@ApplicationScoped
public class SystemCredentials {
    private static final int DECOY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject private IdentityStore systems;
    @Inject private CredentialStore store;
    @Inject private CredentialDesk desk;

    /**
     * The live secrets of the system with this name or id for this use, newest first. There are
     * always two, so that the verifier works as long for an unknown name as for a known one: where
     * a secret is missing stands a random one that nobody was ever told.
     */
    public List<char[]> liveSecrets(String nameOrId, CredentialUse use) {
        List<char[]> secrets = new ArrayList<>();
        store.bySystem(use, nameOrId).stream()
                .map(CredentialStore.Owned::credential)
                .map(desk::opened)
                .forEach(secrets::add);
        while (secrets.size() < Credential.MOST_LIVE) {
            secrets.add(decoy());
        }
        return secrets;
    }

    /** The enabled system of this name or id as it acts, once its message is verified. */
    public Actor byName(String nameOrId) {
        return systems.clientSystem(nameOrId)
                .filter(ClientSystem::enabled)
                .map(ClientSystem::actor)
                .orElseThrow(
                        () ->
                                ProblemType.BAD_CREDENTIALS.because(
                                        "系统名称或密钥不正确", "wrong name or secret of the system"));
    }

    private static char[] decoy() {
        byte[] random = new byte[DECOY_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toCharArray();
    }
}
