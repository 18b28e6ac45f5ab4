package org.zhengshu.tests;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one table of what both doors must do alike. */
final class DoorsTable {
    /**
     * Operations that one door has, by decision: its own contract; and what administrators and
     * people with a password do by REST. A client system cannot be an administrator and has no
     * password, so SOAP could never answer.
     */
    static final Map<String, String> ONLY_REST =
            Map.ofEntries(
                    Map.entry("identity.sign-in", "people sign in, systems have certificates"),
                    Map.entry("identity.sign-out", "ends a person's sessions"),
                    Map.entry("identity.me", "a person's own account"),
                    Map.entry("identity.change-password", "a person's own password"),
                    Map.entry("identity.open-account", "system administrator, a person"),
                    Map.entry("identity.assign-roles", "security administrator, a person"),
                    Map.entry("identity.unlock", "security administrator, a person"),
                    Map.entry("identity.accounts", "administrators, people"),
                    Map.entry("identity.register-system", "system administrator, a person"),
                    Map.entry("identity.disable-system", "system administrator, a person"),
                    Map.entry("identity.systems", "administrators, people"),
                    Map.entry("identity.add-certificate", "system administrator, a person"),
                    Map.entry("identity.add-public-key", "system administrator, a person"),
                    Map.entry("identity.issue-secret", "system administrator, a person"),
                    Map.entry("identity.rotate-secret", "system administrator, a person"),
                    Map.entry("identity.revoke-credential", "system administrator, a person"),
                    Map.entry("identity.credentials", "administrators, people"),
                    Map.entry(
                            "identity.issue-token", "OAuth 2.0 is a protocol of HTTP, not of SOAP"),
                    Map.entry("identity.keys", "JWK sets are fetched by HTTP clients as they are"),
                    Map.entry("audit.put-witness", "audit administrator, a person"),
                    Map.entry("audit.remove-witness", "audit administrator, a person"),
                    Map.entry("audit.watch-log", "audit administrator, a person"),
                    Map.entry("audit.unwatch-log", "audit administrator, a person"),
                    Map.entry("audit.incidents", "administrators, people"),
                    Map.entry("audit.decide-incident", "audit administrator, a person"),
                    Map.entry("identity.open-tenant", "system administrator, a person"),
                    Map.entry("identity.open-department", "system administrator, a person"),
                    Map.entry("audit.request-redaction", "audit administrator, a person"),
                    Map.entry("audit.redact", "a second administrator, a person"),
                    Map.entry("audit.refuse-redaction", "a second administrator, a person"),
                    Map.entry("audit.redactions", "administrators, people"),
                    Map.entry(
                            "onboarding.register",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.own-systems",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.ask-roles",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.issue-certificate",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.add-public-key",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.issue-secret",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.rotate-secret",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.revoke-credential",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.credentials",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.calls",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry(
                            "onboarding.usage",
                            "people of a department; what is registered has no credentials yet"),
                    Map.entry("onboarding.approve", "system administrator, a person"),
                    Map.entry(
                            "onboarding.test-connection",
                            "a SOAP message that fails is told why by its fault, with clock,"
                                    + " certificate and credential in words; network and grant are"
                                    + " the same at both doors"),
                    Map.entry(
                            "onboarding.kit",
                            "a zip file read by GET; of SOAP it holds the WSDL and the samples"),
                    Map.entry("onboarding.limits", "administrators, people"),
                    Map.entry("onboarding.limit-system", "system administrator, a person"),
                    Map.entry("onboarding.limit-grant", "system administrator, a person"),
                    Map.entry("audit.archive", "audit administrator, a person"),
                    Map.entry("exchange.resource-openapi", "the contract of the REST door itself"),
                    Map.entry("exchange.resource-wsdl", "only SOAP: its contract, read by GET"),
                    Map.entry("operations.mode", "administrators, people"),
                    Map.entry("operations.set-mode", "system administrator, a person"));

    private DoorsTable() {}

    static List<DoorsCase> cases() {
        return Stream.of(
                        DoorsExchangeTable.cases(),
                        DoorsResourceTable.cases(),
                        DoorsTryTable.cases(),
                        DoorsCatalogueTable.cases(),
                        DoorsUploadTable.cases(),
                        DoorsSharingTable.cases(),
                        DoorsSupplementTable.cases(),
                        DoorsOtherTable.cases(),
                        DoorsAuditTable.cases())
                .flatMap(List::stream)
                .toList();
    }
}
