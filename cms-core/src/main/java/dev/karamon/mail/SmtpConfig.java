package dev.karamon.mail;

import dev.karamon.secret.SecretText;
import java.util.Optional;

/**
 * The mail server to send through.
 *
 * @param from the sender, such as {@code Shop <no-reply@shop.example>}
 */
public record SmtpConfig(
    String host, int port, Encryption encryption, Optional<Account> account, String from) {
  /** How the connection to the server is encrypted. */
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
