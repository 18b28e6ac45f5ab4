package org.zhengshu.portal.rest;

import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.rest.UseCase;

/**
 * A method of a JAX-RS resource and the use case behind it (接口方法): the boundary's method of the
 * same name, on the boundary that the resource has injected.
 */
record ResourceMethod(Method method, Operation operation) {
    /** From the id that the scanner gives, {@code package.Class_method}. */
    static ResourceMethod of(String scannedId) {
        int dot = scannedId.lastIndexOf('_');
        Class<?> resource = loaded(scannedId.substring(0, dot));
        Method method = named(resource, scannedId.substring(dot + 1));
        List<Class<?>> boundaries =
                Arrays.stream(resource.getDeclaredFields())
                        .filter(f -> f.isAnnotationPresent(Inject.class))
                        .<Class<?>>map(Field::getType)
                        .filter(t -> t.isAnnotationPresent(Boundary.class))
                        .toList();
        if (boundaries.size() != 1) {
            throw new IllegalStateException(resource + " must have exactly one boundary injected");
        }
        UseCase other = method.getAnnotation(UseCase.class);
        Method useCase = named(boundaries.get(0), other == null ? method.getName() : other.value());
        Operation operation = useCase.getAnnotation(Operation.class);
        if (operation == null
                || other == null
                        && !Arrays.equals(
                                method.getParameterTypes(), useCase.getParameterTypes())) {
            throw new IllegalStateException(method + " must call the operation of its own name");
        }
        return new ResourceMethod(method, operation);
    }

    /** What the request's body is read into; empty without a body. */
    Optional<Parameter> body() {
        return Arrays.stream(method.getParameters())
                .filter(p -> p.getAnnotations().length == 0)
                .findFirst();
    }

    /**
     * The id in the document, {@code catalogue.enter} as {@code catalogueEnter}; with the method's
     * name where several are of one use case.
     */
    String id() {
        StringBuilder id = new StringBuilder();
        for (String word : operation.value().split("[.-]")) {
            id.append(id.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
            id.append(word, 1, word.length());
        }
        if (method.isAnnotationPresent(UseCase.class)) {
            id.append('_').append(method.getName());
        }
        return id.toString();
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, ResourceMethod.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method named(Class<?> type, String name) {
        List<Method> found =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals(name) && !m.isSynthetic())
                        .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(type + " must have exactly one method " + name);
        }
        return found.get(0);
    }
}
