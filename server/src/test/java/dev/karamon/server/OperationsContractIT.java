package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.CatalogEntry;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every operation there is, now and later. */
@KaramonTest
class OperationsContractIT {
  private static final Pattern FIELD = Pattern.compile("[a-z][a-zA-Z0-9_]*");

  private final Site site;

  OperationsContractIT(Site site) {
    this.site = site;
  }

  /** An operation, as the code has it and as the admin API shows it. */
  private record Shown(CatalogEntry entry, JsonNode node) {
    String title() {
      return entry.model().name() + "::" + entry.spec().name();
    }
  }

  @Test
  void the_tree_shows_exactly_the_catalog() {
    assertThat(shown())
        .hasSameSizeAs(site.node().services().catalog().entries())
        .extracting(Shown::title)
        .contains(
            "Login::login_challenge",
            "Login::token",
            "Login::logout",
            "Login::profile",
            "Member::insert",
            "Member::details",
            "MemberGroup::list",
            "Stripe::checkout",
            "Stripe::cancel_order");
  }

  @TestFactory
  Stream<DynamicTest> what_is_said_of_it_follows_the_contract() {
    return each(shown -> {
      var node = shown.node();
      assertThat(Answer.fieldNames(node))
          .contains(
              "operation",
              "summary",
              "method",
              "requires_member",
              "settings_schema",
              "input_schema",
              "output_schema");
      assertThat(node.path("operation").textValue()).matches("[a-z][a-z0-9_]*");
      assertThat(node.path("summary").textValue()).endsWith(".").doesNotContain("\n");
      assertThat(node.path("method").textValue())
          .isEqualTo(shown.entry().spec().reads() ? "GET" : "POST");
      assertThat(node.path("requires_member").booleanValue())
          .isEqualTo(shown.entry().spec().caller() == CallerNeed.MEMBER);
    });
  }

  @TestFactory
  Stream<DynamicTest> its_schemas_are_closed_and_describe_every_field() {
    return each(shown -> {
      for (var name : List.of("settings_schema", "input_schema", "output_schema")) {
        var schema = shown.node().path(name);
        assertThat(schema.path("type").textValue()).as(name).isEqualTo("object");
        schema
            .path("properties")
            .properties()
            .forEach(field -> {
              assertThat(field.getKey()).as(name).matches(FIELD);
              assertThat(field.getValue().path("description").asText())
                  .as("%s.%s is described", name, field.getKey())
                  .isNotBlank();
            });
      }
      for (var name : List.of("settings_schema", "input_schema")) {
        assertClosed(name, shown.node().path(name));
      }
    });
  }

  @Test
  void what_modules_add_to_a_profile_is_documented() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    var answered = api.call(site.member().logsIn(api).client(), "profile").expect(200);

    var inTree =
        shown().stream()
            .filter(one -> one.title().equals("Login::profile"))
            .findFirst()
            .orElseThrow()
            .node()
            .at("/output_schema/properties");
    var document = site.anybody().get("/docs/" + api.id() + "/openapi.json").expect(200);
    var inDocument = document.at("/components/schemas/LoginProfileOutput/properties");

