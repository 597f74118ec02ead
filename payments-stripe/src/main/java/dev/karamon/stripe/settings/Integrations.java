package dev.karamon.stripe.settings;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import dev.karamon.module.Foundation;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeAction;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.stripe.gateway.StripeDashboard;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Connects this site to Stripe: keys, webhook, the mode that members pay in. */
public final class Integrations {
  /** Where Stripe sends events, on our public URL. */
  public static final String WEBHOOK_PATH = "/webhooks/stripe";

  /** How long earlier webhook secrets are accepted after a new one. */
  static final Duration ROTATION = Duration.ofHours(24);

  private final Database database;
  private final StripeSettingsStore store;
  private final CurrentSettings current;
  private final SettingsChanges changes;
  private final WebhookTarget target;
  private final WebhookRegistrations webhooks;
  private final SecretKeys keys;
  private final StripeDashboard dashboard;
  private final Clock clock;
  private BiFunction<SqlConnection, StripeMode, Future<Void>> alsoWhenSwitched =
      (tx, mode) -> Future.succeededFuture();

  /**
   * The feature, assembled.
   *
   * @param eventTypes the types of events that are handled here
   */
  public Integrations(
      Foundation foundation,
      StripeGateways gateways,
      StripeThreads threads,
      Set<String> eventTypes) {
    this.database = foundation.database();
    this.clock = foundation.clock();
    this.store = new StripeSettingsStore(foundation.secrets());
    this.current = new CurrentSettings(foundation.vertx(), database, store);
    this.changes = new SettingsChanges(database, store, current, foundation.audit(), clock);
    this.keys = new SecretKeys(gateways, threads);
    this.dashboard = gateways.dashboard();
    this.target = WebhookTarget.of(foundation.http().url(WEBHOOK_PATH), eventTypes);
    this.webhooks =
        new WebhookRegistrations(
            database, store, changes, gateways, threads, foundation.audit(), clock, target);
  }

  /** Loads the settings and follows their changes. */
  public Future<Void> follow(Notifications notifications) {
    return current.follow(notifications);
  }

  /** The settings as this node knows them; a plain read. */
  public StripeSettingsSnapshot current() {
    return current.current();
  }

  /** The connection as admins see it. */
  public Future<IntegrationView> view() {
    return database.with(store::load).map(this::view);
  }

  /** Changes the connection of one mode; a new secret key is checked with Stripe first. */
  public Future<ModeView> save(Actor actor, StripeMode mode, ModeDraft draft) {
    var problems = new Problems();
    var given = GivenKeys.read(draft, mode, problems);
    var code = problems.found().isEmpty() ? CommonError.REFUSED : CommonError.INVALID_REQUEST;
    return database
        .with(store::load)
        .compose(before -> {
          problems.addAll(missingKey(draft, before.of(mode)));
          problems.refuseIfAny(code);
          return keys.checked(given.secretKey());
        })
        .compose(check -> {
          var change = new SettingsChange(draft, given, check, StripeSettings.Origin.ADMIN);
          return changes.apply(
              actor,
              StripeAction.STRIPE_SETTINGS_CHANGED,
              mode,
              (tx, before) -> write(tx, before, mode, change));
        })
        .map(after -> view(after, mode));
  }

  /** Has something else done in the transaction that changes the mode that members pay in. */
  public void whenSwitched(BiFunction<SqlConnection, StripeMode, Future<Void>> also) {
    alsoWhenSwitched = also;
  }

  /** Has something else begun whenever this node learns that another mode is the active one. */
  public void whenNoticed(Runnable also) {
    current.whenNoticed(also);
  }

  private Future<Void> select(SqlConnection tx, StripeMode before, StripeMode mode) {
    return store
        .select(tx, mode)
        .compose(
            done -> before == mode ? Future.succeededFuture() : alsoWhenSwitched.apply(tx, mode));
  }

  /** Chooses the mode that members pay in. */
  public Future<IntegrationView> activate(Actor actor, StripeMode mode) {
    return changes
        .apply(
            actor,
            StripeAction.STRIPE_MODE_SWITCHED,
            mode,
            (tx, before) ->
                Require.that(before.of(mode).enabled(), () -> notEnabled(mode))
                    .compose(enabled -> select(tx, before.selected(), mode)))
        .map(this::view);
  }

  /** Asks Stripe whether the key works, and reports what is missing. */
  public Future<ConnectionCheck> test(Actor actor, StripeMode mode) {
    return database
        .with(store::load)
        .compose(all -> {
          var settings = all.of(mode);
          return settings.secretKey().isEmpty()
              ? Future.succeededFuture(ConnectionCheck.withoutKey(settings, clock.instant()))
              : test(actor, settings, settings.secretKey().get().text());
        });
  }

  /** Stores that Stripe has refused the key in use, unless that is known. */
  Future<Void> keyRefused(StripeMode mode, KaramonException refusal) {
    var check = KeyCheck.refused(refusal);
    return isKnown(current.current().of(mode), check)
        ? Future.succeededFuture()
        : changes
            .apply(
                Actor.system("stripe"),
                StripeAction.STRIPE_KEY_REFUSED,
                mode,
                (tx, before) ->
                    isKnown(before.of(mode), check)
                        ? Future.succeededFuture()
                        : store.update(tx, before.of(mode).checked(check, clock.instant())))
            .mapEmpty();
  }

