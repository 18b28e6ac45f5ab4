package org.zhengshu.identity.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.entity.RoleSet;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Problems;

/**
 * Which system a live credential belongs to (调用系统查找): one plain statement for each call, nothing is
 * remembered, so that what is ended or disabled anywhere is refused at once.
 */
@ApplicationScoped
public class CallerStore {
    private static final String SELECT =
            """
            select c.id, c.material, s.name, s.department, s.tenant, s.roles
            from idn_credential c join idn_client_system s on s.id = c.system_id
            where s.enabled and c.kind = ? and c.revoked_at is null
                and (c.expires_at is null or c.expires_at > ?)
                and ? = any(string_to_array(c.uses, ',')) and\s""";

    private static final String BY_FINGERPRINT = SELECT + "c.fingerprint = ?";
    private static final String NEWEST_FIRST = " order by c.created_at desc, c.id";
    private static final String BY_NAME = SELECT + "s.name = ?" + NEWEST_FIRST;
    private static final String BY_ID = SELECT + "s.id = ?" + NEWEST_FIRST;
    private static final RoleSet.Column ROLES = new RoleSet.Column();

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;

    /**
     * A live credential of an enabled system.
     *
     * @param sealed the encrypted secret, null of a certificate
     */
    public record Caller(UUID credential, byte[] sealed, Actor actor) {}

    /** The system with the live certificate or public key of this fingerprint. */
    public Optional<Actor> byFingerprint(CredentialUse use, String fingerprint) {
        return live(BY_FINGERPRINT, use, fingerprint).stream().map(Caller::actor).findFirst();
    }

    /** The live credentials of the system with this name or id for this use, newest first. */
    public List<Caller> bySystem(CredentialUse use, String nameOrId) {
        Optional<UUID> id = IdentityStore.id(nameOrId);
        return id.isPresent() ? live(BY_ID, use, id.get()) : live(BY_NAME, use, nameOrId);
    }

    private List<Caller> live(String query, CredentialUse use, Object key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(query)) {
            s.setString(1, use.kind().name());
            s.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            s.setString(3, use.name());
            s.setObject(4, key);
            try (ResultSet rows = s.executeQuery()) {
                List<Caller> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(caller(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private static Caller caller(ResultSet row) throws SQLException {
        String name = row.getString(3);
        Actor actor =
                new Actor(
                        name,
                        Actor.Kind.SYSTEM,
                        name,
                        row.getString(4),
                        row.getString(5),
                        ROLES.convertToEntityAttribute(row.getString(6)).roles());
        return new Caller(row.getObject(1, UUID.class), row.getBytes(2), actor);
    }
}
