package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.zhengshu.launcher.Pki;
import org.zhengshu.launcher.Secrets;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** Callers with exactly one role each: people by session, systems by certificate. */
final class Callers {
    private static final String PASSWORD = "One-role-only-7!";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static Callers shared;

    private final Node node;
    private final Rest sysadmin;
    private final Rest secadmin;
    private final String department;
    private final Map<String, Rest> people = new TreeMap<>();
    private final Map<String, Rest> systems = new TreeMap<>();
    private final Map<String, Soap> signers = new TreeMap<>();

    private Callers(Node node, List<String> roles) throws IOException {
        this.node = node;
        sysadmin = Rest.person(node, "sysadmin");
        secadmin = Rest.person(node, "secadmin");
        department = sysadmin.get("/api/v1/departments").json().get(0).get("uscc").textValue();
        for (String role : roles) {
            people.put(role, person(role));
            if (!role.endsWith("_ADMIN")) {
                register(role);
                systems.put(role, Rest.system(node, name(role)));
                signers.put(role, Soap.system(node, name(role)));
            }
        }
    }

    /** Those of the shared node; made once. */
    static synchronized Callers of(Node node, List<String> roles) {
        if (shared == null) {
            try {
                shared = new Callers(node, roles);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return shared;
    }

    Map<String, Rest> people() {
        return people;
    }

    Map<String, Rest> systems() {
        return systems;
    }

    Map<String, Soap> signers() {
        return signers;
    }

    private Rest person(String role) throws IOException {
        Reply account =
                sysadmin.post(
                        "/api/v1/accounts",
                        MAPPER.writeValueAsString(
                                Map.of(
                                        "login",
                                        name(role),
                                        "name",
                                        "单一角色",
                                        "department",
                                        department,
                                        "password",
                                        PASSWORD)));
        assertThat(account.status()).as(account.text()).isEqualTo(200);
        Reply given =
                secadmin.put(
                        "/api/v1/accounts/" + account.json().get("id").textValue() + "/roles",
                        MAPPER.writeValueAsString(Map.of("roles", List.of(role))));
        assertThat(given.status()).as(given.text()).isEqualTo(200);
        return Rest.person(node, name(role), PASSWORD);
    }

    private void register(String role) throws IOException {
        Pki.Client client =
                Pki.of(node.data(), Secrets.of(node.data()), "zhengshu", Clock.systemUTC())
                        .issueClient(name(role), "One role " + role);
        Files.writeString(
                node.data().resolve("pki/clients/" + name(role) + ".password"), client.password());
        Reply system =
                sysadmin.post(
                        "/api/v1/client-systems",
                        MAPPER.writeValueAsString(
                                Map.of(
                                        "name", name(role),
                                        "department", department,
                                        "certificate", Files.readString(client.certificate()),
                                        "roles", List.of(role),
                                        "legacy", true)));
        assertThat(system.status()).as(system.text()).isEqualTo(200);
    }

    private static String name(String role) {
        return "only-" + role.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
