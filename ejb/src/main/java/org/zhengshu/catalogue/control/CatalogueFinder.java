package org.zhengshu.catalogue.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.zhengshu.catalogue.boundary.CatalogueHits;
import org.zhengshu.catalogue.boundary.CatalogueHits.Facet;
import org.zhengshu.catalogue.boundary.CatalogueHits.FacetValue;
import org.zhengshu.catalogue.boundary.CatalogueHits.Hit;
import org.zhengshu.catalogue.boundary.CatalogueHits.MatchedItem;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.SearchCatalogue;
import org.zhengshu.catalogue.entity.CatalogueItem;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.regulation.boundary.CodeLists;

/** Finds published entries (目录检索). */
@ApplicationScoped
public class CatalogueFinder {
    private static final int MOST_WORDS = 8;
    private static final int MOST_VALUES = 50;
    private static final int MOST_MATCHED = 10;

    @PersistenceContext private EntityManager manager;
    @Inject private Directory directory;
    @Inject private CodeLists codes;

    /** By what entries are counted. */
    private enum Kind {
        SHARE_TYPE("shareTypes", "c.core.shareType", "share-type"),
        PROVIDER("providers", "c.provider", ""),
        UPDATE_CYCLE("updateCycles", "c.core.updateCycle", "update-cycle"),
        FORMAT("formats", "c.core.formatClass", "format-class");

        private final String member;
        private final String path;
        private final String list;

        Kind(String member, String path, String list) {
            this.member = member;
            this.path = path;
            this.list = list;
        }

        private String parameter() {
            return member;
        }
    }

    /** A search in the form of the query. */
    private record Wanted(List<String> words, Map<Kind, List<String>> values) {
        /** The same without one kind: what could be chosen of it. */
        Wanted without(Kind kind) {
            Map<Kind, List<String>> rest = new EnumMap<>(Kind.class);
            rest.putAll(values);
            rest.remove(kind);
            return new Wanted(words, rest);
        }

        String condition() {
            String fixed = " from CatalogueItem c where c.state in (:published)";
            String texts =
                    IntStream.range(0, words.size())
                            .mapToObj(CatalogueFinder::wordCondition)
                            .collect(Collectors.joining());
            String kinds =
                    values.keySet().stream()
                            .map(k -> " and " + k.path + " in (:" + k.parameter() + ")")
                            .collect(Collectors.joining());
            return fixed + texts + kinds;
        }

        <T> TypedQuery<T> bound(TypedQuery<T> query) {
            query.setParameter("published", List.of(ItemState.PUBLISHED, ItemState.CHANGING));
            for (int i = 0; i < words.size(); i++) {
                query.setParameter("word" + i, pattern(words.get(i)));
            }
            values.forEach((kind, list) -> query.setParameter(kind.parameter(), list));
            return query;
        }
    }

    public CatalogueHits search(SearchCatalogue search) {
        Wanted wanted = wanted(search);
        int page = search.pageOrFirst();
        int size = search.sizeOrDefault();
        List<Hit> hits =
                wanted.bound(
                                manager.createQuery(
                                        "select c"
                                                + wanted.condition()
                                                + " order by c.core.title, c.id",
                                        CatalogueItem.class))
                        .setFirstResult(Page.offset(page, size))
                        .setMaxResults(size)
                        .getResultStream()
                        .map(item -> hit(item, wanted.words()))
                        .toList();
        long total =
                wanted.bound(
                                manager.createQuery(
                                        "select count(c)" + wanted.condition(), Long.class))
                        .getSingleResult();
        List<Facet> facets = Arrays.stream(Kind.values()).map(k -> facet(wanted, k)).toList();
        return new CatalogueHits(hits, total, page, size, facets);
    }

    private static Wanted wanted(SearchCatalogue search) {
        Map<Kind, List<String>> values = new EnumMap<>(Kind.class);
        put(values, Kind.SHARE_TYPE, search.shareTypes());
        put(values, Kind.PROVIDER, search.providers());
        put(values, Kind.UPDATE_CYCLE, search.updateCycles());
        put(values, Kind.FORMAT, search.formats());
        String text = search.text() == null ? "" : search.text().toLowerCase(Locale.ROOT).strip();
        List<String> words =
                Arrays.stream(text.split("\\s+"))
                        .filter(w -> !w.isEmpty())
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList();
        return new Wanted(words, values);
    }

    private static void put(Map<Kind, List<String>> values, Kind kind, List<String> list) {
        if (list != null && !list.isEmpty()) {
            values.put(kind, list);
        }
    }

    private static String wordCondition(int index) {
        String like = " like :word" + index + " escape '!'";
        return " and (lower(c.core.title)"
                + like
                + " or lower(c.core.summary)"
                + like
                + " or c.code"
                + like
                + " or exists (select 1 from c.items i where lower(i.name)"
                + like
                + " or i.technicalName"
                + like
                + "))";
    }

    private static String pattern(String word) {
        return "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private Hit hit(CatalogueItem item, List<String> words) {
        return new Hit(
                item.id(),
                item.code(),
                item.core().title(),
                item.core().summary(),
                item.provider(),
                directory.name(item.provider()).orElse(item.provider()),
                item.core().shareType(),
                item.core().updateCycle(),
                item.core().formatClass(),
                item.publishDate(),
                item.items().size(),
                item.items().stream()
                        .filter(i -> words.stream().anyMatch(w -> has(i, w)))
                        .limit(MOST_MATCHED)
                        .map(i -> new MatchedItem(i.technicalName(), i.name()))
                        .toList());
    }

    private static boolean has(DataItem item, String word) {
        return item.name().toLowerCase(Locale.ROOT).contains(word)
                || item.technicalName().contains(word);
    }

    private Facet facet(Wanted wanted, Kind kind) {
        Wanted rest = wanted.without(kind);
        List<FacetValue> values = new ArrayList<>();
        rest.bound(
                        manager.createQuery(
                                "select "
                                        + kind.path
                                        + ", count(c)"
                                        + rest.condition()
                                        + " group by "
                                        + kind.path
                                        + " order by count(c) desc, "
                                        + kind.path,
                                Object[].class))
                .setMaxResults(MOST_VALUES)
                .getResultStream()
                .forEach(
                        row ->
                                values.add(
                                        new FacetValue(
                                                (String) row[0],
                                                name(kind, (String) row[0]),
                                                (Long) row[1])));
        return new Facet(kind.member, values);
    }

    private String name(Kind kind, String value) {
        if (kind == Kind.PROVIDER) {
            return directory.name(value).orElse(value);
        }
        Locale locale =
                Call.current().language() == Language.CHINESE ? Locale.CHINESE : Locale.ENGLISH;
        return codes.name(kind.list, value, locale);
    }
}
