package dev.karamon.auth;

import dev.karamon.audit.Audit;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Actor;
import dev.karamon.http.Role;
import dev.karamon.member.EmailAddress;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Admins: the first one, and signing in. */
public final class Admins {
  static final Duration SESSION_LIFETIME = Duration.ofHours(12);
  private static final Duration IDLE_LIMIT = Duration.ofHours(2);
  private static final Duration SETUP_LIFETIME = Duration.ofHours(24);

  private final AdminStore store = new AdminStore();
  private final Database database;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final Audit audit;
  private final Clock clock;

  public Admins(Database database, Passwords passwords, Audit audit, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.throttle = new SignInThrottle(database, clock);
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether there is any admin yet. */
  public Future<Boolean> exist() {
    return database.with(store::anyAdmin);
  }

  /** Makes the first admin of an empty database; false when there is one already. */
  public Future<Boolean> createFirst(String email, String name, SecretText password) {
    var address = EmailAddress.read("email", email).value();
    return passwords
        .hash(password)
        .compose(hash ->
            database.transaction(tx ->
                store
                    .insertFirst(tx, address, name, hash, clock.instant())
                    .compose(id ->
                        id.isEmpty()
                            ? Future.succeededFuture(false)
                            : audit
                                .record(
                                    tx,
                                    Actor.system("set-up"),
                                    "admin.created",
                                    "admin:" + id.get(),
                                    null,
                                    Map.of("email", address, "role", Role.OWNER))
                                .map(true))));
  }

  /** A token that lets whoever has it make the first admin, once; earlier ones are void. */
  public Future<SecretText> setupLink() {
    var token = OpaqueTokens.issue("setup_");
    return database
        .transaction(tx ->
            store.replaceSetupLink(
                tx, OpaqueTokens.hash(token.reveal()), clock.instant().plus(SETUP_LIFETIME)))
        .map(token);
  }

  Future<Void> setUp(String token, String email, String name, SecretText password) {
    // Before the link is used up.
    EmailAddress.read("email", email);
    return database
        .with(client -> store.useSetupLink(client, OpaqueTokens.hash(token), clock.instant()))
        .compose(used -> used ? createFirst(email, name, password) : Future.succeededFuture(false))
        .map(created -> {
          if (!created) {
            throw new KaramonException(
                CommonError.FORBIDDEN,
                "This set-up link is used, too old or wrong. Restart the server for a new one.");
          }
          return null;
        });
  }

  /** A session opened by signing in. */
  record SignedIn(Admin admin, SecretText session) {}

  /** Signs in; says the same of an unknown account as of a wrong password. */
  Future<SignedIn> signIn(String email, SecretText password, String address) {
    var attempt = new SignInThrottle.Attempt("admin", email.strip(), address);
    return throttle
        .admit(attempt)
        .compose(admitted -> database.with(client -> store.byEmail(client, email.strip())))
        .compose(found -> check(found, password))
        .compose(admin ->
            admin.isEmpty()
                ? throttle.failed(attempt).compose(noted -> refused())
                : throttle.succeeded(attempt).compose(noted -> openSession(admin.get(), address)));
  }

  Future<Optional<Actor>> bySession(String session) {
    var now = clock.instant();
    return database
        .with(client ->
            store.bySession(client, OpaqueTokens.hash(session), now, now.minus(IDLE_LIMIT)))
        .map(admin -> admin.map(Admin::actor));
  }

  Future<Optional<Actor>> byToken(String token) {
    return database.with(
        client -> store.byToken(client, OpaqueTokens.hash(token), clock.instant()));
  }

  Future<Void> signOut(String session) {
    return database.with(client -> store.deleteSession(client, OpaqueTokens.hash(session)));
  }

  private Future<Optional<Admin>> check(Optional<Admin> found, SecretText password) {
    if (found.isEmpty()) {
      return passwords.matchesNobody(password).map(Optional.empty());
    }
    return passwords
        .matches(password, found.get().passwordHash())
        .map(matches -> matches ? found : Optional.empty());
  }

  private Future<SignedIn> openSession(Admin admin, String address) {
    var session = OpaqueTokens.issue("kas_");
    var now = clock.instant();
    return database
        .transaction(tx ->
            store
                .insertSession(
                    tx,
                    OpaqueTokens.hash(session.reveal()),
                    admin.id(),
                    now,
                    now.plus(SESSION_LIFETIME),
                    address)
                .compose(done ->
                    audit.record(
                        tx,
                        admin.actor(),
                        "admin.signed_in",
                        "admin:" + admin.id(),
                        null,
                        Map.of("address", address))))
        .map(done -> new SignedIn(admin, session));
  }

  private static <T> Future<T> refused() {
    return Future.failedFuture(
        new KaramonException(
            CommonError.UNAUTHENTICATED, "The e-mail address or the password is wrong."));
  }
}
