package org.zhengshu.kernel.boundary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a reading call goes on from as it was last seen (待证实的前提). The database is asked in the round
 * trip that fetches the call's own rows, and before any of these is looked at; where it says
 * something else the call begins anew with that.
 */
public interface Assumption {
    /** One statement, its parameters as question marks. */
    String sql();

    List<?> values();

    /** True when the rows say what was assumed; remembers what they say. */
    boolean holds(ResultSet rows) throws SQLException;

    /** The next call asks before it goes on. */
    void forget();
}
