package org.zhengshu.tests.services;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/**
 * One operation of a boundary service in the running server.
 *
 * @param service the injectable reference, with all that stands before the service
 */
record GuardedOperation(Object service, Method method) {
    /** Every operation of every boundary service that the container knows. */
    static List<GuardedOperation> all(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass().isAnnotationPresent(Boundary.class))
                .filter(bean -> bean.getTypes().contains(bean.getBeanClass()))
                .flatMap(bean -> operations(beans, bean))
                .toList();
    }

    private static java.util.stream.Stream<GuardedOperation> operations(
            BeanManager beans, Bean<?> bean) {
        Object service =
                beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
        return Arrays.stream(bean.getBeanClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .map(method -> new GuardedOperation(service, method));
    }

    Operation operation() {
        return method.getAnnotation(Operation.class);
    }

    /** Roles that must be refused. */
    Set<Role> wrongRoles() {
        Set<Role> wrong = EnumSet.allOf(Role.class);
        if (operation().open() || operation().signedIn()) {
            wrong.clear();
        }
        if (!operation().open()) {
            wrong.add(Role.SANDBOX);
        }
        Arrays.asList(operation().by()).forEach(wrong::remove);
        return wrong;
    }

    /** Calls with nothing in hand; why that was refused, when it was. */
    Optional<ProblemType> refusal(Actor actor) {
        try {
            Call.internal(actor).run(() -> method.invoke(service, nothing()));
            return Optional.empty();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Problem problem) {
                return Optional.of(problem.type());
            }
            throw new AssertionError(this + " failed", e.getCause());
        } catch (Exception e) {
            throw new AssertionError(this + " cannot be called", e);
        }
    }

    private Object[] nothing() {
        return Arrays.stream(method.getParameterTypes()).map(GuardedOperation::nothing).toArray();
    }

    private static Object nothing(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    @Override
    public String toString() {
        return operation().value();
    }
}
