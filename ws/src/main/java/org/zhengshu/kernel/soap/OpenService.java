package org.zhengshu.kernel.soap;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A SOAP service that anybody may call, without message security (公开服务). */
@Retention(RUNTIME)
@Target(TYPE)
public @interface OpenService {}
