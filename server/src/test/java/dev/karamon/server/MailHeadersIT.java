package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.mail.Mail;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.mail.SmtpGateway;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.PostOffice;
import io.vertx.core.Vertx;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server and its readers see of names, subjects and addresses. */
@Timeout(30)
class MailHeadersIT {
  private static final String LONG = "会員登録の確認のためのご案内".repeat(9) + "🎫";

  private final Vertx vertx = Vertx.vertx();
  private final PostOffice post = new PostOffice();

  @AfterEach
  void close() {
    post.close();
    Patience.await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-reply@shop.example                      |
          Shop <no-reply@shop.example>               | Shop
          The Shop, Inc. <no-reply@shop.example>     | The Shop, Inc.
          "The Shop, Inc." <no-reply@shop.example>   | The Shop, Inc.
          Tom "T" \\ Co (UK) <no-reply@shop.example> | Tom "T" \\ Co (UK)
          Müller & Söhne, GmbH <no-reply@shop.example> | Müller & Söhne, GmbH
          会員サイト <no-reply@shop.example>           | 会員サイト
          =?UTF-8?Q?Shop?= <no-reply@shop.example>   | =?UTF-8?Q?Shop?=
          """)
  void a_sender_is_one_sender_whatever_its_name(String from, String name) throws Exception {
    var mail = sends(from, "Hello", "member@example.com");

    assertThat(mail.getFrom()).hasSize(1);
    var sender = (InternetAddress) mail.getFrom()[0];
    assertThat(sender.getAddress()).isEqualTo("no-reply@shop.example");
    assertThat(sender.getPersonal()).isEqualTo(name);
  }

  @Test
  void a_long_name_and_a_long_subject_arrive_whole() throws Exception {
    var mail = sends(LONG + " <no-reply@shop.example>", LONG, "member@example.com");

    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo(LONG);
    assertThat(mail.getSubject()).isEqualTo(LONG);
    assertThat(PostOffice.text(mail)).startsWith("one\r\ntwo");
  }

  @Test
  void a_subject_is_one_header() throws Exception {
    var mail = sends("Shop <no-reply@shop.example>", "a\r\nBcc: c@d.example", "member@example.com");

    assertThat(mail.getSubject()).isEqualTo("a Bcc: c@d.example");
    assertThat(PostOffice.header(mail, "Bcc")).isEmpty();
  }

  @Test
  void a_host_name_in_any_script_is_mailed_to() throws Exception {
    var mail = sends("Shop <no-reply@shop.example>", "Hello", "m@bücher.example");

    assertThat(PostOffice.header(mail, "To")).isEqualTo(List.of("m@xn--bcher-kva.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "somebody@else.example(me@x)",
        "somebody@else.example(me)",
        "me<somebody@else.example>",
        "me,somebody@else.example",
        "jürgen@x.example",
        "\"me\"@x.example",
        "me"
      })
  void an_address_that_would_mean_another_one_is_not_mailed_to(String address) {
    assertThatThrownBy(() -> sends("Shop <no-reply@shop.example>", "Hello", address))
        .hasMessageContaining("No mail can be sent to an address like this one");
    assertThat(post.count()).isZero();
  }

  private MimeMessage sends(String from, String subject, String to) {
    var known = post.config();
    var config =
        new SmtpConfig(known.host(), known.port(), known.encryption(), known.account(), from);
    Patience.await(new SmtpGateway(vertx, config).send(new Mail(to, subject, "one\r\ntwo")));
    return post.mails(1).getFirst();
  }
}