  private static boolean isKnown(StripeSettings settings, KeyCheck check) {
    return settings.lastCheck().filter(last -> last.state() == check.state()).isPresent();
  }

  /** Has Stripe send events here; one URL is registered once. */
  public Future<WebhookRegistration> registerWebhook(Actor actor, StripeMode mode) {
    return webhooks.register(actor, mode, ROTATION);
  }

  /** Accepts a webhook secret no longer. */
  public Future<Void> removeWebhookSecret(Actor actor, StripeMode mode, long id) {
    return changes
        .apply(
            actor,
            StripeAction.STRIPE_WEBHOOK_SECRET_REMOVED,
            mode,
            (tx, before) ->
                store
                    .removeSecret(tx, mode, id)
                    .compose(removed ->
                        Require.that(
                            removed, () -> KaramonException.notFound("Webhook secret " + id))))
        .mapEmpty();
  }

  /**
   * Connects test mode to the bundled sandbox and registers the webhook there, unless an admin has
   * entered keys of their own. True when it is connected.
   */
  public Future<Boolean> connectSandbox(String publishableKey, SecretText secretKey) {
    var actor = Actor.system("sandbox");
    return database
        .with(store::load)
        .compose(all -> {
          var key = all.of(StripeMode.TEST).secretKey();
          if (key.isPresent() && key.get().origin() == StripeSettings.Origin.ADMIN) {
            return Future.succeededFuture(false);
          }
          return connectSandbox(actor, publishableKey, secretKey)
              .compose(done -> webhooks.register(actor, StripeMode.TEST, Duration.ZERO))
              .map(true);
        });
  }

  private Future<StripeSettingsSnapshot> connectSandbox(
      Actor actor, String publishableKey, SecretText secretKey) {
    var given =
        new GivenKeys(Optional.of(publishableKey), Optional.of(secretKey), Optional.empty());
    return keys.checked(given.secretKey())
        .compose(check -> {
          var change =
              new SettingsChange(ModeDraft.enabling(), given, check, StripeSettings.Origin.SANDBOX);
          return changes.apply(
              actor,
              StripeAction.STRIPE_SANDBOX_CONNECTED,
              StripeMode.TEST,
              (tx, before) -> write(tx, before, StripeMode.TEST, change));
        });
  }

  private Future<Void> write(
      SqlConnection tx, StripeSettingsSnapshot all, StripeMode mode, SettingsChange change) {
    var now = clock.instant();
    var before = all.of(mode);
    var after = change.applyTo(before, now);
    return store
        .update(tx, after)
        .compose(done ->
            change
                .given()
                .webhookSecret()
                .map(secret ->
                    changes.addSecret(tx, before, secret, Optional.empty(), now.plus(ROTATION)))
                .orElseGet(Future::succeededFuture))
        .compose(done -> {
          var begins = after.enabled() && !before.enabled() && all.active().isEmpty();
          return begins ? select(tx, all.selected(), mode) : Future.succeededFuture();
        });
  }

  private Future<ConnectionCheck> test(Actor actor, StripeSettings settings, SecretText key) {
    return keys.explored(key)
        .compose(found ->
            changes
                .apply(
                    actor,
                    StripeAction.STRIPE_KEY_CHECKED,
                    settings.mode(),
                    (tx, before) -> noted(tx, before.of(settings.mode()), key, found.check()))
                .map(after ->
                    ConnectionCheck.of(
                        after.of(settings.mode()),
                        found.check(),
                        found.endpoints(),
                        target,
                        clock.instant())));
  }

  /** Stores Stripe's answer, unless it is about a key that has been replaced meanwhile. */
  private Future<Void> noted(
      SqlConnection tx, StripeSettings settings, SecretText key, KeyCheck check) {
    var present = settings.secretKey().filter(one -> one.text().equals(key)).isPresent();
    return present
        ? store.update(tx, settings.checked(check, clock.instant()))
        : Future.succeededFuture();
  }

  private static List<FieldProblem> missingKey(ModeDraft draft, StripeSettings settings) {
    var enables = draft.status().filter(IntegrationStatus.ENABLED::equals).isPresent();
    return enables && settings.secretKey().isEmpty() && draft.secretKey().isEmpty()
        ? List.of(
            new FieldProblem("secret_key", "required", "secret_key is needed to enable this mode."))
        : List.of();
  }

  private IntegrationView view(StripeSettingsSnapshot settings) {
    return IntegrationView.of(settings, target, dashboard, clock.instant());
  }

  private ModeView view(StripeSettingsSnapshot settings, StripeMode mode) {
    return ModeView.of(settings.of(mode), target, dashboard, clock.instant());
  }

  private static KaramonException notEnabled(StripeMode mode) {
    return KaramonException.field(
        CommonError.REFUSED, "active_mode", "Enable " + mode.wire() + " mode first.");
  }
}
