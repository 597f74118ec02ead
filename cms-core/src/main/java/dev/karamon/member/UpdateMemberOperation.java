package dev.karamon.member;

import com.google.auto.service.AutoService;
import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import dev.karamon.json.Patterns;
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

/** {@code Member::update}: a member changes its own data. */
@AutoService(Operation.class)
public final class UpdateMemberOperation
    extends MemberOperation<
        UpdateMemberOperation.Settings, UpdateMemberOperation.Input, UpdateMemberOperation.Output> {

  /** What the admin fixes. */
  public record Settings(
      @Schema(
              description =
                  "Page that the mail confirming a new address links to, with token in"
                      + " its query; a new address takes effect at once when omitted.",
              maxLength = PageUrls.MAX_LENGTH)
          Optional<String> confirmUrl,
      @Schema(description = LinkMail.SUBJECT_HINT, minLength = 1, maxLength = LinkMail.MAX_SUBJECT)
          Optional<String> mailSubject,
      @Schema(description = LinkMail.TEXT_HINT, maxLength = LinkMail.MAX_TEXT)
          Optional<String> mailText) {}

  /** What the member sends; what is absent stays. */
  public record Input(
      @Schema(description = "The member's name.", maxLength = 200) Optional<String> name,
      @Schema(
              description = "The new e-mail address; needs current_password.",
              maxLength = EmailAddress.MAX_LENGTH,
              pattern = Patterns.EMAIL,
              example = "member@shop.example")
          Optional<String> email,
      @Schema(
              description = "The current password; needed to change the address.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          Optional<String> currentPassword) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Input[" + email + "]";
    }
  }

  /** Who was changed. */
  public record Output(
      @Schema(description = "What was done, in words.") List<String> messages,
      @Schema(description = "Id of the member.") long id) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes("update", "Changes the caller's own data.", CallerNeed.MEMBER)
        .perMinute(60);
  }

  @Override
  public Future<Void> check(Settings settings, Registrations registrations, Problems problems) {
    ConfirmationMail.check(
        settings.confirmUrl(), settings.mailSubject(), settings.mailText(), problems);
    return Future.succeededFuture();
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Registrations registrations) {
    var id = call.member().member();
    var settings = call.settings();
    var input = call.input();
    return registrations
        .change(
            id,
            new Registrations.Change(
                input.name(),
                input.email(),
                input.currentPassword().map(SecretText::new),
                call.address()),
            ConfirmationMail.of(settings.confirmUrl(), settings.mailSubject(), settings.mailText()))
        .map(waits ->
            new Output(
                waits
                    ? List.of(
                        "Saved.",
                        "The new address takes effect once the link sent to it is followed.")
                    : List.of("Saved."),
                id.value()));
  }
}
