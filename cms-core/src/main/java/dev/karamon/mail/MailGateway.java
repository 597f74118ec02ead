package dev.karamon.mail;

import io.vertx.core.Future;

/** Sends mail. */
public interface MailGateway {
  /** Succeeds when the mail server has taken it. */
  Future<Void> send(Mail mail);
}
