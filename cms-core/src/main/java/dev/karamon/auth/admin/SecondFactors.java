package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.Database;
import dev.karamon.database.SealedColumn;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.secret.SecretBox;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.util.encoders.Base32;

/** One-time codes beside the password, for admins who want them. */
public final class SecondFactors {
  /** Where the secrets are stored. */
  public static final SealedColumn SEALED =
      new SealedColumn("admin_second_factor", "admin_id", "secret", "admin_second_factor:%s");

  private static final int SECRET_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What an authenticator app needs; not shown again. */
  public record Enrolment(String secret, String otpauthUri) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Enrolment[hidden]";
    }
  }

  /** Codes for the day the phone is lost; not shown again. */
  public record Codes(List<String> recoveryCodes) {
    static Codes of(List<SecretText> codes) {
      return new Codes(codes.stream().map(SecretText::reveal).toList());
    }

    /** Without the codes. */
    @Override
    public String toString() {
      return "Codes[hidden]";
    }
  }

  private final SecondFactorStore store = new SecondFactorStore();
  private final Database database;
  private final SecretBox box;
  private final SignInThrottle throttle;
  private final Audit audit;
  private final Clock clock;

  public SecondFactors(
      Database database, SecretBox box, SignInThrottle throttle, Audit audit, Clock clock) {
    this.database = database;
    this.box = box;
    this.throttle = throttle;
    this.audit = audit;
    this.clock = clock;
  }

  /** Starts the set-up: the secret does not count until a code made with it has arrived. */
  Future<Enrolment> begin(Admin admin) {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    var secret = new SecretText(Base32.toBase32String(bytes));
    return database
        .with(client ->
            store.put(client, admin.id(), box.seal(secret, row(admin.id())), clock.instant()))
        .recover(PasswordProofs::orGone)
        .map(put -> {
          if (!put) {
            throw new KaramonException(
                CommonError.REFUSED, "A second factor is already in use; remove it first.");
          }
          return new Enrolment(secret.reveal(), uri(admin.email(), secret));
        });
  }

  /** Confirms the factor; signing in then requires a code. */
  Future<Codes> confirm(Actor actor, AdminId admin, String code) {
    var codes = RecoveryCodes.fresh();
    return slowed(
            admin,
            tx ->
                store
                    .read(tx, admin)
                    .compose(sealed ->
                        Require.that(
                                sealed.filter(one -> !one.confirmed()).isPresent(),
                                () ->
                                    new KaramonException(
                                        CommonError.REFUSED,
                                        "There is no second factor to confirm."))
                            .compose(waiting -> takeStep(tx, admin, sealed, code)))
                    .compose(taken ->
                        taken
                            ? replaceCodes(
                                    tx, actor, admin, codes, CoreAction.ADMIN_SECOND_FACTOR_ADDED)
                                .map(true)
                            : Future.succeededFuture(false)))
        .compose(SecondFactors::orRefuse)
        .map(done -> Codes.of(codes));
  }

  /** True when it is the present code or a recovery code, which is used up by that. */
  Future<Boolean> take(AdminId admin, String code) {
    return slowed(
        admin,
        tx ->
            RecoveryCodes.looksLike(code)
                ? store.takeCode(tx, admin, RecoveryCodes.hash(code))
                : store.read(tx, admin).compose(sealed -> takeStep(tx, admin, sealed, code)));
  }

  /** Fails at the field {@code code} unless {@link #take} takes it. */
  Future<Void> prove(AdminId admin, String code) {
    return take(admin, code).compose(SecondFactors::orRefuse);
  }

  /** New recovery codes; the existing ones become invalid. */
  Future<Codes> renewCodes(Actor actor, AdminId admin) {
    var codes = RecoveryCodes.fresh();
    return database
        .transaction(
            tx -> replaceCodes(tx, actor, admin, codes, CoreAction.ADMIN_RECOVERY_CODES_RENEWED))
        .map(done -> Codes.of(codes));
  }

  /** Removes the factor; the password is then enough. */
  Future<Void> remove(Actor actor, AdminId admin) {
    return database.transaction(tx ->
        store
            .delete(tx, admin)
            .compose(deleted ->
                Require.that(
                    deleted,
                    () ->
                        new KaramonException(CommonError.NOT_FOUND, "There is no second factor.")))
            .compose(done ->
                audit.record(
                    tx,
                    actor,
                    CoreAction.ADMIN_SECOND_FACTOR_REMOVED,
                    Admin.subject(admin),
                    Map.of("second_factor", true),
                    null)));
  }

  Future<Integer> codesLeft(SqlClient client, AdminId admin) {
    return store.codesLeft(client, admin);
  }

  private Future<Boolean> takeStep(
      SqlConnection tx, AdminId admin, Optional<SecondFactorStore.Sealed> sealed, String code) {
    var now = clock.instant();
    var step =
        sealed
            .map(one -> Base32.decode(box.open(one.secret().getBytes(), row(admin)).reveal()))
            .map(secret -> Totp.step(secret, code.replace(" ", ""), now));
    return step.isEmpty() || step.get().isEmpty()
        ? Future.succeededFuture(false)
        : store.takeStep(tx, admin, step.get().getAsLong(), now);
  }

  /** Whoever knows the password could try all codes otherwise. */
  private Future<Boolean> slowed(
      AdminId admin, Function<SqlConnection, Future<Boolean>> transaction) {
    var attempt = SignInThrottle.Attempt.ofAccount("admin-code", admin.toString());
    return throttle
        .admit(attempt)
        .compose(admitted ->
            database
                .transaction(tx ->
                    transaction
                        .apply(tx)
                        .compose(right ->
                            right
                                ? throttle.succeeded(tx, admitted).map(true)
                                : Future.succeededFuture(false)))
                .recover(failure -> throttle.failed(admitted, failure))
                .compose(right ->
                    right ? Future.succeededFuture(true) : throttle.failed(admitted).map(false)));
  }

  private Future<Void> replaceCodes(
      SqlConnection tx, Actor actor, AdminId admin, List<SecretText> codes, AuditAction action) {
    var hashes = codes.stream().map(code -> RecoveryCodes.hash(code.reveal())).toList();
    return store
        .replaceCodes(tx, admin, hashes)
        .compose(done ->
            audit.record(
                tx,
                actor,
                action,
                Admin.subject(admin),
                null,
                Map.of("second_factor", true, "codes", codes.size())));
  }

  private static Future<Void> orRefuse(boolean taken) {
    return Require.that(
        taken,
        () ->
            KaramonException.field(
                CommonError.REFUSED, "code", "The code is wrong, too old or already used."));
  }

  private static String row(AdminId admin) {
    return SEALED.row(admin.toString());
  }

  private static String uri(String email, SecretText secret) {
    var account = URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/Karamon:%s?secret=%s&issuer=Karamon&algorithm=SHA1&digits=%d&period=%d"
        .formatted(account, secret.reveal(), Totp.DIGITS, Totp.STEP_SECONDS);
  }
}
