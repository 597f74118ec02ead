package dev.karamon.mail;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.IDN;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Sends mail over SMTP, a few at a time, with a bounded queue. */
public final class SmtpGateway implements MailGateway {
  private static final int CONNECTIONS = 4;
  private static final int MAX_WAITING = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A mail server takes what stands in brackets for a comment, and two for a list. */
  private static final Pattern RECIPIENT =
      Pattern.compile("[\\x21-\\x7E&&[^()<>\\[\\],;:\"\\\\@]]+@[\\w.-]+");

  private final MailClient client;
  private final Mailbox from;
  private final AtomicInteger waiting = new AtomicInteger();

  public SmtpGateway(Vertx vertx, SmtpConfig config) {
    this.client = MailClient.create(vertx, options(config));
    this.from = Mailbox.read(config.from());
  }

  @Override
  public Future<Void> send(Mail mail) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture("Too many mails are waiting");
    }
    return Future.succeededFuture(mail)
        .map(this::message)
        .compose(client::sendMail)
        .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .<Void>mapEmpty()
        .onComplete(done -> waiting.decrementAndGet());
  }

  // The client's own headers have names without quotes, and divide characters that are long.
  private MailMessage message(Mail mail) {
    return new MailMessage()
        .setFrom(from.address())
        .setTo(recipient(mail.to()))
        .setHeaders(
            MultiMap.caseInsensitiveMultiMap()
                .set("From", from.header())
                .set("Subject", HeaderText.of(mail.subject())))
        .setText(mail.text().replace("\r\n", "\n"));
  }

  private static String recipient(String address) {
    var at = address.lastIndexOf('@') + 1;
    var ascii = address.substring(0, at) + IDN.toASCII(address.substring(at));
    if (!RECIPIENT.matcher(ascii).matches()) {
      throw new IllegalArgumentException("No mail can be sent to an address like this one");
    }
    return ascii;
  }

  private static MailConfig options(SmtpConfig config) {
    var options =
        new MailConfig()
            .setHostname(config.host())
            .setPort(config.port())
            .setSsl(config.encryption() == SmtpConfig.Encryption.TLS)
            .setStarttls(starttls(config.encryption()))
            .setLogin(LoginOption.NONE)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout((int) Duration.ofSeconds(10).toMillis())
            .setHostnameVerificationAlgorithm("HTTPS");
    config
        .account()
        .ifPresent(account ->
            options
                .setLogin(LoginOption.REQUIRED)
                .setUsername(account.user())
                .setPassword(account.password().reveal()));
    return options;
  }

  private static StartTLSOptions starttls(SmtpConfig.Encryption encryption) {
    return switch (encryption) {
      case TLS -> StartTLSOptions.DISABLED;
      case STARTTLS -> StartTLSOptions.REQUIRED;
      case OFFERED -> StartTLSOptions.OPTIONAL;
    };
  }
}
