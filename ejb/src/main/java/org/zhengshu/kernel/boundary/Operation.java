package org.zhengshu.kernel.boundary;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A use case of a boundary (操作): its stable name, who may call it, whether it changes anything. */
@Retention(RUNTIME)
@Target(METHOD)
public @interface Operation {
    /** Stable name, the action of the audit entry, for example {@code sharing.approve}. */
    String value();

    /** Roles that may call; none means nobody unless {@link #open()} or {@link #signedIn()}. */
    Role[] by() default {};

    /** True when anybody may call without authenticating. */
    boolean open() default false;

    /** True when every authenticated actor may call. */
    boolean signedIn() default false;

    /** True when it changes something: its entry is written in its own transaction. */
    boolean act() default false;

    /**
     * True when it is answered even while the log is stopped because its history was replaced: what
     * people need to decide. Its entry follows with its receipt when the log is written again.
     */
    boolean whileStopped() default false;

    /** True when a person may call it whose password is still the one-time one. */
    boolean newcomers() default false;
}
