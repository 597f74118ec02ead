package dev.karamon.auth.login;

import com.google.auto.service.AutoService;
import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import dev.karamon.member.EmailAddress;
import dev.karamon.member.LinkMail;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * {@code Login::request_password_reset}: a member who has forgotten the password asks for a link.
 */
@AutoService(Operation.class)
public final class RequestPasswordResetOperation
    extends LoginOperation<
        RequestPasswordResetOperation.Settings,
        RequestPasswordResetOperation.Input,
        RequestPasswordResetOperation.Output> {

  private static final String SUBJECT = "Choose a new password";
  private static final String TEXT =
      """
      Hello,

      somebody asked for a new password for this address. Choose one within an hour:

      {link}

      If it was not you, do nothing: the password stays as it is.
      """;

  /** What the admin fixes. */
  public record Settings(
      @Schema(
              description = "Page that the mail links to, with token in its query.",
              maxLength = PageUrls.MAX_LENGTH)
          String resetUrl,
      @Schema(description = LinkMail.SUBJECT_HINT, minLength = 1, maxLength = LinkMail.MAX_SUBJECT)
          Optional<String> mailSubject,
      @Schema(description = LinkMail.TEXT_HINT, maxLength = LinkMail.MAX_TEXT)
          Optional<String> mailText) {}

  /** Whose password it is. */
  public record Input(
      @Schema(
              description = "The member's e-mail address.",
              minLength = 1,
              maxLength = EmailAddress.MAX_LENGTH,
              example = "member@shop.example")
          String email) {}

  /** That it is done. */
  public record Output(@Schema(description = "What was done, in words.") List<String> messages) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "request_password_reset",
            "Sends a member a link to reset the password.",
            CallerNeed.NONE)
        .perMinute(60);
  }

  @Override
  public Future<Void> check(Settings settings, Logins logins, Problems problems) {
    PageUrls.check(settings.resetUrl(), "reset_url", problems);
    LinkMail.check(settings.mailSubject(), settings.mailText(), problems);
    return Future.succeededFuture();
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Logins logins) {
    var settings = call.settings();
    var mail =
        new LinkMail(
            settings.resetUrl(),
            settings.mailSubject().orElse(SUBJECT),
            settings.mailText().orElse(TEXT));
    return logins
        .passwords()
        .ask(call.input().email(), mail)
        .map(done -> new Output(List.of("If a member has this address, a link is on its way.")));
  }
}
