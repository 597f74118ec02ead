package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.member.EmailAddress;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Creates the first admin, who creates all others. */
public final class FirstAdmin {
  private static final Duration SETUP_LIFETIME = Duration.ofHours(24);

  private final AdminStore store = new AdminStore();
  private final Database database;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  public FirstAdmin(Database database, Passwords passwords, Audit audit, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** True when it is there, or any other admin. */
  public Future<Boolean> exists() {
    return database.with(store::anyAdmin);
  }

  /** Creates the first admin of an empty database; false when there already is one. */
  public Future<Boolean> create(String email, String name, SecretText password) {
    var address = EmailAddress.read("email", email);
    return passwords
        .hash(password)
        .compose(hash ->
            database.transaction(
                tx -> insertFirst(tx, Actor.system("set-up"), address, name, hash)));
  }

  /** A token whose holder can create the first admin, once; earlier ones become invalid. */
  public Future<SecretText> setupLink() {
    var token = OpaqueTokens.issue("setup_");
    return database
        .transaction(tx ->
            store.replaceSetupLink(
                tx, OpaqueTokens.hash(token.reveal()), clock.instant().plus(SETUP_LIFETIME)))
        .map(token);
  }

  /** Does the same for the holder of a set-up link, which is then used up. */
  Future<Void> setUp(Actor actor, String token, String email, String name, SecretText password) {
    var address = EmailAddress.read("email", email);
    var link = OpaqueTokens.hash(token);
    return database
        .with(client -> store.isSetupLink(client, link, clock.instant()))
        .compose(FirstAdmin::orRefuse)
        .compose(open -> passwords.hash(password))
        .compose(hash ->
            database.transaction(tx ->
                store
                    .useSetupLink(tx, link, clock.instant())
                    .compose(FirstAdmin::orRefuse)
                    .compose(used -> insertFirst(tx, actor, address, name, hash))
                    .compose(FirstAdmin::orRefuse)));
  }

  private static Future<Void> orRefuse(boolean good) {
    return Require.that(
        good,
        () ->
            new KaramonException(
                CommonError.FORBIDDEN,
                "This set-up link is wrong, expired or already used. Restart the server"
                    + " to get a new one."));
  }

  private Future<Boolean> insertFirst(
      SqlConnection tx, Actor actor, EmailAddress email, String name, String hash) {
    return store
        .insertFirst(tx, email.value(), name, hash, clock.instant())
        .compose(id ->
            id.isEmpty()
                ? Future.succeededFuture(false)
                : audit
                    .record(
                        tx,
                        actor,
                        CoreAction.ADMIN_CREATED,
                        Admin.subject(id.get()),
                        null,
                        Map.of("email", email.value(), "role", Role.OWNER))
                    .map(true));
  }
}
