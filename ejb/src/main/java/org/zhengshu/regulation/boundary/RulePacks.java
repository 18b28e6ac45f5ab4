package org.zhengshu.regulation.boundary;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.zhengshu.regulation.control.Merger;
import org.zhengshu.regulation.control.Merger.Claim;
import org.zhengshu.regulation.control.PackLibraryReader;
import org.zhengshu.regulation.control.Reloading;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.Pack;
import org.zhengshu.regulation.entity.Pack.Provision;
import org.zhengshu.regulation.entity.PackLibrary;
import org.zhengshu.regulation.entity.PackStatus.Use;

/**
 * The instruments of the node as data (法规配置): stacked, the stricter value wins; changed files take
 * effect at the next use.
 */
public final class RulePacks {

    private final Reloading<PackLibrary> files;
    private final Clock clock;
    private final AtomicReference<Active> latest = new AtomicReference<>();

    private record Active(PackLibrary library, RuleSet rules) {}

    /** Reads the folder of packs; what is wrong in it shows in {@link #problems()}. */
    public RulePacks(Path folder, Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.files = new Reloading<>(folder, PackLibraryReader::read);
    }

    /** The rules that this node applies now (本节点现行规则). */
    public RuleSet active() {
        return active(clock.instant());
    }

    /** The rules that this node applies to an act of that time, by the law then in force. */
    public RuleSet active(Instant at) {
        PackLibrary library = files.current();
        LocalDate day = day(at);
        Active seen = latest.get();
        if (seen != null && seen.library() == library && seen.rules().day().equals(day)) {
            return seen.rules();
        }
        List<String> ids =
                Stream.concat(
                                library.node().stack().stream(),
                                library.node().supplements().stream())
                        .toList();
        RuleSet rules = build(library, ids, false, day);
        latest.set(new Active(library, rules));
        return rules;
    }

    /** The rules of any stack of packs, by their ids or aliases, today. */
    public RuleSet stack(List<String> ids, boolean sandbox) {
        return stack(ids, sandbox, clock.instant());
    }

    /**
     * The rules of any stack of packs at that time; drafts and old texts only in a sandbox (沙箱).
     */
    public RuleSet stack(List<String> ids, boolean sandbox, Instant at) {
        return build(files.current(), ids, sandbox, day(at));
    }

    /** All packs that could be read, by id. */
    public List<PackView> packs() {
        return files.current().packs().values().stream()
                .sorted(Comparator.comparing(Pack::id))
                .map(RulePacks::view)
                .toList();
    }

    /** The place whose law applies (适用地域). */
    public String jurisdiction() {
        return files.current().node().jurisdiction();
    }

    /** What is wrong with the files as they are now; the last good set is in use meanwhile. */
    public List<ConfigProblem> problems() {
        return files.problems();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkCalendar.ZONE);
    }

    private static PackView view(Pack pack) {
        Use use = pack.status().use();
        return new PackView(
                pack.id(),
                pack.title(),
                pack.status().id(),
                pack.status().zh(),
                pack.status().en(),
                use == Use.ACTIVATE,
                use != Use.NEVER,
                pack.from(),
                pack.until(),
                pack.textComplete(),
                pack.keys().size());
    }

    private static RuleSet build(
            PackLibrary library, List<String> ids, boolean sandbox, LocalDate day) {
        List<Pack> packs =
                ids.stream()
                        .map(id -> library.node().aliases().getOrDefault(id, id))
                        .distinct()
                        .map(id -> usable(library, id, sandbox))
                        .filter(pack -> pack.validOn(day))
                        .toList();
        Map<String, Rule<?>> rules = new HashMap<>();
        for (KeySpec spec : library.specs().values()) {
            List<Claim> claims = claims(spec.key(), packs, false);
            if (claims.isEmpty()) {
                claims = claims(spec.key(), packs, true);
            }
            if (!claims.isEmpty()) {
                rules.put(spec.key(), Merger.merge(spec, claims));
            }
        }
        return new RuleSet(library, packs.stream().map(Pack::id).toList(), day, rules);
    }

    private static Pack usable(PackLibrary library, String id, boolean sandbox) {
        Pack pack = library.packs().get(id);
        if (pack == null) {
            throw RefusedPack.unknown(id);
        }
        Use use = pack.status().use();
        if (use == Use.NEVER || (use == Use.SANDBOX && !sandbox)) {
            throw RefusedPack.because(pack);
        }
        return pack;
    }

    private static List<Claim> claims(String key, List<Pack> packs, boolean supplement) {
        List<Claim> claims = new ArrayList<>();
        for (Pack pack : packs) {
            Provision said = pack.keys().get(key);
            if (said != null && pack.status().supplement() == supplement) {
                claims.add(
                        new Claim(
                                said.value(),
                                new Source(
                                        pack.id(),
                                        pack.title(),
                                        said.article(),
                                        said.confidence())));
            }
        }
        return claims;
    }
}
