package dev.karamon.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends mail over SMTP, a few at a time, with a bounded queue. */
public final class SmtpGateway implements MailGateway {
  private static final int CONNECTIONS = 4;
  private static final int MAX_WAITING = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final MailClient client;
  private final String from;
  private final AtomicInteger waiting = new AtomicInteger();

  public SmtpGateway(Vertx vertx, SmtpConfig config) {
    this.client = MailClient.create(vertx, options(config));
    this.from = config.from();
  }

  @Override
  public Future<Void> send(Mail mail) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture("Too many mails are waiting");
    }
    var message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.text());
    return client
        .sendMail(message)
        .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .<Void>mapEmpty()
        .onComplete(done -> waiting.decrementAndGet());
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
