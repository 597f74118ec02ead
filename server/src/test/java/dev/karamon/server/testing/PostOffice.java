package dev.karamon.server.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.karamon.mail.SmtpConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mail server that takes mail and keeps it. */
public final class PostOffice implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");
  private static final int TIMEOUT_MILLIS = 10_000;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public PostOffice() {
    server.start();
  }

  /** How it is reached. */
  public SmtpConfig config() {
    return new SmtpConfig(
        "127.0.0.1",
        server.getSmtp().getPort(),
        SmtpConfig.Encryption.OFFERED,
        Optional.empty(),
        "Shop <no-reply@shop.example>");
  }

  /** All mails, once there are so many. */
  public List<MimeMessage> mails(int count) {
    if (!server.waitForIncomingEmail(TIMEOUT_MILLIS, count)) {
      throw new AssertionError("Only " + server.getReceivedMessages().length + " mails came");
    }
    return Arrays.asList(server.getReceivedMessages());
  }

  /** How many mails there are. */
  public int count() {
    return server.getReceivedMessages().length;
  }

  /** The token in the last of so many mails. */
  public String token(int count) {
    var found = TOKEN.matcher(text(mails(count).getLast()));
    if (!found.find()) {
      throw new AssertionError("There is no token in the mail");
    }
    return found.group(1);
  }

  /** What a mail says. */
  public static String text(MimeMessage mail) {
    return GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "=");
  }

  /** A header of a mail. */
  public static List<String> header(MimeMessage mail, String name) {
    try {
      return Optional.ofNullable(mail.getHeader(name)).map(Arrays::asList).orElse(List.of());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
