package dev.karamon.stripe.settings;

import dev.karamon.database.Rows;
import dev.karamon.secret.SecretBox;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stores the settings; secrets are sealed on their way in and opened on their way out. */
final class StripeSettingsStore {
  private final SecretBox box;

  StripeSettingsStore(SecretBox box) {
    this.box = box;
  }

  private static final String LOCK = "SELECT 1 FROM stripe_active_mode FOR UPDATE";

  /** Waits until no other change is under way, and lets no other begin. */
  Future<Void> lock(SqlClient client) {
    return client.query(LOCK).execute().mapEmpty();
  }

  private static final String NEXT_REVISION =
      "UPDATE stripe_active_mode SET revision = revision + 1";

  Future<Void> nextRevision(SqlClient client) {
    return client.query(NEXT_REVISION).execute().mapEmpty();
  }

  private static final String ACTIVE = "SELECT mode, revision FROM stripe_active_mode";

  /** Everything; the revision is read first, so that what it stands for is never newer. */
  Future<StripeSettingsSnapshot> load(SqlClient client) {
    return client
        .preparedQuery(ACTIVE)
        .execute()
        .map(rows -> rows.iterator().next())
        .compose(active -> modes(client).map(modes -> snapshot(active, modes)));
  }

  private static StripeSettingsSnapshot snapshot(
      Row active, Map<StripeMode, StripeSettings> modes) {
    return new StripeSettingsSnapshot(
        active.getLong("revision"), Wire.of(StripeMode.class, active.getString("mode")), modes);
  }

  private static final String SETTINGS =
      """
      SELECT mode, enabled, publishable_key, secret_key, secret_key_set_at, origin, account_id,
             check_state, check_message, checked_at, version
        FROM stripe_settings
      """;

  private Future<Map<StripeMode, StripeSettings>> modes(SqlClient client) {
    return secrets(client)
        .compose(secrets ->
            client
                .preparedQuery(SETTINGS)
                .execute()
                .map(rows ->
                    Rows.all(rows, row -> settings(row, secrets)).stream()
                        .collect(Collectors.toMap(StripeSettings::mode, Function.identity()))));
  }

  private static final String SECRETS =
      """
      SELECT id, mode, secret, endpoint_id, created_at, retires_at
        FROM stripe_webhook_secret
       ORDER BY id DESC
      """;

  private Future<Map<StripeMode, List<WebhookSecret>>> secrets(SqlClient client) {
    return client
        .preparedQuery(SECRETS)
        .execute()
        .map(rows ->
            Rows.all(rows, row -> row).stream()
                .collect(
                    Collectors.groupingBy(
                        row -> Wire.of(StripeMode.class, row.getString("mode")),
                        Collectors.mapping(this::webhookSecret, Collectors.toList()))));
  }

  private static final String UPDATE =
      """
      UPDATE stripe_settings
         SET enabled = $2, publishable_key = $3, secret_key = $4, secret_key_set_at = $5,
             origin = $6, account_id = $7, check_state = $8, check_message = $9, checked_at = $10,
             version = $11
       WHERE mode = $1
      """;

  /** Writes all but the webhook secrets. */
  Future<Void> update(SqlClient client, StripeSettings settings) {
    var mode = settings.mode();
    var key = settings.secretKey();
    var check = settings.lastCheck();
    return client
        .preparedQuery(UPDATE)
        .execute(
            Tuple.tuple()
                .addString(mode.wire())
                .addBoolean(settings.enabled())
                .addString(settings.publishableKey().orElse(null))
                .addBuffer(key.map(k -> seal(k.text(), keyRow(mode))).orElse(null))
                .addOffsetDateTime(Rows.param(key.map(StripeSettings.SecretKey::since)))
                .addString(
                    key.map(StripeSettings.SecretKey::origin)
                        .orElse(StripeSettings.Origin.ADMIN)
                        .wire())
                .addString(settings.accountId().orElse(null))
                .addString(check.map(c -> c.state().wire()).orElse(null))
                .addString(check.map(StripeSettings.LastCheck::message).orElse(null))
                .addOffsetDateTime(Rows.param(check.map(StripeSettings.LastCheck::at)))
                .addInteger(settings.version()))
        .mapEmpty();
  }

  private static final String SELECT_MODE = "UPDATE stripe_active_mode SET mode = $1";

  /** Makes it the mode that is sold in. */
  Future<Void> select(SqlClient client, StripeMode mode) {
    return client.preparedQuery(SELECT_MODE).execute(Tuple.of(mode.wire())).mapEmpty();
  }

