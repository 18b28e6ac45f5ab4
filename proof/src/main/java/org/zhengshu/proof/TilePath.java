package org.zhengshu.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of places of tiles and bundles, C2SP tlog-tiles: one form for each place. */
final class TilePath {
    private static final Pattern FORM =
            Pattern.compile(
                    "tile/([0-9]{1,2}|entries)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");
    private static final int GROUP = 1000;

    private TilePath() {}

    /** What a path says: the directory after {@code tile/}, the index and the width. */
    record Place(String directory, long index, int width) {}

    static String print(String directory, long index, int width) {
        StringBuilder path = new StringBuilder(three(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x" + three(rest % GROUP) + "/");
        }
        path.insert(0, "tile/" + directory + "/");
        return width == Tile.WIDTH ? path.toString() : path.append(".p/").append(width).toString();
    }

    static Place parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            throw new ProofException("tile path", "is not of the form of tlog-tiles");
        }
        long index;
        try {
            index = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
        } catch (NumberFormatException e) {
            throw new ProofException("tile path", "has an index that is too large", e);
        }
        int width = form.group(3) == null ? Tile.WIDTH : Integer.parseInt(form.group(3));
        Place place = new Place(form.group(1), index, width);
        if (!print(place.directory(), index, width).equals(path)) {
            throw new ProofException("tile path", "is not in its only form");
        }
        return place;
    }

    private static String three(long digits) {
        return Long.toString(GROUP + digits).substring(1);
    }
}
