package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.operation.CatalogEntry;
import dev.karamon.operation.Category;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No front-end gives its member more than the admin and Stripe do, whatever it sends. */
@KaramonTest(durable = true)
class EscalationIT {
  private static final Set<Category> OF_MEMBERS = Set.of(Category.MEMBER, Category.AUTHENTICATION);
  private static final String PASSWORD = "a password of a member";
  private static final List<String> WISHES =
      List.of(
          "group_id",
          "group_ids",
          "groups",
          "default_group_id",
          "status",
          "role",
          "login_ok",
          "member_id",
          "id",
          "email_verified",
          "version",
          "stripe",
          "customer_id",
          "settings",
          "confirm_url",
          "reset_url");

  private final Site site;

  EscalationIT(Site site) {
    this.site = site;
  }

  @TestFactory
  Stream<DynamicTest> no_operation_of_members_takes_what_only_admins_decide() {
    return each(entry -> {
      var names = new TreeSet<String>();
      collectNames(entry.inputSchema(), names);
      assertThat(names).doesNotContainAnyElementsOf(WISHES);
    });
  }

  @TestFactory
  Stream<DynamicTest> whatever_a_member_sends_it_is_in_no_other_group_afterwards() {
    var sold = site.shop().group();
    var free = site.group("Inner circle");
    var api = site.api("dynamic_token").withLogin();
    return each(entry -> {
      var path = "e/" + entry.spec().name() + "/" + entry.model().name();
      api.endpoint(path, title(entry), settings(entry));
      var member = site.member();
      var other = site.member();
      var caller = member.logsIn(api).client();
      for (var wish : WISHES) {
        for (var value : List.of(List.of(sold.id(), free.id()), other.id())) {
          assertThat(
                  send(caller, api.path(path), entry, Map.of(wish, value))
                      .expect(400)
                      .errorFields())
              .contains(wish);
        }
      }
      send(caller, api.path(path), entry, Map.of());
      assertThat(member.groups()).isEmpty();
      assertThat(other.groups()).isEmpty();
      assertThat(member.view().path("status").textValue()).isEqualTo("active");
      assertThat(site.admin().get("/members?group_id=" + sold.id()).at("/total").intValue())
          .isZero();
    });
  }

  @Test
  void what_is_sold_is_given_away_neither_before_nor_after_it_gets_its_price() {
    var group = site.group("Later sold");
    var api = site.api("none");
    api.endpoint("register", "Member::insert", Map.of("default_group_id", group.id()));
    var early = register(api).expect(200).at("/id").longValue();
    assertThat(site.admin().get("/members/" + early).at("/groups/0/id").longValue())
        .isEqualTo(group.id());

    sold(group);

    register(api).expectFailure(422, "refused");
    assertThat(site.admin().get("/members?group_id=" + group.id()).at("/total").intValue())
        .as("only who was there before")
        .isEqualTo(1);
    // A price that is sold no more still has members who pay it.
    group.withPrices();
    register(api).expectFailure(422, "refused");
  }

  @Test
  void a_group_that_is_or_was_sold_becomes_the_default_of_no_endpoint() {
    var group = site.groupSoldBy(site.sandbox().price());
    var api = site.api("none");
    asDefault(api, group).expectProblem(422, "refused");
    group.withPrices();
    var refused = asDefault(api, group).expectProblem(422, "refused");
    assertThat(refused.errorFields()).containsExactly("settings.default_group_id");
  }

  @Test
  void a_group_stays_sold_while_stripe_is_switched_off() {
    var group = site.group("Sold");
    var api = site.api("none");
    api.endpoint("register", "Member::insert", Map.of("default_group_id", group.id()));
    sold(group);
    var stripe = "/integrations/stripe/test";
    site.admin().put(stripe, Map.of("status", "disabled")).expect(200);
    try {
      asDefault(api, group).expectProblem(422, "refused");
      register(api).expectFailure(422, "refused");
    } finally {
      site.admin().put(stripe, Map.of("status", "enabled")).expect(200);
    }
  }

  @Test
  void who_registers_while_the_group_gets_its_price_is_not_in_it_afterwards() {
    var group = site.group("Just being sold");
    var api = site.api("none");
    api.endpoint("register", "Member::insert", Map.of("default_group_id", group.id()));
    try (var admin = site.otherTransaction()) {
      admin.changes("UPDATE member_group SET version = version + 1 WHERE name = ?", group.name());
      var registering = CompletableFuture.supplyAsync(() -> register(api));
      admin.awaitWaiter();
      admin.changes(
          "INSERT INTO stripe_group_price (mode, price_id, group_id, position)"
              + " SELECT 'test', 'price_meanwhile', id, 1 FROM member_group WHERE name = ?",
          group.name());
      admin.commit();
      registering.join().expectFailure(422, "refused");
    }
    assertThat(site.admin().get("/members?group_id=" + group.id()).at("/total").intValue())
        .isZero();
  }

  /** The admin API refuses to sell it while new members come into it. */
  private void sold(TestGroup group) {
    site.execute(
        "INSERT INTO stripe_group_price (mode, price_id, group_id, position)"
            + " VALUES ('test', '%s', %d, 1)".formatted(site.sandbox().price(), group.id()));
  }

  private Answer asDefault(TestApi api, TestGroup group) {
    return api.asksFor(
        "another", "Member::insert", Map.of("default_group_id", group.id()), Map.of());
  }

  private Answer register(TestApi api) {
    return api.visitor().post(api.path("register"), Map.of("email", email(), "password", PASSWORD));
  }

  /** Sends what the operation needs, and a wish. */
  private Answer send(Client caller, String path, CatalogEntry entry, Map<String, ?> wish) {
    if (entry.spec().reads()) {
      var query = new StringBuilder("?_=1");
      wish.forEach(
          (name, value) -> query.append('&').append(name).append('=').append(number(value)));
      return caller.get(path + query);
    }
    var body = new HashMap<String, Object>(wish);
    for (var name : entry.inputSchema().path("required")) {
      body.put(name.textValue(), name.textValue().equals("email") ? email() : PASSWORD);
    }
    return caller.post(path, body);
  }

  private static Object number(Object value) {
    return value instanceof List<?> list ? list.getFirst() : value;
  }

  private String email() {
    return site.unique("escalating").replace(' ', '.') + "@example.com";
  }

  private Stream<DynamicTest> each(Consumer<CatalogEntry> check) {
    return site.node().services().catalog().entries().stream()
        .filter(entry -> OF_MEMBERS.contains(entry.model().category()))
        .map(entry -> DynamicTest.dynamicTest(title(entry), () -> check.accept(entry)));
  }

  private static Map<String, Object> settings(CatalogEntry entry) {
    return entry.settingsSchema().path("required").toString().contains("reset_url")
        ? Map.of("reset_url", "https://shop.example/reset")
        : Map.of();
  }

  private static String title(CatalogEntry entry) {
    return entry.model().name() + "::" + entry.spec().name();
  }

  private static void collectNames(JsonNode schema, Set<String> names) {
    schema
        .path("properties")
        .properties()
        .forEach(field -> {
          names.add(field.getKey());
          collectNames(field.getValue(), names);
        });
    if (schema.has("items")) {
      collectNames(schema.path("items"), names);
    }
  }
}
