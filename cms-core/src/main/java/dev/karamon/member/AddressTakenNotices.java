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
 * Tells the owner of an address that somebody tried to register with it, so that the answer to the
 * registration need not reveal that it is taken.
 */
public final class AddressTakenNotices {
  private static final Logger LOG = LoggerFactory.getLogger(AddressTakenNotices.class);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final String SUBJECT = "You already have an account";
  private static final String TEXT =
      """
      Hello,

      somebody tried to register with this address, or to change an account to it. An account with it
      already exists: log in, or ask for a new password if you have forgotten yours.

      If it was not you, you need not do anything: your account stays as it is.
      """;

  private final MemberStore store = new MemberStore();
  private final Database database;
  private final Optional<MailGateway> mails;
  private final Clock clock;

  public AddressTakenNotices(Database database, Optional<MailGateway> mails, Clock clock) {
    this.database = database;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * Sends the mail in the background, at most once an hour; does nothing when no member has the
   * address.
   */
  Future<Void> tell(EmailAddress address) {
    var now = clock.instant();
    return database
        .with(client -> store.noteTold(client, address, now, now.minus(PAUSE)))
        .onSuccess(owner -> owner.ifPresent(id -> mail(id, address)))
        .mapEmpty();
  }

  /** The same, for those who are not to wait for it. */
  void tellSoon(EmailAddress address) {
    tell(address).onFailure(failure -> LOG.warn("The owner of an address was not told", failure));
  }

  private void mail(MemberId owner, EmailAddress address) {
    mails.ifPresent(gateway ->
        gateway
            .send(new Mail(address.value(), SUBJECT, TEXT))
            .onFailure(failure -> LOG.warn("A mail to member {} was not sent", owner, failure)));
  }
}
