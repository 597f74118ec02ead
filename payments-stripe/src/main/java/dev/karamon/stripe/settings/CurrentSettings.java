package dev.karamon.stripe.settings;

import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the settings in memory; a reload that fails leaves the old ones and is tried again. */
public final class CurrentSettings {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentSettings.class);
  private static final String CHANNEL = "karamon_stripe_settings";
  private static final long RETRY_MILLIS = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final StripeSettingsStore store;
  private volatile StripeSettingsSnapshot current = nothing();
  private volatile Runnable alsoWhenNoticed = () -> {};

  CurrentSettings(Vertx vertx, Database database, StripeSettingsStore store) {
    this.vertx = vertx;
    this.database = database;
    this.store = store;
  }

  /** The settings as this node knows them; a plain read. */
  public StripeSettingsSnapshot current() {
    return current;
  }

  /** Loads the settings, then follows the changes that any node announces. */
  Future<Void> follow(Notifications notifications) {
    notifications.on(CHANNEL, payload -> reloadUntilDone());
    return reload();
  }

  Future<Void> reload() {
    return database.with(store::load).onSuccess(this::offer).mapEmpty();
  }

  /** Takes what is not older than what is known. */
  synchronized void offer(StripeSettingsSnapshot loaded) {
    if (loaded.revision() >= current.revision()) {
      var switched = !loaded.active().equals(current.active());
      current = loaded;
      if (switched) {
        alsoWhenNoticed.run();
      }
    }
  }

  /** Has something else begun when this node learns that another mode is the active one. */
  void whenNoticed(Runnable also) {
    alsoWhenNoticed = also;
  }

  /** Tells all nodes when the transaction commits. */
  Future<Void> announce(SqlClient transaction) {
    return Notifications.send(transaction, CHANNEL, "changed");
  }

  private void reloadUntilDone() {
    reload()
        .onFailure(failure -> {
          LOG.warn("Stripe settings were not reloaded; trying again", failure);
          vertx.setTimer(RETRY_MILLIS, timer -> reloadUntilDone());
        });
  }

  private static StripeSettingsSnapshot nothing() {
    var modes = new EnumMap<StripeMode, StripeSettings>(StripeMode.class);
    for (var mode : StripeMode.values()) {
      modes.put(
          mode,
          new StripeSettings(
              mode,
              false,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              0));
    }
    return new StripeSettingsSnapshot(0, StripeMode.TEST, modes);
  }
}
