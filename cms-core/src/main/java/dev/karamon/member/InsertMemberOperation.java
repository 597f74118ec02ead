package dev.karamon.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.service.AutoService;
import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.json.Patterns;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.secret.Passwords;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code Member::insert}: a visitor registers. */
@AutoService(Operation.class)
public final class InsertMemberOperation
    extends MemberOperation<
        InsertMemberOperation.Settings, InsertMemberOperation.Input, InsertMemberOperation.Output> {

  /** What the admin fixes. */
  public record Settings(
      @Schema(
              title = "Group of new members",
              description = "Group that new members join; it must not be one that is sold.")
          Optional<GroupId> defaultGroupId,
      @Schema(
              title = "Can log in at once",
              description =
                  "Whether new members may log in at once; otherwise an admin lets them in.",
              defaultValue = "true")
          Optional<Boolean> loginOk,
      @Schema(
              description =
                  "Page that the confirmation mail links to, with token in its query;"
                      + " addresses are not confirmed when omitted.",
              maxLength = PageUrls.MAX_LENGTH)
          Optional<String> confirmUrl,
      @Schema(description = LinkMail.SUBJECT_HINT, minLength = 1, maxLength = LinkMail.MAX_SUBJECT)
          Optional<String> mailSubject,
      @Schema(description = LinkMail.TEXT_HINT, maxLength = LinkMail.MAX_TEXT)
          Optional<String> mailText) {
    Optional<LinkMail> confirmation() {
      return ConfirmationMail.of(confirmUrl, mailSubject, mailText);
    }
  }

  /** What the visitor sends. */
  public record Input(
      @Schema(
              description = "E-mail address, unique.",
              maxLength = EmailAddress.MAX_LENGTH,
              pattern = Patterns.EMAIL,
              example = "member@shop.example")
          String email,
      @Schema(description = "The member's name.", maxLength = 200) Optional<String> name,
      @Schema(
              description = "Password for logging in.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Input[" + email + "]";
    }
  }

  /** The new member. */
  public record Output(
      @Schema(description = "What was done, in words.") List<String> messages,
      @JsonInclude(JsonInclude.Include.NON_ABSENT)
          @Schema(
              description =
                  "Id of the new member; absent where the address has to be confirmed,"
                      + " as it would reveal whether the address is taken.")
          Optional<Long> id) {
    static Output registered(MemberId id) {
      return new Output(List.of("Registered."), Optional.of(id.value()));
    }

    static Output toBeConfirmed() {
      return new Output(
          List.of("Registered.", "Follow the link sent to this address, then log in."),
          Optional.empty());
    }
  }

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes("insert", "Registers a new member.", CallerNeed.NONE).perMinute(60);
  }

  @Override
  public Future<Void> check(Settings settings, Registrations registrations, Problems problems) {
    ConfirmationMail.check(
        settings.confirmUrl(), settings.mailSubject(), settings.mailText(), problems);
    return registrations
        .refusal(settings.defaultGroupId())
        .onSuccess(refusal -> refusal.ifPresent(why -> problems.invalid("default_group_id", why)))
        .mapEmpty();
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Registrations registrations) {
    var input = call.input();
    var draft =
        new MemberDraft(
            input.email(),
            input.name(),
            Optional.of(input.password()),
            Optional.empty(),
            Optional.empty());
    var settings = call.settings();
    var mayLogIn = settings.loginOk().orElse(true);
    var group = settings.defaultGroupId();
    return settings
        .confirmation()
        .map(mail ->
            registrations
                .register(draft, mayLogIn, group, mail)
                .map(done -> Output.toBeConfirmed()))
        .orElseGet(() -> registrations.register(draft, mayLogIn, group).map(Output::registered));
  }
}
