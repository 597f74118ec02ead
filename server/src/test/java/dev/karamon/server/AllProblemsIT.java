package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends something wrong is told everything that is, in one answer. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class AllProblemsIT {
  private final Site site;

  AllProblemsIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest
  @CsvSource({
    "/members, 'email,password,colour'",
    "/admins, 'email,password,colour,name,role'",
    "/setup, 'email,password,colour,name,token'"
  })
  void an_address_is_checked_with_everything_else(String path, String fields) {
    var body = Map.of("email", "nope", "password", "short", "colour", 1);

    var refused = site.admin().post(path, body).expectProblem(400, "invalid_request");

    assertThat(refused.errorFields()).containsExactlyInAnyOrder(fields.split(","));
    assertThat(messages(refused)).contains("email is not an e-mail address.");
  }

  @Test
  void so_is_the_address_of_who_registers_or_moves() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("register", "Member::insert");
    api.endpoint("update", "Member::update");
    var body = Map.of("email", "nope", "password", "short", "colour", 1);

    var registers = api.visitor().post(api.path("register"), body).expectFailure(400, "invalid");
    var moves =
        site.member()
            .logsIn(api)
            .client()
            .post(api.path("update"), Map.of("email", "n o@pe", "name", 7, "colour", 1))
            .expect(400);

    assertThat(registers.errorFields()).containsExactlyInAnyOrder("email", "password", "colour");
    assertThat(messages(registers)).contains("email is not an e-mail address.");
    assertThat(moves.errorFields()).containsExactlyInAnyOrder("email", "name", "colour");
  }

  @ParameterizedTest
  @ValueSource(strings = {" mika@example.com ", "mika@localhost", "\"mika\"@例え.jp", "a+b@c"})
  void an_address_that_mail_may_reach_is_taken(String email) {
    var made = site.admin().post("/members", Map.of("email", email)).expect(201);

    assertThat(made.at("/email").textValue()).isEqualTo(email.strip());
  }

  @Test
  void an_endpoint_is_checked_as_a_whole() {
    var buying = site.api("cookie").asksFor("a b", "Stripe::checkout", Map.of(), Map.of());
    var unknown =
        site.api("none")
            .asksFor(
                "{a}/{a}/",
                "Stripe::chekout",
                Map.of(),
                Map.of("request_restriction", Map.of("type", "group_auth")));

    assertThat(buying.expectProblem(422, "refused").errorFields())
        .containsExactlyInAnyOrder(
            "path", "settings.products_list", "settings.return_url", "settings.return_err_url");
    assertThat(unknown.expectProblem(422, "refused").errorFields())
        .containsExactlyInAnyOrder(
            "path", "operation", "request_restriction.type", "request_restriction.group_ids");
  }

  @ParameterizedTest
  @CsvSource({
    "/apis, title, security",
    "/groups, name, version",
    "/tokens, name, role",
  })
  void blanks_are_no_name(String path, String field, String other) {
    for (var blank : List.of(" ", " \t ", "")) {
      var refused =
          site.admin()
              .post(path, Map.of(field, blank, other, "nonsense"))
              .expectProblem(400, "invalid_request");
      assertThat(refused.errorFields()).containsExactlyInAnyOrder(field, other);
      assertThat(messages(refused)).contains(field + " must not be empty.");
    }
  }

  @ParameterizedTest
  @CsvSource({"/apis, title", "/groups, name"})
  void wide_blanks_are_none_either(String path, String field) {
    var refused =
        site.admin().post(path, Map.of(field, "\u3000")).expectProblem(400, "invalid_request");

    assertThat(refused.errorFields()).containsExactly(field);
  }

  private static List<String> messages(Answer refused) {
    return refused.at("/errors").findValues("message").stream().map(JsonNode::textValue).toList();
  }
}
