package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The way back for an admin who has lost the password or the second factor, also for the only
 * owner: a link that is made on the machine of the server, never over the network.
 */
public final class AdminResets {
  /** How long a link can be used. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private final AdminResetStore store = new AdminResetStore();
  private final AdminStore admins = new AdminStore();
  private final AdminSessionStore sessions = new AdminSessionStore();
  private final SecondFactorStore factors = new SecondFactorStore();
  private final Database database;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final Audit audit;
  private final Clock clock;

  public AdminResets(
      Database database, Passwords passwords, SignInThrottle throttle, Audit audit, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.throttle = throttle;
    this.audit = audit;
    this.clock = clock;
  }

  /** A token whose holder can set the password of this admin, once; the former one is void. */
  public Future<SecretText> link(String email) {
    var token = OpaqueTokens.issue("reset_");
    var expires = clock.instant().plus(LIFETIME);
    return database.transaction(tx ->
        admins
            .byEmail(tx, email.strip())
            .map(found -> found.orElseThrow(() -> unknown(email)))
            .compose(admin ->
                store
                    .put(tx, admin.id(), OpaqueTokens.hash(token.reveal()), expires)
                    .compose(done ->
                        audit.record(
                            tx,
                            Actor.system("reset-admin"),
                            CoreAction.ADMIN_RESET_LINK_MADE,
                            Admin.subject(admin.id()),
                            null,
                            Map.of("email", admin.email(), "expires_at", expires))))
            .map(token));
  }

  /** Uses up a link: sets the password, removes the second factor, and ends all sessions. */
  Future<Void> reset(Actor caller, String token, SecretText password) {
    var hash = OpaqueTokens.hash(token);
    return database
        .with(client -> store.isGood(client, hash, clock.instant()))
        .compose(good -> Require.that(good, AdminResets::worthless))
        .compose(good -> passwords.hash(password))
        .compose(passwordHash ->
            database.transaction(tx ->
                store
                    .use(tx, hash, clock.instant())
                    .compose(id -> admins.byId(tx, id.orElseThrow(AdminResets::worthless)))
                    .map(admin -> admin.orElseThrow(AdminResets::worthless))
                    .compose(admin -> reset(tx, caller, admin, passwordHash))));
  }

  private Future<Void> reset(SqlConnection tx, Actor caller, Admin admin, String passwordHash) {
    var self = caller.origin().map(admin.actor()::from).orElse(admin.actor());
    return admins
        .update(tx, admin.withPassword(passwordHash))
        .compose(done -> Require.that(done, () -> KaramonException.stale("admin")))
        .compose(done -> factors.delete(tx, admin.id()))
        .compose(done -> endSessions(tx, admin.id()))
        .compose(done -> forgetFailures(tx, admin))
        .compose(done ->
            audit.record(
                tx,
                self,
                CoreAction.ADMIN_RESET,
                Admin.subject(admin.id()),
                Map.of("second_factor", admin.secondFactor()),
                Map.of("password", "changed", "second_factor", false)));
  }

  private Future<Void> endSessions(SqlConnection tx, AdminId id) {
    return sessions.deleteOthers(tx, id, OpaqueTokens.hash("")).mapEmpty();
  }

  /** Whoever has forgotten a password has tried many. */
  private Future<Void> forgetFailures(SqlConnection tx, Admin admin) {
    return throttle
        .forgive(tx, SignInThrottle.Attempt.ofAccount("admin", admin.email()))
        .compose(done ->
            throttle.forgive(
                tx, SignInThrottle.Attempt.ofAccount("admin-code", admin.id().toString())));
  }

  private static KaramonException unknown(String email) {
    return new KaramonException(
        CommonError.NOT_FOUND, "There is no admin with the e-mail address " + email);
  }

  private static KaramonException worthless() {
    return new KaramonException(
        CommonError.FORBIDDEN,
        "This link is wrong, expired or already used. Have another one made with \"karamon"
            + " reset-admin\".");
  }
}
