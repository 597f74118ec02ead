package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.AuthError;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.json.Text;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Admins sign in, and end their sessions. */
public final class AdminSignIns {
  static final Duration SESSION_LIFETIME = Duration.ofHours(12);
  private static final Duration IDLE_LIMIT = Duration.ofHours(2);
  private static final String WRONG = "The e-mail address or the password is wrong.";

  /** A session as its admin sees it. */
  public record View(
      UUID id,
      long adminId,
      String email,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      String address,
      String userAgent,
      boolean current) {}

  /** What somebody signs in with, and from where. */
  record Attempt(
      String email,
      SecretText password,
      Optional<String> code,
      Actor actor,
      String address,
      String userAgent,
      Optional<String> formerSession) {
    /** Without what is secret. */
    @Override
    public String toString() {
      return "Attempt[" + email + "]";
    }
  }

  /** A session opened by signing in. */
  record SignedIn(Admin admin, SecretText session) {}

  private final AdminStore store = new AdminStore();
  private final AdminSessionStore sessions = new AdminSessionStore();
  private final Database database;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final SecondFactors factors;
  private final Audit audit;
  private final Clock clock;

  public AdminSignIns(
      Database database,
      Passwords passwords,
      SignInThrottle throttle,
      SecondFactors factors,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.throttle = throttle;
    this.factors = factors;
    this.audit = audit;
    this.clock = clock;
  }

  /** Signs in; the answer is the same for an unknown account and a wrong password. */
  Future<SignedIn> signIn(Attempt attempt) {
    return throttle
        .admit(new SignInThrottle.Attempt("admin", attempt.email(), attempt.address()))
        .compose(admitted ->
            database
                .with(client -> store.byEmail(client, attempt.email()))
                .compose(found -> check(found, attempt))
                .compose(admin -> secondFactor(admin, attempt))
                .compose(admin -> open(admin, attempt, admitted))
                .recover(failure -> throttle.failed(admitted, failure)));
  }

  Future<Optional<Actor>> bySession(String session) {
    var now = clock.instant();
    return database.with(
        client -> sessions.byToken(client, OpaqueTokens.hash(session), now, now.minus(IDLE_LIMIT)));
  }

  Future<Void> signOut(String session) {
    return database.with(client -> sessions.deleteByToken(client, OpaqueTokens.hash(session)));
  }

