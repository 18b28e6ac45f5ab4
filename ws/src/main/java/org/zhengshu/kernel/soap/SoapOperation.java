package org.zhengshu.kernel.soap;

import java.lang.reflect.Type;
import java.util.function.Function;

/**
 * One operation of a SOAP service (SOAP 操作), document/literal wrapped.
 *
 * @param name local name of the request's wrapper element; the answer's is {@code nameResponse}
 * @param input record that the wrapper's children are read into
 * @param output what the boundary returns: a record, or a list of them
 * @param call the boundary's method
 * @param reading that it reads by {@code kernel.boundary.Reads} and changes nothing
 */
public record SoapOperation<I>(
        String name, Class<I> input, Type output, Function<I, Object> call, boolean reading) {
    /** An operation that returns a record. */
    public static <I> SoapOperation<I> of(
            String name, Class<I> input, Class<?> output, Function<I, Object> call) {
        return new SoapOperation<>(name, input, output, call, false);
    }

    /** The same operation, which only reads. */
    public SoapOperation<I> thatReads() {
        return new SoapOperation<>(name, input, output, call, true);
    }

    Object invoke(Object argument) {
        return call.apply(input.cast(argument));
    }
}
