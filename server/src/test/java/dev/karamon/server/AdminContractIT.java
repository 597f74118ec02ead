package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Statuses that no other test meets on every route. That the document has them is what the client
 * sees to, here as anywhere: no answer of the admin API gets past it that the document has not.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AdminContractIT {
  private static final String ROOT = "/admin/api/v1";

  private final Site site;

  AdminContractIT(Site site) {
    this.site = site;
  }

  @Test
  void whatever_is_no_json_is_refused_where_nothing_is_taken_too() {
    var writes = operations("post", "put", "delete");
    for (var operation : writes) {
      site.admin()
          .client()
          .send(
              operation.method(),
              ROOT + operation.path(),
              BodyPublishers.ofString("x"),
              Map.of("Content-Type", "text/plain"))
          .expectProblem(415, "unsupported_media_type");
    }
    assertThat(writes).hasSizeGreaterThan(30);
  }

  @Test
  void what_is_too_large_is_refused_where_nothing_is_taken_too() {
    for (var operation :
        List.of(
            new Operation("POST", "/stripe/events/replay"),
            new Operation("DELETE", "/sessions"),
            new Operation("POST", "/members/1/resync"))) {
      site.admin()
          .client()
          .send(
              operation.method(),
              ROOT + operation.path(),
              BodyPublishers.ofString(" ".repeat(1_100_000)),
              Map.of("Content-Type", "application/json"))
          .expectProblem(413, "body_too_large");
    }
  }

  @Test
  void a_token_has_no_account() {
    var program = site.admin().programWithRole("owner");

    for (var call : accountCalls()) {
      program.send(call.method(), call.path(), call.body()).expectProblem(404, "not_found");
    }
    program.get("/account").expectProblem(404, "not_found");
    program.delete("/sessions").expectProblem(404, "not_found");
  }

  @Test
  void who_guesses_at_its_own_password_or_code_has_to_wait() {
    var made = TestAdmin.make(site, "viewer");
    var admin = Admin.signIn(site.url(), made.email(), TestAdmin.PASSWORD);
    site.execute(
        """
        INSERT INTO admin_second_factor VALUES (%1$d, '', now(), now());
        INSERT INTO sign_in_failure
        VALUES ('admin-password:account:%1$d', 20, now()), ('admin-code:account:%1$d', 20, now());
        """
            .formatted(made.id()));

    for (var call : accountCalls()) {
      if (!call.path().equals("/account")) {
        admin.send(call.method(), call.path(), call.body()).expectProblem(429, "rate_limited");
      }
    }
  }

  @Test
  void prices_need_a_key() {
    site.admin().get("/stripe/prices?mode=live").expectProblem(422, "refused");
  }

  private record Operation(String method, String path) {}

  private record Call(String method, String path, Map<String, ?> body) {}

  private static List<Call> accountCalls() {
    var password = Map.of("password", "a guess");
    var both = Map.of("password", "a guess", "code", "123456");
    return List.of(
        new Call("PUT", "/account", Map.of("name", "N")),
        new Call(
            "PUT",
            "/account/password",
            Map.of("old_password", "a guess", "new_password", "a long password")),
        new Call("POST", "/account/second-factor", password),
        new Call("POST", "/account/second-factor/confirmation", Map.of("code", "123456")),
        new Call("POST", "/account/second-factor/recovery-codes", both),
        new Call("POST", "/account/second-factor/removal", both));
  }

  private List<Operation> operations(String... methods) {
    var paths = site.admin().get("/openapi.json").expect(200).at("/paths");
    var found = new ArrayList<Operation>();
    for (var path : Answer.fieldNames(paths)) {
      for (var method : methods) {
        if (paths.path(path).has(method)) {
          found.add(
              new Operation(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[a-z_]+}", "1")));
        }
      }
    }
    return found;
  }
}
