package dev.karamon.auth.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.auto.service.AutoService;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code Login::token}: a grant token, a refresh token or nothing becomes an access token. */
@AutoService(Operation.class)
public final class TokenOperation
    extends LoginOperation<TokenOperation.Settings, TokenOperation.Input, TokenOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** One of the two, or neither for an anonymous token. */
  @Schema(example = "{\"grant_token\": \"the grant_token of login_challenge\"}")
  public record Input(
      @Schema(description = "From login_challenge; works for one exchange.", maxLength = 200)
          Optional<String> grantToken,
      @Schema(description = "From an earlier exchange; works for one exchange.", maxLength = 200)
          Optional<String> refreshToken) {
    /** Without the tokens. */
    @Override
    public String toString() {
      return "Input[hidden]";
    }
  }

  /** A token and its end. */
  public record Token(
      String value,
      @JsonProperty("expiresAt") @Schema(description = "Unix seconds.") long expiresAt) {
    static Token of(AccessTokens.Issued issued) {
      return new Token(issued.value(), issued.expiresAt());
    }

    /** Without the token itself. */
    @Override
    public String toString() {
      return "Token[" + expiresAt + "]";
    }
  }

  /** The new tokens. */
  public record Output(
      @Schema(description = "Send it as X-RCMS-API-ACCESS-TOKEN or as Authorization: Bearer.")
          Token accessToken,
      @JsonInclude(JsonInclude.Include.NON_ABSENT)
          @Schema(
              description =
                  "Exchange it before the access token expires; absent with an anonymous token.")
          Optional<Token> refreshToken) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "token",
            "Exchanges a grant token or a refresh token for new tokens; without either,"
                + " issues an anonymous token.",
            CallerNeed.TOKENS)
        .perMinute(600);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    var grant = call.input().grantToken();
    var refresh = call.input().refreshToken();
    if (grant.isEmpty() && refresh.isEmpty()) {
      var anonymous = Token.of(logins.anonymousToken(call.api()));
      return Future.succeededFuture(new Output(anonymous, Optional.empty()));
    }
    if (grant.isPresent() && refresh.isPresent()) {
      throw KaramonException.of(
          CommonError.INVALID_REQUEST,
          List.of(
              FieldProblem.invalid("grant_token", "Send grant_token or refresh_token, not both.")));
    }
    var tokens =
        grant.isPresent()
            ? logins.exchangeGrantToken(call.api(), grant.get())
            : logins.exchangeRefreshToken(call.api(), refresh.orElseThrow());
    return tokens.map(
        issued -> new Output(Token.of(issued.access()), Optional.of(Token.of(issued.refresh()))));
  }
}
