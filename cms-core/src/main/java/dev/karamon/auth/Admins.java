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

/** The first admin, who lets in all others. */
public final class Admins {
  private static final Duration SETUP_LIFETIME = Duration.ofHours(24);

  private final AdminStore store = new AdminStore();
  private final Database database;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  public Admins(Database database, Passwords passwords, Audit audit, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether there is any admin yet. */
  public Future<Boolean> exist() {
    return database.with(store::anyAdmin);
  }

  /** Makes the first admin of an empty database; false when there is one already. */
  public Future<Boolean> createFirst(String email, String name, SecretText password) {
    return createFirst(Actor.system("set-up"), email, name, password);
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

  Future<Void> setUp(Actor actor, String token, String email, String name, SecretText password) {
    // Before the link is used up.
    EmailAddress.read("email", email);
    return database
        .with(client -> store.useSetupLink(client, OpaqueTokens.hash(token), clock.instant()))
        .compose(used ->
            used ? createFirst(actor, email, name, password) : Future.succeededFuture(false))
        .map(created -> {
          if (!created) {
            throw new KaramonException(
                CommonError.FORBIDDEN,
                "This set-up link is used, too old or wrong. Restart the server for a new one.");
          }
          return null;
        });
  }

  private Future<Boolean> createFirst(Actor actor, String email, String name, SecretText password) {
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
                                    actor,
                                    "admin.created",
                                    Admin.subject(id.get()),
                                    null,
                                    Map.of("email", address, "role", Role.OWNER))
                                .map(true))));
  }
}