    assertThat(Answer.fieldNames(inDocument)).containsAll(answered.fieldNames());
    assertThat(Answer.fieldNames(inTree.at("/stripe/properties")))
        .containsExactlyElementsOf(Answer.fieldNames(answered.at("/stripe")));
  }

  @TestFactory
  Stream<DynamicTest> an_endpoint_of_it_stands_in_the_openapi_document() {
    var api = site.api("dynamic_token");
    return each(shown -> {
      var path = pathOf(shown);
      api.endpoint(path, shown.title(), settings(shown));

      var document = site.anybody().get("/docs/" + api.id() + "/openapi.json").expect(200);

      assertThat(document.at("/openapi").textValue()).startsWith("3.1");
      var method = shown.node().path("method").textValue().toLowerCase(Locale.ROOT);
      var operation = document.json().path("paths").path("/" + path).path(method);
      assertThat(operation.isObject()).as(path).isTrue();
      assertThat(operation.path("operationId").textValue()).isNotBlank();
      assertThat(operation.path("description").textValue())
          .startsWith("### **" + shown.entry().title().replace(" (v1)", "") + " (v1)**");
      assertThat(operation.at("/responses/200").isObject()).isTrue();
    });
  }

  @TestFactory
  Stream<DynamicTest> an_endpoint_of_it_refuses_unknown_fields_and_unknown_settings() {
    var api = site.api("dynamic_token").withLogin();
    var member = site.member().logsIn(api);
    return each(shown -> {
      var path = "u/" + pathOf(shown);
      var settings = new HashMap<String, Object>(settings(shown));
      settings.put("no_such_setting", 1);
      assertThat(
              api.asksFor(path, shown.title(), settings, Map.of())
                  .expectProblem(422, "refused")
                  .errorFields())
          .containsExactly("settings.no_such_setting");
      api.endpoint(path, shown.title(), settings(shown));

      var refused =
          api.methodOf(path).equals("GET")
              ? member.client().get(api.path(path) + "?no_such_field=1")
              : member.client().post(api.path(path), Map.of("no_such_field", 1));

      assertThat(refused.expect(400).errorFields()).contains("no_such_field");
    });
  }

  @TestFactory
  Stream<DynamicTest> an_endpoint_of_it_refuses_who_is_not_logged_in_where_a_member_is_needed() {
    var api = site.api("dynamic_token");
    return each(shown -> {
      var path = "n/" + pathOf(shown);
      api.endpoint(path, shown.title(), settings(shown));

      var answer = api.call(api.visitor(), path);

      if (shown.entry().spec().caller() == CallerNeed.MEMBER) {
        answer.expectFailure(401, "unauthenticated");
      } else {
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> an_endpoint_of_it_takes_no_other_method() {
    var api = site.api("dynamic_token");
    return each(shown -> {
      var path = "m/" + pathOf(shown);
      api.endpoint(path, shown.title(), settings(shown));
      var other = api.methodOf(path).equals("GET") ? "POST" : "GET";

      api.visitor().send(other, api.path(path)).expectFailure(405, "method_not_allowed");
      api.visitor().send("DELETE", api.path(path)).expectFailure(405, "method_not_allowed");
    });
  }

  private Stream<DynamicTest> each(Consumer<Shown> check) {
    return shown().stream()
        .map(one -> DynamicTest.dynamicTest(one.title(), () -> check.accept(one)));
  }

  /** Settings that the operation takes: only what it requires. */
  private Map<String, Object> settings(Shown shown) {
    var required = shown.node().at("/settings_schema/required");
    if (required.isEmpty()) {
      return Map.of();
    }
    var all = new HashMap<>(site.sells("price_gold_monthly"));
    all.put("reset_url", "https://shop.example/reset");
    var settings = new HashMap<String, Object>();
    required.forEach(name -> settings.put(name.textValue(), all.get(name.textValue())));
    return settings;
  }

  private static String pathOf(Shown shown) {
    return (shown.entry().model().name() + "/" + shown.entry().spec().name())
        .toLowerCase(Locale.ROOT);
  }

  private List<Shown> shown() {
    var tree = site.admin().get("/operations").expect(200).json();
    return site.node().services().catalog().entries().stream()
        .map(entry -> new Shown(entry, node(tree, entry)))
        .toList();
  }

  private static JsonNode node(JsonNode tree, CatalogEntry entry) {
    for (var category : tree.path("items")) {
      if (category.path("category").textValue().equals(entry.model().category().wire())) {
        for (var model : category.path("models")) {
          if (model.path("model").textValue().equals(entry.model().name())) {
            for (var operation : model.path("operations")) {
              if (operation.path("operation").textValue().equals(entry.spec().name())) {
                return operation;
              }
            }
          }
        }
      }
    }
    throw new AssertionError(entry.title() + " is not in the tree");
  }

  private static void assertClosed(String where, JsonNode schema) {
    if (schema.has("properties") || schema.path("type").asText().equals("object")) {
      assertThat(schema.path("additionalProperties").isBoolean())
          .as("%s says that it is closed", where)
          .isTrue();
      assertThat(schema.path("additionalProperties").booleanValue()).as(where).isFalse();
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> assertClosed(where + "." + field.getKey(), field.getValue()));
    if (schema.has("items")) {
      assertClosed(where + "[]", schema.path("items"));
    }
  }
}
