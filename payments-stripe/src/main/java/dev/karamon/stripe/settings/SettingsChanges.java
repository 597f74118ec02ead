package dev.karamon.stripe.settings;

import dev.karamon.actor.Actor;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.database.Database;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Changes the settings: one change at a time, audited, announced to all nodes. */
final class SettingsChanges {
  /** What a change does; gets the settings as they were when it got the lock. */
  @FunctionalInterface
  interface Work {
    Future<Void> run(SqlConnection transaction, StripeSettingsSnapshot before);
  }

  private final Database database;
  private final StripeSettingsStore store;
  private final CurrentSettings current;
  private final Audit audit;
  private final Clock clock;

  SettingsChanges(
      Database database,
      StripeSettingsStore store,
      CurrentSettings current,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /** Does all of the work or none of it; the settings after it. */
  Future<StripeSettingsSnapshot> apply(
      Actor actor, AuditAction action, StripeMode mode, Work work) {
    return database
        .transaction(tx ->
            store
                .lock(tx)
                .compose(locked -> store.load(tx))
                .compose(before ->
                    work.run(tx, before)
                        .compose(done -> store.removeRetired(tx, clock.instant()))
                        .compose(done -> store.nextRevision(tx))
                        .compose(done -> store.load(tx))
                        .compose(after -> recorded(tx, actor, action, mode, before, after))))
        .onSuccess(current::offer);
  }

  /** Accepts a new webhook secret; the earlier ones only until the given moment. */
  Future<Void> addSecret(
      SqlConnection tx,
      StripeSettings settings,
      SecretText secret,
      Optional<String> endpointId,
      Instant othersRetireAt) {
    var known =
        settings.webhookSecrets().stream().filter(one -> one.secret().equals(secret)).findFirst();
    var mode = settings.mode();
    return known
        .map(one -> store.keepSecret(tx, one.id()).map(one.id()))
        .orElseGet(() -> store.insertSecret(tx, mode, secret, endpointId, clock.instant()))
        .compose(id -> store.retireOthers(tx, mode, id, othersRetireAt));
  }

  private Future<StripeSettingsSnapshot> recorded(
      SqlConnection tx,
      Actor actor,
      AuditAction action,
      StripeMode mode,
      StripeSettingsSnapshot before,
      StripeSettingsSnapshot after) {
    var now = clock.instant();
    return audit
        .record(
            tx,
            actor,
            action,
            subject(mode),
            AuditView.of(before, mode, now),
            AuditView.of(after, mode, now))
        .compose(done -> current.announce(tx))
        .map(after);
  }

  /** What the audit log calls the connection of a mode. */
  static String subject(StripeMode mode) {
    return "stripe:" + mode.wire();
  }
}
