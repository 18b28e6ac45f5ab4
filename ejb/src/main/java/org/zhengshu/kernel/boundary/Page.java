package org.zhengshu.kernel.boundary;

import java.util.List;

/**
 * One page of a list (分页).
 *
 * @param total how many there are in all
 * @param page number of this page, from 1
 * @param size wished length of a page
 */
public record Page<T>(List<T> items, long total, int page, int size) {
    /** The longest page that can be asked for. */
    public static final int MAX_SIZE = 200;

    /** Position of the first row of this page for SQL. */
    public static int offset(int page, int size) {
        return Math.multiplyExact(checked(page) - 1, checkedSize(size));
    }

    /** The page asked for; the first when none is. */
    public static int orFirst(Integer page) {
        return page == null ? 1 : page;
    }

    /** The length asked for; twenty when none is. */
    public static int orDefault(Integer size) {
        return size == null ? 20 : size;
    }

    public static int checked(int page) {
        if (page < 1 || page > 1_000_000) {
            throw ProblemType.INVALID_INPUT.because(
                    "页码 page 须在 1 到 1000000 之间，收到 " + page,
                    "page must be 1 to 1000000, got " + page);
        }
        return page;
    }

    public static int checkedSize(int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw ProblemType.INVALID_INPUT.because(
                    "每页条数 size 须在 1 到 " + MAX_SIZE + " 之间，收到 " + size,
                    "size must be 1 to " + MAX_SIZE + ", got " + size);
        }
        return size;
    }
}
