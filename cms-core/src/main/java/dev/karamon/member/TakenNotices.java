package dev.karamon.member;

import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.mail.Mail;
import dev.karamon.mail.MailGateway;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner of an address that somebody wanted to register with it, so that whoever wanted to
 * need not be told that it is taken.
 */
public final class TakenNotices {
  private static final Logger LOG = LoggerFactory.getLogger(TakenNotices.class);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final String SUBJECT = "You have an account already";
  private static final String TEXT =
      """
      Hello,

      somebody gave this address to register or to move an account to it. There is an account with it
      already: log in, or ask for a new password if you have forgotten yours.

      If it was not you, do nothing: your account stays as it is.
      """;

  private final MemberStore store = new MemberStore();
  private final Database database;
  private final Optional<MailGateway> mails;
  private final Clock clock;

  public TakenNotices(Database database, Optional<MailGateway> mails, Clock clock) {
    this.database = database;
    this.mails = mails;
    this.clock = clock;
  }

  /** Mails it in the background, at most once an hour; nobody is told where nobody has it. */
  Future<Void> tell(EmailAddress address) {
    var now = clock.instant();
    return database
        .with(client -> store.noteTold(client, address, now, now.minus(PAUSE)))
        .onSuccess(owner -> owner.ifPresent(id -> mail(id, address)))
        .mapEmpty();
  }

  private void mail(MemberId owner, EmailAddress address) {
    mails.ifPresent(gateway ->
        gateway
            .send(new Mail(address.value(), SUBJECT, TEXT))
            .onFailure(failure -> LOG.warn("A mail to member {} was not sent", owner, failure)));
  }
}
