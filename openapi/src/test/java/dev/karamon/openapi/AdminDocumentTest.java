package dev.karamon.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.error.ErrorKind;
import dev.karamon.json.Json;
import dev.karamon.page.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminDocumentTest {
  enum Colour {
    RED,
    BLUE
  }

  record Draft(@Schema(maxLength = 9) String name, Optional<Integer> version) {}

  record View(long id, String name, Optional<Colour> colour) {}

  record Price(String id) {}

  record Sold(@Schema(description = "What it costs.") Optional<List<Price>> prices) {}

  @Schema(name = "SignIn")
  record Credentials(String email) {}

  private static final List<Class<? extends Record>> MORE = List.of(Sold.class);

  private static final List<AdminRoute<?>> ROUTES =
      List.of(
          AdminRoute.get("/things")
              .role(Role.VIEWER)
              .does("listThings", "Things.")
              .query("colour", Colour.class, "Only of this colour.")
              .with(MORE)
              .lists(View.class, call -> Future.succeededFuture(new Page<>(List.of(), 1, 20, 0))),
          AdminRoute.post("/things")
              .role(Role.EDITOR)
              .does("createThing", "Make a thing.")
              .with(MORE)
              .takes(Draft.class, MORE)
              .creates(View.class, call -> Future.succeededFuture(call.body())),
          AdminRoute.delete("/things/{id}/events/{event_id}")
              .role(Role.OWNER)
              .path("event_id", String.class, "The event.")
              .mayFail(ErrorKind.RATE_LIMITED)
              .does("deleteThing", "Delete a thing.")
              .done(call -> Future.succeededFuture()),
          AdminRoute.post("/session")
              .open()
              .does("signIn", "Sign in.")
              .takes(Credentials.class)
              .done(call -> Future.succeededFuture()));

  private final JsonNode document = Json.read(AdminDocument.snapshot(ROUTES));

  @Test
  void theDocumentIsCoherent() {
    assertThat(DocumentRules.brokenBy(document)).isEmpty();
    assertThat(document.at("/servers/0/url").asText()).isEqualTo("/admin/api/v1");
  }

  @Test
  void theSnapshotOfTheSameRoutesIsTheSameText() {
    assertThat(AdminDocument.snapshot(ROUTES))
        .isEqualTo(AdminDocument.snapshot(ROUTES))
        .endsWith("}\n")
        .doesNotContain("\r");
  }

  @Test
  void fieldsOfModulesStandBesideThoseOfTheRecord() {
    var schemas = document.at("/components/schemas");
    assertThat(names(schemas.at("/AdminDocumentTestView/properties")))
        .containsExactly("id", "name", "colour", "prices");
    assertThat(names(schemas.at("/AdminDocumentTestDraft/properties")))
        .containsExactly("name", "version", "prices");
    assertThat(schemas.at("/AdminDocumentTestDraft/properties/prices/items/$ref").asText())
        .isEqualTo("#/components/schemas/AdminDocumentTestPrice");
    assertThat(schemas.at("/AdminDocumentTestView/properties/colour/enum").toString())
        .isEqualTo("[\"RED\",\"BLUE\",null]");
  }

  @Test
  void aListIsAPageOfThings() {
    var page = document.at("/components/schemas/AdminDocumentTestViewPage");
    assertThat(names(page.path("properties")))
        .containsExactly("items", "page", "per_page", "total");
    assertThat(page.at("/properties/items/items/$ref").asText())
        .isEqualTo("#/components/schemas/AdminDocumentTestView");
  }

  @Test
  void parametersHaveTheirTypes() {
    var list = document.at("/paths/~1things/get/parameters");
    assertThat(list.at("/0/schema/enum").toString()).isEqualTo("[\"RED\",\"BLUE\"]");
    assertThat(list.at("/1/schema").toString()).isEqualTo("{\"type\":\"integer\"}");
    var delete = document.at("/paths/~1things~1{id}~1events~1{event_id}/delete/parameters");
    assertThat(delete.at("/0/schema/type").asText()).isEqualTo("integer");
    assertThat(delete.at("/1/schema/type").asText()).isEqualTo("string");
  }

  @Test
  void everyOperationNamesItsRoleAndWhatProvesIt() {
    assertThat(document.at("/paths/~1things/get/x-role").asText()).isEqualTo("viewer");
    assertThat(document.at("/paths/~1things/post/x-role").asText()).isEqualTo("editor");
    var delete = document.at("/paths/~1things~1{id}~1events~1{event_id}/delete");
    assertThat(delete.at("/x-role").asText()).isEqualTo("owner");
    assertThat(delete.at("/security").toString())
        .isEqualTo("[{\"admin_session\":[]},{\"admin_token\":[]}]");
    var signIn = document.at("/paths/~1session/post");
    assertThat(signIn.has("x-role")).isFalse();
    assertThat(signIn.at("/security").toString()).isEqualTo("[]");
    assertThat(signIn.at("/requestBody/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/SignIn");
  }

  @Test
  void failuresAreProblems() {
    assertThat(names(document.at("/paths/~1things/post/responses")))
        .containsExactly("201", "400", "401", "403", "409", "413", "415", "422", "503");
    assertThat(names(document.at("/paths/~1things/get/responses")))
        .containsExactly("200", "400", "401", "403", "503");
    assertThat(names(document.at("/paths/~1things~1{id}~1events~1{event_id}/delete/responses")))
        .containsExactly(
            "204", "400", "401", "403", "404", "409", "413", "415", "422", "429", "503");
    assertThat(
            document
                .at("/components/responses/NotFound/content/application~1problem+json/schema/$ref")
                .asText())
        .isEqualTo("#/components/schemas/Problem");
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
