package org.zhengshu.kernel.control;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** Stands before every boundary method: default deny, then the input's own rules. */
@Boundary
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Guard {
    /** Between the Chinese and the English half of a message. */
    private static final String BOTH = " | ";

    @Inject private ServiceMode mode;
    private Validator validator;

    /** Input is plain records, of which everything may be looked at. */
    @Inject
    void validateBy(ValidatorFactory factory) {
        validator = factory.usingContext().traversableResolver(new Everything()).getValidator();
    }

    @AroundInvoke
    public Object check(InvocationContext context) throws Exception {
        Operation operation = context.getMethod().getAnnotation(Operation.class);
        if (operation == null) {
            throw ProblemType.FORBIDDEN.because(
                    "该操作未开放", context.getMethod().getName() + " is not an operation");
        }
        Call call = Call.current();
        boolean outermost = call.begin(operation);
        permit(operation, call.actor());
        if (outermost) {
            mode.admit(operation);
        }
        List<Violation> violations = new ArrayList<>();
        Parameter[] parameters = context.getMethod().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Object argument = context.getParameters()[i];
            if (argument == null && isRequired(parameters[i].getType())) {
                violations.add(
                        new Violation(
                                parameters[i].getName(),
                                "NotNull",
                                "",
                                new Text("必填", "is required")));
            } else if (argument instanceof Record) {
                violations.addAll(violations(argument));
            } else if (argument instanceof String text && !CleanText.isClean(text)) {
                violations.add(unclean(parameters[i].getName()));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemType.INVALID_INPUT
                    .because(
                            violations.size() + " 处内容不符合要求，见 violations",
                            violations.size() + " values are invalid, see violations")
                    .at(violations);
        }
        call.proceed();
        return context.proceed();
    }

    private static void permit(Operation operation, Actor actor) {
        if (operation.open()) {
            return;
        }
        if (actor.kind() == Actor.Kind.NOBODY) {
            throw ProblemType.NOT_AUTHENTICATED.because(
                    "请先登录（Authorization: Bearer）或使用已登记的客户端证书",
                    "Sign in (Authorization: Bearer) or use a registered client certificate");
        }
        if (actor.newcomer() && !operation.newcomers()) {
            throw ProblemType.ONE_TIME_PASSWORD.because(
                    "请先修改一次性口令：PUT /api/v1/accounts/me/password，再用新口令登录",
                    "Change the one-time password first: PUT /api/v1/accounts/me/password, then"
                            + " sign in with the new one");
        }
        if (actor.hasAny(Role.SANDBOX)) {
            requireSandbox(operation);
        } else if (!operation.signedIn() && !actor.hasAny(operation.by())) {
            throw ProblemType.FORBIDDEN.because(
                    "操作 " + operation.value() + " 需要角色 " + Arrays.toString(operation.by()),
                    operation.value() + " needs one of " + Arrays.toString(operation.by()));
        }
    }

    /** Not even what everybody may do who has signed in. */
    private static void requireSandbox(Operation operation) {
        Call.current().header("Zhengshu-Sandbox", "true");
        if (!Arrays.asList(operation.by()).contains(Role.SANDBOX)) {
            throw ProblemType.FORBIDDEN.because(
                    "沙箱系统只能访问沙箱资源，正式使用须经系统管理员批准",
                    "a system in the sandbox reaches the sandbox only; the system administrator"
                            + " approves it for more");
        }
    }

    /** An id and an input record are needed; a door that finds none in a message passes null. */
    private static boolean isRequired(Class<?> type) {
        return type == UUID.class || type.isRecord();
    }

    private static Violation unclean(String parameter) {
        return new Violation(
                parameter,
                "CleanText",
                "",
                new Text("含有不允许的控制字符或残缺字符", "holds a control or broken character"));
    }

    private List<Violation> violations(Object argument) {
        return validator.validate(argument).stream()
                .map(Guard::violation)
                .sorted(Comparator.comparing(Violation::place))
                .toList();
    }

    private static Violation violation(ConstraintViolation<Object> v) {
        String rule = v.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        String own = v.getMessageTemplate();
        Text message = own.contains(BOTH) ? inBoth(own) : said(rule, v);
        return new Violation(
                v.getPropertyPath().toString(), rule, shown(v.getInvalidValue()), message);
    }

    /** A rule that tells in its message what to do, in both languages. */
    private static Text inBoth(String message) {
        int middle = message.indexOf(BOTH);
        return new Text(message.substring(0, middle), message.substring(middle + BOTH.length()));
    }

    private static Text said(String rule, ConstraintViolation<Object> v) {
        var attributes = v.getConstraintDescriptor().getAttributes();
        return switch (rule) {
            case "NotNull", "NotBlank", "NotEmpty" -> new Text("必填", "is required");
            case "Size" ->
                    new Text(
                            "长度须在 " + attributes.get("min") + " 到 " + limit(attributes.get("max")),
                            "size must be "
                                    + attributes.get("min")
                                    + " to "
                                    + limit(attributes.get("max")));
            case "Min" ->
                    new Text(
                            "不得小于 " + attributes.get("value"),
                            "must be at least " + attributes.get("value"));
            case "Max" ->
                    new Text(
                            "不得大于 " + attributes.get("value"),
                            "must be at most " + attributes.get("value"));
            case "Pattern" ->
                    new Text(
                            "格式应为 " + attributes.get("regexp"),
                            "must match " + attributes.get("regexp"));
            default -> new Text(v.getMessage(), v.getMessage());
        };
    }

    private static String limit(Object max) {
        return Integer.valueOf(Integer.MAX_VALUE).equals(max) ? "∞" : String.valueOf(max);
    }

    private static String shown(Object value) {
        if (!(value instanceof CharSequence || value instanceof Number)) {
            return "";
        }
        String text = value.toString();
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    /** The server's own resolver asks JPA for each member whether it is loaded (全部可达). */
    private static final class Everything implements TraversableResolver {
        @Override
        public boolean isReachable(
                Object bean, Path.Node member, Class<?> root, Path path, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object bean, Path.Node member, Class<?> root, Path path, ElementType type) {
            return true;
        }
    }
}
