package org.zhengshu.kernel.rest;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A resource whose answers leave with an entry in the log and a receipt (带回执的资源). */
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target(TYPE)
public @interface Answered {
    /** True when its use cases read by {@code kernel.boundary.Reads} and change nothing. */
    @Nonbinding
    boolean reading() default false;
}
