package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.control.PasswordHash;
import org.zhengshu.identity.entity.Account;
import org.zhengshu.identity.entity.Department;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Accounts of people (账号): signing in, passwords, roles given by another administrator. */
@Stateless
@Boundary
public class Accounts {
    private static final int MIN_PASSWORD = 12;

    @Inject private IdentityStore store;
    @Inject private Authentication authentication;
    @Inject private Clock clock;

    /**
     * Login and password of a person.
     *
     * @param endsWhenIdle true when the session shall also end after half an hour without a call
     */
    public record SignIn(
            @NotBlank @Size(max = 64) String login,
            @NotBlank @Size(max = 256) String password,
            Boolean endsWhenIdle) {}

    /**
     * A session: the token goes into {@code Authorization: Bearer}.
     *
     * @param token absent where a browser keeps it in a cookie
     */
    public record SessionView(String token, Instant expiresAt, AccountView account) {
        /** The same for a page, whose scripts are not to see the token. */
        public SessionView withoutToken() {
            return new SessionView(null, expiresAt, account);
        }
    }

    /**
     * An account without its secrets.
     *
     * @param oneTimePassword true until the password that the platform made is changed; before,
     *     nothing else is permitted
     */
    public record AccountView(
            UUID id,
            String login,
            String name,
            String department,
            String tenant,
            List<Role> roles,
            boolean locked,
            boolean enabled,
            boolean oneTimePassword) {}

    /** A new account; it has no roles until the security administrator gives some. */
    public record OpenAccount(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9._-]{2,63}") String login,
            @NotBlank @Size(max = 50) String name,
            @NotBlank @Size(min = 18, max = 18) String department,
            @NotBlank @Size(max = 256) String password) {}

    /** The roles that an account shall have, instead of those it has. */
    public record AssignRoles(@NotNull Set<Role> roles) {}

    /** The present password and the one to have instead. */
    public record ChangePassword(
            @NotBlank @Size(max = 256) String present, @NotBlank @Size(max = 256) String future) {}

    @Operation(value = "identity.sign-in", open = true, act = true, whileStopped = true)
    public SessionView signIn(SignIn input) {
        Call.current().note("login", input.login());
        Account account =
                authentication
                        .verified(input.login(), input.password())
                        .orElseThrow(
                                () ->
                                        ProblemType.BAD_CREDENTIALS.because(
                                                "账号或口令不正确；连续 5 次错误将锁定 30 分钟",
                                                "wrong login or password; five in a row lock for 30 minutes"));
        Authentication.Token token =
                authentication.open(account, Boolean.TRUE.equals(input.endsWhenIdle()));
        return new SessionView(token.token(), token.expiresAt(), view(account));
    }

    @Operation(value = "identity.sign-out", signedIn = true, act = true, whileStopped = true)
    public AccountView signOut() {
        Account account = own();
        store.removeSessionsOf(account.id());
        return view(account);
    }

    @Operation(value = "identity.me", signedIn = true, whileStopped = true)
    public AccountView me() {
        return view(own());
    }

    @Operation(value = "identity.change-password", signedIn = true, act = true, newcomers = true)
    public AccountView changePassword(ChangePassword input) {
        Account account = own();
        if (authentication.verified(account.login(), input.present()).isEmpty()) {
            throw ProblemType.BAD_CREDENTIALS.because("当前口令不正确", "the present password is wrong");
        }
        if (input.present().equals(input.future())) {
            throw ProblemType.WEAK_PASSWORD.because("新口令不得与当前口令相同", "the new password must differ");
        }
        Call.current().note("oneTimePassword", Boolean.toString(account.oneTimePassword()));
        account.changePassword(hash(account.login(), input.future()), clock.instant());
        store.removeSessionsOf(account.id());
        return view(account);
    }

    @Operation(value = "identity.open-account", by = Role.SYSTEM_ADMIN, act = true)
    public AccountView open(OpenAccount input) {
        Department department =
                store.department(input.department())
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有部门 " + input.department(),
                                                "no department " + input.department()));
        if (store.account(input.login()).isPresent()) {
            throw ProblemType.CONFLICT.because(
                    "登录名 " + input.login() + " 已被使用", "login " + input.login() + " is taken");
        }
        Account account =
                new Account(
                        department,
                        input.login(),
                        input.name(),
                        hash(input.login(), input.password()),
                        clock.instant());
        store.add(account);
        Call.current().note("account", account.login());
        return view(account);
    }

    @Operation(value = "identity.assign-roles", by = Role.SECURITY_ADMIN, act = true)
    public AccountView assignRoles(UUID id, AssignRoles input) {
        Account account = require(id);
        if (account.login().equals(Call.current().actor().id())) {
            throw ProblemType.FORBIDDEN.because("不得为自己授权", "nobody gives roles to himself");
        }
        account.assign(input.roles());
        Call.current()
                .note("account", account.login())
                .note("roles", account.roles().stream().sorted().toList());
        return view(account);
    }

    @Operation(value = "identity.unlock", by = Role.SECURITY_ADMIN, act = true)
    public AccountView unlock(UUID id) {
        Account account = require(id);
        account.unlock();
        Call.current().note("account", account.login());
        return view(account);
    }

    @Operation(
            value = "identity.accounts",
            by = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
    public Page<AccountView> list(int page, int size) {
        return new Page<>(
                store.accounts(Page.offset(page, size), size).stream().map(this::view).toList(),
                store.countAccounts(),
                page,
                size);
    }

    private Account own() {
        Actor actor = Call.current().actor();
        if (actor.kind() != Actor.Kind.PERSON) {
            throw ProblemType.FORBIDDEN.because("仅限个人账号", "only for people's accounts");
        }
        return store.account(actor.id()).orElseThrow();
    }

    private Account require(UUID id) {
        return store.account(id)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("没有账号 " + id, "no account " + id));
    }

    private AccountView view(Account a) {
        return new AccountView(
                a.id(),
                a.login(),
                a.name(),
                a.department(),
                a.tenant(),
                a.roles().stream().sorted(Comparator.naturalOrder()).toList(),
                a.lockedAt(clock.instant()),
                a.enabled(),
                a.oneTimePassword());
    }

    private static String hash(String login, String password) {
        long classes =
                List.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]").stream()
                        .filter(c -> java.util.regex.Pattern.compile(c).matcher(password).find())
                        .count();
        if (password.length() < MIN_PASSWORD || classes < 3 || password.contains(login)) {
            throw ProblemType.WEAK_PASSWORD.because(
                    "口令至少 " + MIN_PASSWORD + " 位，含大写、小写、数字、符号中的三类，且不含登录名",
                    "at least "
                            + MIN_PASSWORD
                            + " characters with three of upper case, lower case, digits, symbols, without the login");
        }
        return PasswordHash.of(password);
    }
}
