package dev.karamon.member;

import dev.karamon.json.Patterns;
import dev.karamon.secret.Passwords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** A member as an admin sends it. */
public record MemberDraft(
    @Schema(
            description = "Unique without regard to case.",
            maxLength = EmailAddress.MAX_LENGTH,
            pattern = Patterns.EMAIL)
        String email,
    @Schema(description = "The member's name.", maxLength = 200) Optional<String> name,
    @Schema(
            description =
                "When omitted, it stays as it is; a new member then cannot log in with a"
                    + " password.",
            minLength = Passwords.MIN_LENGTH,
            maxLength = Passwords.MAX_LENGTH,
            format = "password")
        Optional<String> password,
    @Schema(description = "Blocking a member ends their sessions at once.")
        Optional<MemberStatus> status,
    @Schema(description = "The version that was read; an older one is refused.")
        Optional<Integer> version) {
  /** Without the password. */
  @Override
  public String toString() {
    return "MemberDraft[" + email + "]";
  }
}
