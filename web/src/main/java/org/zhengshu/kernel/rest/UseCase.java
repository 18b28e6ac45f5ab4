package org.zhengshu.kernel.rest;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Names the boundary's method that a resource method calls when it has another name or puts the
 * input together from the address, headers and body (用例).
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface UseCase {
    String value();
}