  private static final String NEXT_SECRET_ID =
      "SELECT nextval(pg_get_serial_sequence('stripe_webhook_secret', 'id')) AS id";
  private static final String INSERT_SECRET =
      """
      INSERT INTO stripe_webhook_secret (id, mode, secret, endpoint_id, created_at)
      VALUES ($1, $2, $3, $4, $5)
      """;

  Future<Long> insertSecret(
      SqlClient client,
      StripeMode mode,
      SecretText secret,
      Optional<String> endpointId,
      Instant now) {
    return client
        .query(NEXT_SECRET_ID)
        .execute()
        .map(rows -> Rows.one(rows, row -> row.getLong("id")))
        .compose(id ->
            client
                .preparedQuery(INSERT_SECRET)
                .execute(
                    Tuple.of(
                        id,
                        mode.wire(),
                        seal(secret, secretRow(id)),
                        endpointId.orElse(null),
                        Rows.param(now)))
                .map(id));
  }

  private static final String KEEP_SECRET =
      "UPDATE stripe_webhook_secret SET retires_at = NULL WHERE id = $1";

  Future<Void> keepSecret(SqlClient client, long id) {
    return client.preparedQuery(KEEP_SECRET).execute(Tuple.of(id)).mapEmpty();
  }

  private static final String RETIRE_OTHERS =
      """
      UPDATE stripe_webhook_secret SET retires_at = $3
       WHERE mode = $1 AND id <> $2 AND (retires_at IS NULL OR retires_at > $3)
      """;

  /** Lets every other secret of the mode retire, at the latest at this moment. */
  Future<Void> retireOthers(SqlClient client, StripeMode mode, long id, Instant at) {
    return client
        .preparedQuery(RETIRE_OTHERS)
        .execute(Tuple.of(mode.wire(), id, Rows.param(at)))
        .mapEmpty();
  }

  private static final String REMOVE_RETIRED =
      "DELETE FROM stripe_webhook_secret WHERE retires_at <= $1";

  Future<Void> removeRetired(SqlClient client, Instant now) {
    return client.preparedQuery(REMOVE_RETIRED).execute(Tuple.of(Rows.param(now))).mapEmpty();
  }

  private static final String REMOVE_SECRET =
      "DELETE FROM stripe_webhook_secret WHERE id = $1 AND mode = $2";

  /** False when there is none. */
  Future<Boolean> removeSecret(SqlClient client, StripeMode mode, long id) {
    return client
        .preparedQuery(REMOVE_SECRET)
        .execute(Tuple.of(id, mode.wire()))
        .map(rows -> rows.rowCount() == 1);
  }

  private StripeSettings settings(Row row, Map<StripeMode, List<WebhookSecret>> secrets) {
    var mode = Wire.of(StripeMode.class, row.getString("mode"));
    return new StripeSettings(
        mode,
        row.getBoolean("enabled"),
        Optional.ofNullable(row.getString("publishable_key")),
        Optional.ofNullable(row.getBuffer("secret_key"))
            .map(sealed -> secretKey(row, mode, sealed)),
        Optional.ofNullable(row.getString("account_id")),
        Rows.instant(row, "checked_at").map(at -> lastCheck(row, at)),
        secrets.getOrDefault(mode, List.of()),
        row.getInteger("version"));
  }

  private StripeSettings.SecretKey secretKey(Row row, StripeMode mode, Buffer sealed) {
    return new StripeSettings.SecretKey(
        box.open(sealed.getBytes(), keyRow(mode)),
        Rows.time(row, "secret_key_set_at"),
        Wire.of(StripeSettings.Origin.class, row.getString("origin")));
  }

  private static StripeSettings.LastCheck lastCheck(Row row, Instant at) {
    return new StripeSettings.LastCheck(
        Wire.of(KeyCheck.State.class, row.getString("check_state")),
        row.getString("check_message"),
        at);
  }

  private WebhookSecret webhookSecret(Row row) {
    var id = row.getLong("id");
    return new WebhookSecret(
        id,
        box.open(row.getBuffer("secret").getBytes(), secretRow(id)),
        Optional.ofNullable(row.getString("endpoint_id")),
        Rows.time(row, "created_at"),
        Rows.instant(row, "retires_at"));
  }

  private Buffer seal(SecretText secret, String row) {
    return Buffer.buffer(box.seal(secret, row));
  }

  private static String keyRow(StripeMode mode) {
    return StripeSettings.SEALED_KEY.row(mode.wire());
  }

  private static String secretRow(long id) {
    return StripeSettings.SEALED_WEBHOOK_SECRET.row(Long.toString(id));
  }
}
