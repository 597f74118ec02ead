package dev.karamon.mail;

import dev.karamon.secret.SecretText;
import java.util.Optional;

/**
 * The mail server that takes what we send.
 *
 * @param from whom the mail is from, such as {@code Shop <no-reply@shop.example>}
 */
public record SmtpConfig(
    String host, int port, Encryption encryption, Optional<Account> account, String from) {
  /** How the line to the server is kept private. */
  public enum Encryption {
    /** From the first byte on. */
    TLS,
    /** From the greeting on; a server that cannot is not used. */
    STARTTLS,
    /** Where the server offers it. */
    OFFERED
  }

  /** Who we are there. */
  public record Account(String user, SecretText password) {}
}