  /** The sessions of the caller or, for an owner who asks, of another admin. */
  Future<Page<View>> list(
      Actor actor, Optional<AdminId> of, PageRequest page, Optional<String> current) {
    if (of.isEmpty() && !actor.kind().equals("admin")) {
      return Future.succeededFuture(Page.of(page, List.of(), 0));
    }
    var admin = of.orElseGet(() -> PasswordProofs.own(actor));
    if (!actor.role().covers(Role.OWNER) && !actor.id().equals(admin.toString())) {
      throw new KaramonException(
          CommonError.FORBIDDEN, "Only owners see the sessions of other admins.");
    }
    var now = clock.instant();
    return database
        .list(
            client -> sessions.live(client, admin, page, hash(current), now, now.minus(IDLE_LIMIT)))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  /** Ends a session of the caller or, for an owner, of anybody. */
  Future<Void> end(Actor actor, UUID id) {
    var onlyOf =
        actor.role().covers(Role.OWNER)
            ? Optional.<AdminId>empty()
            : Optional.of(PasswordProofs.own(actor));
    return database.transaction(tx ->
        sessions
            .delete(tx, id, onlyOf)
            .map(admin -> admin.orElseThrow(() -> KaramonException.notFound("Session " + id)))
            .compose(admin ->
                audit.record(
                    tx,
                    actor,
                    CoreAction.ADMIN_SESSION_ENDED,
                    Admin.subject(admin),
                    Map.of("session", id),
                    null)));
  }

  /** Ends all sessions of the caller but the one that asks. */
  Future<Void> endOthers(Actor actor, Optional<String> current) {
    var admin = PasswordProofs.own(actor);
    return database.transaction(tx ->
        sessions
            .deleteOthers(tx, admin, hash(current))
            .compose(ended ->
                audit.record(
                    tx,
                    actor,
                    CoreAction.ADMIN_SIGNED_OUT_ELSEWHERE,
                    Admin.subject(admin),
                    Map.of("sessions", ended),
                    null)));
  }

  /** An unknown account takes the same time and fails in the same words. */
  private Future<Admin> check(Optional<Admin> found, Attempt attempt) {
    var matches =
        found
            .map(admin -> passwords.matches(attempt.password(), admin.passwordHash()))
            .orElseGet(() -> passwords.matchesNobody(attempt.password()));
    return matches.compose(right ->
        right
            ? Future.succeededFuture(found.orElseThrow())
            : failed(found, attempt, "password", WRONG));
  }

  private Future<Admin> secondFactor(Admin admin, Attempt attempt) {
    if (!admin.secondFactor()) {
      return Future.succeededFuture(admin);
    }
    if (attempt.code().isEmpty()) {
      return askForCode(admin, attempt);
    }
    return factors
        .take(admin.id(), attempt.code().get())
        .compose(taken ->
            taken
                ? Future.succeededFuture(admin)
                : failed(
                    Optional.of(admin),
                    attempt,
                    "second_factor",
                    "The code is wrong, too old or already used."));
  }

  /** Recorded: whoever gets this far knows the password. */
  private Future<Admin> askForCode(Admin admin, Attempt attempt) {
    return database
        .with(client ->
            audit.record(
                client,
                attempt.actor(),
                CoreAction.ADMIN_SECOND_FACTOR_ASKED,
                Admin.subject(admin.id()),
                null,
                Map.of("email", admin.email())))
        .compose(done ->
            Future.failedFuture(
                KaramonException.field(
                    AuthError.SECOND_FACTOR_REQUIRED,
                    "code",
                    "Enter the code of your authenticator app.")));
  }

  private Future<SignedIn> open(Admin admin, Attempt attempt, SignInThrottle.Admitted admitted) {
    var session = OpaqueTokens.issue("kas_");
    var now = clock.instant();
    var opened =
        new AdminSessionStore.Opened(
            Buffer.buffer(OpaqueTokens.hash(session.reveal())),
            admin.id(),
            now,
            now.plus(SESSION_LIFETIME),
            attempt.address(),
            Text.excerpt(attempt.userAgent()));
    return database
        .transaction(tx ->
            sessions
                .insert(tx, opened, admin.passwordHash())
                .compose(done ->
                    done
                        ? endFormer(tx, attempt)
                            .compose(ended -> signedIn(tx, admin, attempt))
                            .compose(ended -> throttle.succeeded(tx, admitted))
                            .map(true)
                        : Future.succeededFuture(false)))
        .compose(done ->
            done
                ? Future.succeededFuture(new SignedIn(admin, session))
                : failed(Optional.of(admin), attempt, "password", WRONG));
  }

  private Future<Void> signedIn(SqlConnection tx, Admin admin, Attempt attempt) {
    return audit.record(
        tx,
        attempt.actor().origin().map(admin.actor()::from).orElse(admin.actor()),
        CoreAction.ADMIN_SIGNED_IN,
        Admin.subject(admin.id()),
        null,
        Map.of("second_factor", admin.secondFactor()));
  }

  /** Ends the session the browser had before, the admin's own or a planted one. */
  private Future<Void> endFormer(SqlConnection tx, Attempt attempt) {
    return attempt
        .formerSession()
        .map(former -> sessions.deleteByToken(tx, OpaqueTokens.hash(former)))
        .orElseGet(Future::succeededFuture);
  }

  private <T> Future<T> failed(
      Optional<Admin> found, Attempt attempt, String wrong, String message) {
    // Some people type their password into the wrong field.
    var email = attempt.email().contains("@") ? Text.excerpt(attempt.email()) : "no address";
    return database
        .with(client ->
            audit.record(
                client,
                attempt.actor(),
                CoreAction.ADMIN_SIGN_IN_FAILED,
                found.map(admin -> Admin.subject(admin.id())).orElse("admin:unknown"),
                null,
                Map.of("email", email, "wrong", wrong)))
        .compose(done ->
            Future.failedFuture(new KaramonException(CommonError.UNAUTHENTICATED, message)));
  }

  private static byte[] hash(Optional<String> session) {
    return OpaqueTokens.hash(session.orElse(""));
  }
}
