package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.FutureTime;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Patterns;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.OpaqueTokens;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tokens for programs that use the admin API; shown once, stored as hashes. */
public final class AdminTokens {
  static final String PREFIX = "kat_";

  /** A token as an admin asks for it. */
  public record Draft(
      @Schema(
              description = "What it is for.",
              minLength = 1,
              maxLength = 100,
              pattern = Patterns.NOT_BLANK)
          String name,
      @Schema(description = "Its role; at most your own.") Role role,
      @Schema(description = "When it stops working; never when omitted.")
          Optional<Instant> expiresAt) {}

  /** A token without its secret. */
  public record View(
      long id,
      String name,
      Role role,
      String hint,
      String createdBy,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {}

  /** A new token; the secret is not shown again. */
  public record Created(
      long id,
      String name,
      Role role,
      String token,
      String hint,
      String createdBy,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {
    static Created of(View view, String token) {
      return new Created(
          view.id(),
          view.name(),
          view.role(),
          token,
          view.hint(),
          view.createdBy(),
          view.createdAt(),
          view.expiresAt(),
          view.lastUsedAt());
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Created[" + name + "]";
    }
  }

  private final AdminTokenStore store = new AdminTokenStore();
  private final Database database;
  private final Audit audit;
  private final Clock clock;

  public AdminTokens(Database database, Audit audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  Future<Page<View>> list(PageRequest page) {
    return database
        .list(client -> store.list(client, page))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  Future<Optional<Actor>> byToken(String token) {
    return database.with(
        client -> store.byToken(client, OpaqueTokens.hash(token), clock.instant()));
  }

  Future<Created> create(Actor actor, Draft draft) {
    PasswordProofs.refuseToken(actor, "create tokens");
    if (!actor.role().covers(draft.role())) {
      throw KaramonException.field(
          CommonError.FORBIDDEN, "role", "A token cannot do more than you can.");
    }
    var now = clock.instant();
    FutureTime.require("expires_at", draft.expiresAt(), now);
    var secret = OpaqueTokens.issue(PREFIX);
    var view =
        new View(
            0,
            draft.name(),
            draft.role(),
            secret.hint(),
            actor.label(),
            now,
            draft.expiresAt(),
            Optional.empty());
    return database
        .transaction(tx ->
            store
                .insert(tx, view, OpaqueTokens.hash(secret.reveal()), PasswordProofs.own(actor))
                .compose(made ->
                    audit
                        .record(
                            tx, actor, CoreAction.TOKEN_CREATED, "token:" + made.id(), null, draft)
                        .map(Created.of(made, secret.reveal()))))
        .recover(PasswordProofs::orGone);
  }

  Future<Void> delete(Actor actor, long id) {
    return database.transaction(tx ->
        store
            .delete(tx, id)
            .compose(done -> Require.that(done, () -> KaramonException.notFound("Token " + id)))
            .compose(done ->
                audit.record(tx, actor, CoreAction.TOKEN_DELETED, "token:" + id, id, null)));
  }
}
