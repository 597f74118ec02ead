package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestAuthenticator;
import dev.karamon.server.testing.TestMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Either nothing was done, or it was done and the caller hears so. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES, durable = true)
@Timeout(120)
class CommittedIT {
  /** More than there are connections to the database. */
  private static final int BUSY = 3 * Node.POOL_SIZE;

  private static final String NEXT = "another long password";

  private Site site;

  @BeforeEach
  void a_site(Site given) {
    site = given;
  }

  /** Something that is done in one transaction. */
  @FunctionalInterface
  interface Deed {
    /** Prepares it. */
    Supplier<Answer> on(Site site);
  }

  static Stream<Arguments> deeds() {
    return Stream.of(withMembers(), withTheRest(), ofMembers()).flatMap(List::stream);
  }

  private static List<Arguments> withMembers() {
    return List.of(
        deed(
            "a member is made",
            site -> {
              var draft = Map.of("email", address(site), "name", "Mika");
              return () -> site.admin().post("/members", draft);
            }),
        deed(
            "a member is changed",
            site -> {
              var member = site.memberWithoutPassword();
              var draft = Map.of("email", address(site), "name", "Niko", "version", 1);
              return () -> site.admin().put("/members/" + member.id(), draft);
            }),
        deed(
            "a member gets into a group",
            site -> {
              var path = membership(site);
              return () -> site.admin().put(path, Map.of());
            }),
        deed(
            "a member is taken out of a group",
            site -> {
              var path = membership(site);
              site.admin().put(path, Map.of()).expect(200);
              return () -> site.admin().delete(path);
            }),
        deed(
            "a group is made",
            site -> {
              var draft = Map.of("name", site.unique("Silver"));
              return () -> site.admin().post("/groups", draft);
            }),
        deed(
            "a group is changed",
            site -> {
              var group = site.group("Silver");
              var draft = new HashMap<String, Object>(Map.of("name", site.unique("Gold")));
              draft.put("version", group.view().path("version").intValue());
              return () -> site.admin().put("/groups/" + group.id(), draft);
            }));
  }

  private static List<Arguments> withTheRest() {
    return List.of(
        deed(
            "an API is changed",
            site -> {
              var api = site.api("none");
              return () -> api.change(Map.of("description", "Changed"));
            }),
        deed(
            "an endpoint is made",
            site -> {
              var api = site.api("dynamic_token");
              return () -> api.asksFor("login", "Login::login_challenge", Map.of(), Map.of());
            }),
        deed(
            "an admin gets another name",
            site -> () -> site.admin().put("/account", Map.of("name", site.unique("Owner")))),
        deed(
            "an admin adds a second factor",
            site -> {
              var admin = TestAdmin.make(site, "viewer").signsIn();
              var password = Map.of("password", TestAdmin.PASSWORD);
              var begun = admin.post("/account/second-factor", password).expect(201);
              var code = Map.of("code", TestAuthenticator.of(begun).code());
              return () -> admin.post("/account/second-factor/confirmation", code);
            }),
        deed(
            "an event is replayed",
            site -> {
              var event = site.payer(site.sandbox().price()).becomes("active", Instant.now());
              site.webhooks().deliver(event).expect(200);
              var path = "/stripe/events/" + event.path("id").textValue();
              Patience.until(() ->
                  assertThat(site.admin().get(path).at("/status").textValue()).isEqualTo("done"));
              return () -> site.admin().post(path + "/replay");
            }));
  }

  private static List<Arguments> ofMembers() {
    return List.of(
        deed(
            "somebody registers whose address has to be confirmed",
            site -> {
              var api = site.api("none");
              api.endpoint(
                  "join", "Member::insert", Map.of("confirm_url", "https://shop.example/confirm"));
              var draft = Map.of("email", address(site), "password", NEXT);
              return () -> api.visitor().post(api.path("join"), draft);
            }),
        deed(
            "a member uses a link to choose another password",
            site -> {
              var api = site.api("dynamic_token").withLogin();
              api.endpoint(
                  "forgotten",
                  "Login::request_password_reset",
                  Map.of("reset_url", "https://shop.example/reset"));
              api.endpoint("reset", "Login::reset_password");
              var draft = Map.of("token", handedOver(site, api), "new_password", NEXT);
              return () -> api.visitor().post(api.path("reset"), draft);
            }));
  }

  private static Arguments deed(String name, Deed deed) {
    return argumentSet(name, deed);
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void what_is_committed_is_not_answered_as_a_failure(Deed deed) throws Exception {
    var does = deed.on(site);
    var waiting = site.api("static_token");
    waiting.endpoint("groups", "MemberGroup::list");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var audit = site.otherTransaction();
        var others = site.otherTransaction()) {
      audit.run("LOCK TABLE audit");
      var answer = threads.submit(does::get);
      audit.awaitWaiter();
      others.run("LOCK TABLE api_static_token");
      for (int i = 0; i < BUSY; i++) {
        threads.execute(() -> asks(waiting));
      }
      awaitFullPool(others);

      audit.commit();

      assertThat(answer.get().status()).as(answer.get().text()).isBetween(200, 299);
      others.commit();
    }
  }

  @Test
  void a_set_up_link_outlives_a_database_that_goes_away() throws Exception {
    var database = site.freshDatabase();
    try (var node = Site.nodeOn(database, site.sandbox().url());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = OtherTransaction.begin(database)) {
      var link = Patience.await(node.services().firstAdmin().setupLink()).reveal();
      var draft =
          Map.of("token", link, "email", "a@example.com", "name", "First", "password", NEXT);
      other.run("LOCK TABLE audit");
      var answer = threads.submit(() -> Admin.nobody(node.url()).post("/setup", draft));
      other.awaitWaiter();
      other.cutsOffWaiters();
      answer.get().expectProblem(503, "database_unavailable");
      other.commit();

      Admin.nobody(node.url()).post("/setup", draft).expect(204);
    }
  }

  /** All connections but the one of the deed are taken, and more callers wait for one. */
  private static void awaitFullPool(OtherTransaction others) {
    Patience.until(() -> assertThat(others.waiting()).isEqualTo(Node.POOL_SIZE - 1));
    // Who waits in the server for a connection cannot be seen from outside.
    for (int i = 0; i < 15; i++) {
      Patience.pause();
    }
  }

  private static Answer asks(TestApi api) {
    return api.call(api.visitor().with(TestMember.TOKEN_HEADER, "kst_unknown"), "groups");
  }

  private static String address(Site site) {
    return site.unique("somebody").replace(' ', '-') + "@example.com";
  }

  private static String handedOver(Site site, TestApi api) {
    var email = site.member().email();
    api.visitor().post(api.path("forgotten"), Map.of("email", email)).expect(200);
    // Made after the answer, which tells nobody whether there is such a member.
    var links = "/member-links?q=" + email;
    Patience.until(() -> assertThat(site.admin().get(links).at("/total").intValue()).isOne());
    var id = site.admin().get(links).at("/items/0/id");
    var made = site.admin().post("/member-links/" + id + "/make").expect(201);
    return made.at("/link").textValue().split("=", 2)[1];
  }

  private static String membership(Site site) {
    return "/members/" + site.memberWithoutPassword().id() + "/groups/" + site.group("Silver").id();
  }
}
