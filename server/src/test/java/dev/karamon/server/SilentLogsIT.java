package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whatever happens, and however much is logged: no secret is. */
@KaramonTest
@Timeout(180)
class SilentLogsIT {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private final Site site;
  private final Lines lines = new Lines();
  private final List<String> secrets = new ArrayList<>();
  private Level before = Level.INFO;

  SilentLogsIT(Site site) {
    this.site = site;
  }

  /** Keeps every line with all that belongs to it. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      var thrown = event.getThrowableProxy();
      all.add(
          event.getFormattedMessage()
              + event.getMDCPropertyMap()
              + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }
  }

  @BeforeEach
  void listen_to_everything() {
    before = ROOT.getLevel();
    lines.setContext(ROOT.getLoggerContext());
    lines.start();
    ROOT.addAppender(lines);
    ROOT.setLevel(Level.TRACE);
  }

  @AfterEach
  void listen_no_more() {
    ROOT.setLevel(before);
    ROOT.detachAppender(lines);
  }

  @Test
  void nothing_secret_is_in_any_line() {
    admins();
    members();
    stripe();
    ROOT.setLevel(before);
    assertThat(lines.all).as("lines at level trace").hasSizeGreaterThan(50);
    var log = String.join("\n", lines.all);
    for (var secret : secrets) {
      assertThat(log.contains(secret)).as("a line with " + secret).isFalse();
    }
  }

  private void admins() {
    var admin = TestAdmin.make(site, "owner");
    secrets.add(TestAdmin.PASSWORD);
    var signedIn = admin.signsIn();
    secrets.add(signedIn.client().cookie().split("=", 2)[1]);
    secrets.add("a wrong password of an admin");
    admin.triesToSignIn("a wrong password of an admin").expect(401);
    var token = signedIn.post("/tokens", Map.of("name", "t", "role", "viewer")).expect(201);
    secrets.add(token.at("/token").textValue());
    signedIn
        .through(site.anybody().with("Authorization", "Bearer " + token.at("/token").textValue()))
        .get("/groups")
        .expect(200);
    var begun =
        signedIn.post("/account/second-factor", Map.of("password", TestAdmin.PASSWORD)).expect(201);
    var app = TestAuthenticator.of(begun);
    secrets.add(app.secret());
    var code = app.codeBefore();
    secrets.add(
        signedIn
            .post("/account/second-factor/confirmation", Map.of("code", code))
            .expect(200)
            .at("/recovery_codes/0")
            .textValue());
  }

  private void members() {
    var member = site.member();
    var loggedIn = member.logsIn(site.shop().api());
    loggedIn.subscribes();
    secrets.add(member.credentials().get("password"));
    secrets.add(loggedIn.accessToken());
    secrets.add(loggedIn.refreshToken());
    site.anybody()
        .post(
            loggedIn.api().path("token"),
            Map.of("refresh_token", "krt_a_refresh_token_that_is_wrong"))
        .expect(401);
    secrets.add("krt_a_refresh_token_that_is_wrong");
  }

  private void stripe() {
    secrets.add("sk_test_karamonsandbox");
    secrets.add("sk_test_one_that_stripe_does_not_know");
    site.admin()
        .put(
            "/integrations/stripe/test",
            Map.of(
                "secret_key", "sk_test_one_that_stripe_does_not_know",
                "webhook_secret", "whsec_typed_in_by_the_admin"));
    secrets.add("whsec_typed_in_by_the_admin");
    site.anybody()
        .with("Stripe-Signature", "t=1,v1=00ff")
        .post("/webhooks/stripe", Map.of("id", "evt_forged"))
        .expect(400);
  }
}
