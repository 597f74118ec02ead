package dev.karamon.endpoint;

import dev.karamon.actor.Actor;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.FutureTime;
import dev.karamon.error.KaramonException;
import dev.karamon.id.ApiId;
import dev.karamon.json.Patterns;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.OpaqueTokens;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The tokens of APIs with static token security; several may be valid, to rotate them. */
public final class StaticTokens {
  /** A token as an admin asks for it. */
  public record Draft(
      @Schema(
              description = "Who it is for.",
              minLength = 1,
              maxLength = 100,
              pattern = Patterns.NOT_BLANK)
          String name,
      @Schema(description = "When it stops working; never when omitted.")
          Optional<Instant> expiresAt) {}

  /** How a token is exchanged for a new one. */
  public record Rotation(
      @Schema(
              description = "How long the old token keeps working, in seconds; a day when omitted.",
              minimum = "0",
              maximum = "2592000")
          Optional<Integer> graceSeconds,
      @Schema(description = "When the new token stops working; never when omitted.")
          Optional<Instant> expiresAt) {}

  /** A token without its secret. */
  public record View(
      long id, String name, String hint, Instant createdAt, Optional<Instant> expiresAt) {}

  /** A new token; the secret is not shown again. */
  public record Created(
      long id,
      String name,
      String token,
      String hint,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    static Created of(View view, String token) {
      return new Created(
          view.id(), view.name(), token, view.hint(), view.createdAt(), view.expiresAt());
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Created[" + name + "]";
    }
  }

  private static final int DEFAULT_GRACE_SECONDS = 86_400;

  private final Database database;
  private final Apis apis;
  private final ApiStore store = new ApiStore();
  private final Audit audit;
  private final Clock clock;

  public StaticTokens(Database database, Apis apis, Audit audit, Clock clock) {
    this.database = database;
    this.apis = apis;
    this.audit = audit;
    this.clock = clock;
  }

  Future<Page<View>> list(ApiId api, PageRequest page) {
    return database
        .with(client -> apis.find(client, api).compose(found -> store.tokens(client, api, page)))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  Future<Created> create(Actor actor, ApiId api, Draft draft) {
    FutureTime.require("expires_at", draft.expiresAt(), clock.instant());
    var secret = OpaqueTokens.issue("kst_");
    var view = new View(0, draft.name(), secret.hint(), clock.instant(), draft.expiresAt());
    return database.transaction(tx ->
        apis.find(tx, api)
            .compose(StaticTokens::refuseOtherSecurity)
            .compose(found -> store.insertToken(tx, api, view, OpaqueTokens.hash(secret.reveal())))
            .compose(made ->
                audit
                    .record(tx, actor, CoreAction.API_TOKEN_CREATED, "api:" + api, null, draft)
                    .map(Created.of(made, secret.reveal()))));
  }

  /** Creates a token that replaces an old one, which keeps working for a while. */
  Future<Created> rotate(Actor actor, ApiId api, long id, Rotation rotation) {
    FutureTime.require("expires_at", rotation.expiresAt(), clock.instant());
    var secret = OpaqueTokens.issue("kst_");
    var now = clock.instant();
    var end = now.plusSeconds(rotation.graceSeconds().orElse(DEFAULT_GRACE_SECONDS));
    return database.transaction(tx ->
        store
            .tokenName(tx, api, id)
            .map(name -> name.orElseThrow(() -> KaramonException.notFound("Token " + id)))
            .compose(name -> {
              var view = new View(0, name, secret.hint(), now, rotation.expiresAt());
              return store
                  .endToken(tx, api, id, end)
                  .compose(
                      done -> store.insertToken(tx, api, view, OpaqueTokens.hash(secret.reveal())))
                  .compose(made ->
                      audit
                          .record(
                              tx, actor, CoreAction.API_TOKEN_ROTATED, "api:" + api, id, made.id())
                          .map(Created.of(made, secret.reveal())));
            }));
  }

  Future<Void> delete(Actor actor, ApiId api, long id) {
    return database.transaction(tx ->
        store
            .deleteToken(tx, api, id)
            .compose(done -> Require.that(done, () -> KaramonException.notFound("Token " + id)))
            .compose(done ->
                audit.record(tx, actor, CoreAction.API_TOKEN_DELETED, "api:" + api, id, null)));
  }

  Future<Boolean> admits(ApiId api, String token) {
    return database.with(
        client -> store.isToken(client, api, OpaqueTokens.hash(token), clock.instant()));
  }

  private static Future<Void> refuseOtherSecurity(Api api) {
    return Require.that(
        api.security() == ApiSecurity.STATIC_TOKEN,
        () ->
            new KaramonException(
                CommonError.REFUSED,
                "Only an API with the security static_token has static tokens; this one has "
                    + api.security().wire()
                    + "."));
  }
}
