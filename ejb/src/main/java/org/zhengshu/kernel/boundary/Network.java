package org.zhengshu.kernel.boundary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A range of addresses (网段), such as {@code 10.2.0.0/16} or {@code 2001:db8::/32}; one address
 * alone is a range of one.
 *
 * @param address its first address, numeric
 * @param bits length of the prefix
 */
public record Network(String address, int bits) {
    private static final Pattern NUMERIC =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    public Network {
        if (!isAddress(address) || bits < 0 || bits > bytes(address).length * 8) {
            throw new IllegalArgumentException(address + "/" + bits + " is no network");
        }
    }

    /** Ranges with commas or spaces between them; none from an empty text. */
    public static List<Network> list(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Network::parse)
                .toList();
    }

    private static Network parse(String text) {
        String[] parts = text.split("/", 2);
        if (!isAddress(parts[0])) {
            throw new IllegalArgumentException(text + " is no network");
        }
        int all = bytes(parts[0]).length * 8;
        return new Network(parts[0], parts.length == 1 ? all : Integer.parseInt(parts[1]));
    }

    /** True for a numeric address; nothing is looked up. */
    static boolean isAddress(String text) {
        if (!NUMERIC.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    boolean contains(String other) {
        if (!isAddress(other)) {
            return false;
        }
        byte[] mine = bytes(address);
        byte[] its = bytes(other);
        if (mine.length != its.length) {
            return false;
        }
        int whole = bits / 8;
        int mask = 0xFF << (8 - bits % 8) & 0xFF;
        return Arrays.equals(mine, 0, whole, its, 0, whole)
                && (bits % 8 == 0 || (mine[whole] & mask) == (its[whole] & mask));
    }

    private static byte[] bytes(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
