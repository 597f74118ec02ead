package dev.karamon.mail;

/** A mail of plain text to one address. */
public record Mail(String to, String subject, String text) {
  /** Without the text, which may carry a token. */
  @Override
  public String toString() {
    return "Mail[" + to + "]";
  }
}
