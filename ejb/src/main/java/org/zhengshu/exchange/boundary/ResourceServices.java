package org.zhengshu.exchange.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.exchange.boundary.ResourceCalls.ByKey;
import org.zhengshu.exchange.boundary.ResourceCalls.ByKeys;
import org.zhengshu.exchange.boundary.ResourceCalls.Claim;
import org.zhengshu.exchange.boundary.ResourceCalls.Count;
import org.zhengshu.exchange.boundary.ResourceCalls.Select;
import org.zhengshu.exchange.boundary.ResourceCalls.Terms;
import org.zhengshu.exchange.boundary.ResourceCalls.Verify;
import org.zhengshu.exchange.control.AskedFilter;
import org.zhengshu.exchange.control.Claims;
import org.zhengshu.exchange.control.Contract;
import org.zhengshu.exchange.control.Contracts;
import org.zhengshu.exchange.control.ResourceOpenApi;
import org.zhengshu.exchange.control.ResourceWsdl;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.GrantUse;

/** The services of each resource of its own (资源服务): the same grants, typed from its data items. */
@Stateless
@Boundary
public class ResourceServices {
    private static final int DEFAULT_LIMIT = 100;

    @Inject private Contracts contracts;
    @Inject private GrantUse grants;
    @Inject private MountedData data;

    @Operation(value = "exchange.resource", signedIn = true, by = Role.SANDBOX)
    public ResourceView describe(String code) {
        return contracts.view(contracts.require(code));
    }

    @Operation(value = "exchange.resource-openapi", signedIn = true, by = Role.SANDBOX)
    public ApiDocument openApi(String code) {
        return new ResourceOpenApi(contracts.mounted(code)).document();
    }

    /**
     * The WSDL.
     *
     * @param location the address that the caller used
     * @param token true for an address that asks for a UsernameToken instead of a signature
     */
    @Operation(value = "exchange.resource-wsdl", signedIn = true, by = Role.SANDBOX)
    public String wsdl(String code, String location, boolean token) {
        return new ResourceWsdl(contracts.mounted(code), location, token).write();
    }

    @Operation(
            value = "exchange.record",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Records byKey(ByKey asked) {
        Admitted admitted = admit(asked.resource(), asked.terms());
        List<Optional<Map<String, Object>>> found =
                data.byKeys(
                        admitted.wish(admitted.terms.items()),
                        List.of(
                                admitted.contract.key(
                                        admitted.named(asked), "key", admitted.terms)));
        return admitted.records(found.stream().flatMap(Optional::stream).toList(), null);
    }

    @Operation(
            value = "exchange.select",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Records select(Select asked) {
        Admitted admitted = admit(asked.resource(), asked.terms());
        MountedData.Rows page =
                data.page(
                        new MountedData.Wish(
                                admitted.terms.resource(),
                                admitted.terms.items(),
                                admitted.filter(asked.filter()),
                                Optional.empty()),
                        Optional.ofNullable(asked.cursor()),
                        asked.limit() == null ? DEFAULT_LIMIT : asked.limit());
        return admitted.records(page.rows(), page.nextCursor().orElse(null));
    }

    @Operation(
            value = "exchange.count",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Counted count(Count asked) {
        Admitted admitted = admit(asked.resource(), asked.terms());
        long count = data.count(admitted.terms.resource(), admitted.filter(asked.filter()));
        Call.current().note("counted", count);
        return new Counted(
                admitted.terms.grant(),
                admitted.contract.code(),
                admitted.contract.revision(),
                count);
    }

    @Operation(
            value = "exchange.batch",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Batch batch(ByKeys asked) {
        Admitted admitted = admit(asked.resource(), asked.terms());
        List<Map<String, String>> keys = new ArrayList<>();
        for (Map<String, String> key : asked.keys()) {
            keys.add(admitted.contract.key(key, "keys[" + keys.size() + "]", admitted.terms));
        }
        List<Optional<Map<String, Object>>> found =
                data.byKeys(admitted.wish(admitted.terms.items()), keys);
        List<Batch.Answered> answers = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            answers.add(
                    new Batch.Answered(
                            keys.get(i), found.get(i).isPresent(), found.get(i).orElse(null)));
        }
        int count = (int) found.stream().filter(Optional::isPresent).count();
        Call.current().note("keys", keys.size()).note("rows", count);
        return new Batch(
                admitted.terms.grant(),
                admitted.contract.code(),
                admitted.contract.revision(),
                admitted.contract.keyItems(),
                admitted.terms.items(),
                count,
                answers);
    }

    /** The call asks for no data: its items are those of its claims. */
    @Operation(
            value = "exchange.verify",
            by = {Role.DATA_CONSUMER, Role.SANDBOX})
    public Verdicts verify(Verify asked) {
        Set<String> claimed = new LinkedHashSet<>();
        asked.claims().forEach(claim -> claimed.addAll(claim.values().keySet()));
        Terms terms = asked.terms();
        Admitted admitted =
                admit(
                        asked.resource(),
                        new Terms(
                                terms.grant(),
                                terms.purpose(),
                                terms.matter(),
                                List.copyOf(claimed)));
        Claims claims = new Claims(admitted.contract, admitted.terms);
        List<Claim> normal = claims.normal(asked.claims());
        List<Optional<Map<String, Object>>> found =
                data.byKeys(
                        admitted.wish(admitted.terms.items()),
                        normal.stream().map(Claim::key).toList());
        List<Verdicts.Verdict> answers = new ArrayList<>();
        for (int i = 0; i < normal.size(); i++) {
            answers.add(
                    new Verdicts.Verdict(
                            normal.get(i).key(),
                            claims.verdict(normal.get(i), found.get(i).orElse(Map.of()))));
        }
        Call.current().note("keys", answers.size());
        return new Verdicts(
                admitted.terms.grant(),
                admitted.contract.code(),
                admitted.contract.revision(),
                admitted.contract.keyItems(),
                admitted.terms.items(),
                answers);
    }

    private Admitted admit(String address, Terms terms) {
        Contract contract = contracts.require(address);
        GrantUse.Terms admitted =
                grants.admit(
                        contract.offered(),
                        new GrantUse.Asked(
                                terms.grant(), terms.purpose(), terms.matter(), terms.items()));
        return new Admitted(contract, admitted);
    }

    /** A call that may go on: its contract and what its grant gives. */
    private record Admitted(Contract contract, GrantUse.Terms terms) {
        Map<String, String> named(ByKey asked) {
            return asked.key() == null ? contract.named(asked.values()) : asked.key();
        }

        Optional<RowFilter> filter(RowFilter asked) {
            if (asked != null) {
                asked.operands().forEach(Call.current()::concerns);
            }
            return AskedFilter.joined(terms, asked);
        }

        MountedData.Wish wish(List<String> items) {
            return new MountedData.Wish(
                    terms.resource(),
                    items,
                    Optional.ofNullable(terms.rowFilter()),
                    Optional.empty());
        }

        Records records(List<Map<String, Object>> rows, String nextCursor) {
            Call.current().note("rows", rows.size());
            return new Records(
                    terms.grant(),
                    contract.code(),
                    contract.revision(),
                    terms.items(),
                    rows.size(),
                    nextCursor,
                    rows.stream()
                            .map(LinkedHashMap::new)
                            .<Map<String, Object>>map(r -> r)
                            .toList());
        }
    }
}
