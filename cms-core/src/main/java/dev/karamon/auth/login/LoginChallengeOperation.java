package dev.karamon.auth.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.karamon.member.EmailAddress;
import dev.karamon.member.Member;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code Login::login_challenge}: e-mail address and password. */
@AutoService(Operation.class)
public final class LoginChallengeOperation
    extends LoginOperation<
        LoginChallengeOperation.Settings,
        LoginChallengeOperation.Input,
        LoginChallengeOperation.Output> {

  /** Nothing is fixed. */
  public record Settings() {}

  /** Who logs in. */
  public record Input(
      @Schema(
              description = "The member's e-mail address.",
              maxLength = EmailAddress.MAX_LENGTH,
              example = "member@shop.example")
          String email,
      @Schema(
              description = "The member's password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password,
      @Schema(
              description =
                  "With cookie security: whether the log-in outlives the browser session.",
              oneOf = {Boolean.class, Integer.class})
          Optional<JsonNode> loginSave) {
    boolean keep() {
      return loginSave.filter(value -> value.asInt() == 1 || value.asBoolean()).isPresent();
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Input[" + email + "]";
    }
  }

  /** When the grant token expires, in Unix seconds. */
  public record Validity(@JsonProperty("validUntil") long validUntil) {}

  /** A log-in. */
  public record Output(
      @Schema(description = "Exchange it once at the token endpoint.") String grantToken,
      @Schema(description = "0: logged in.") int status,
      @Schema(description = "Id of the member.") long memberId,
      @Schema(description = "When the grant token expires.") Validity info,
      @Schema(description = "What was done, in words.") List<String> messages) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Output[" + memberId + "]";
    }
  }

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "login_challenge",
            "Logs a member in by e-mail address and password.",
            CallerNeed.KNOWABLE)
        .perMinute(300);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    var input = call.input();
    return logins
        .challenge(input.email(), new SecretText(input.password()), call.address())
        .compose(member -> openSession(call, logins, member))
        .compose(member ->
            logins
                .grantToken(call.api(), member)
                .map(token ->
                    new Output(
                        token.value().reveal(),
                        0,
                        member.id().value(),
                        new Validity(token.validUntil().getEpochSecond()),
                        List.of("Logged in."))));
  }

  private static Future<Member> openSession(
      Call<Settings, Input> call, Logins logins, Member member) {
    if (call.api().security() != ApiSecurity.COOKIE) {
      return Future.succeededFuture(member);
    }
    var keep = call.input().keep();
    return logins
        .openCookieSession(call.api(), member, call.session(), keep)
        .onSuccess(call.cookies()::accept)
        .map(member);
  }
}
