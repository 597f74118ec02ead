package dev.karamon.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.json.Json;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.RateLimit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiDocumentTest {
  private static final String SETTINGS =
      """
      {"return_url": "https://shop.example/`a``b`\\nnew line", "key": "sk_secret",
       "products_list": ["price_1", "price_1"]}
      """;

  @ParameterizedTest
  @EnumSource
  void theDocumentOfEverySecurityIsCoherent(ApiSecurity security) {
    var document =
        new TestShop(security)
            .buy("buy", SETTINGS)
            .buy("shelves/{shelf}/buy", SETTINGS)
            .look("look")
            .look("shelves/{shelf}")
            .lookFor("gold", 3, new RateLimit(10, 60))
            .document();
    assertThat(DocumentRules.brokenBy(document)).isEmpty();
    assertThat(document.at("/servers/0/url").asText()).isEqualTo("/rcms-api/7");
    assertThat(document.at("/info/version").asText()).isEqualTo("2.1");
    assertThat(names(document.path("paths")))
        .containsExactlyInAnyOrder(
            "/buy", "/shelves/{shelf}/buy", "/look", "/shelves/{shelf}", "/gold");
  }

  @Test
  void endpointsThatCannotBeCalledAreLeftOut() {
    var document =
        new TestShop(ApiSecurity.DYNAMIC_TOKEN)
            .look("look")
            .switchedOff("off")
            .withoutOperation("gone")
            .buy("misfit", "{\"products_list\": 5}")
            .document();
    assertThat(names(document.path("paths"))).containsExactly("/look");
  }

  @Test
  void whatThePathCarriesIsNotInTheBody() {
    var document =
        new TestShop(ApiSecurity.COOKIE)
            .buy("buy", SETTINGS)
            .buy("shelves/{shelf}/buy", SETTINGS)
            .document();
    assertThat(resolved(document, body(document, "/buy")).at("/properties").has("shelf")).isTrue();
    var rest = body(document, "/shelves/{shelf}/buy");
    assertThat(names(rest.path("properties"))).containsExactly("note");
    assertThat(rest.path("additionalProperties").isBoolean()).isTrue();
    var parameter = document.at("/paths/~1shelves~1{shelf}~1buy/post/parameters/0");
    assertThat(parameter.at("/in").asText()).isEqualTo("path");
    assertThat(parameter.at("/schema/minimum").asInt()).isEqualTo(1);
  }

  @Test
  void whatARequestReadsIsInTheQuery() {
    var look = new TestShop(ApiSecurity.NONE).look("look").document().at("/paths/~1look/get");
    assertThat(look.has("requestBody")).isFalse();
    assertThat(look.at("/parameters/0/required").asBoolean()).isTrue();
    assertThat(look.at("/parameters/1/name").asText()).isEqualTo("colours");
    assertThat(look.at("/parameters/1/required").asBoolean()).isFalse();
    assertThat(look.at("/parameters/1/schema/type").asText()).isEqualTo("array");
  }

  @Test
  void theAnswerIsTheOutputInItsEnvelope() {
    var document = new TestShop(ApiSecurity.COOKIE).buy("buy", SETTINGS).look("look").document();
    var bought = document.at("/components/schemas/ShopBuyOutput");
    assertThat(names(bought.path("properties")))
        .containsExactly("errors", "messages", "url", "note");
    assertThat(texts(bought.path("required"))).containsExactly("errors", "messages", "url");
    assertThat(bought.at("/properties/note/anyOf/1/type").asText()).isEqualTo("null");
    assertThat(texts(document.at("/components/schemas/ShopBuyNote/properties/stars/type")))
        .containsExactly("integer", "null");
    var looked = document.at("/components/schemas/ShopLookOutput");
    assertThat(looked.path("properties").has("more")).isFalse();
    assertThat(looked.path("additionalProperties").isObject()).isTrue();
  }

  @Test
  void theDescriptionShowsWhatIsFixedAndHidesSecrets() {
    var text =
        new TestShop(ApiSecurity.COOKIE)
            .buy("buy", SETTINGS)
            .document()
            .at("/paths/~1buy/post/description")
            .asText();
    assertThat(text)
        .isEqualTo(
            """
            ### **Shop::buy (v1)**

            Fixed parameters:

            - `products_list`: `price_1`, `price_1`
            - `return_url`: ``` https://shop.example/`a``b` new line ```
            - `key`: (hidden)

            A member has to be logged in.

            The admin's **own** words.\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE          | []                                          | []",
        "COOKIE        | [{api_7_session:[]}]                        | [{api_7_session:[]},{}]",
        "STATIC_TOKEN  | [{api_7_static_token:[]}]                   | [{api_7_static_token:[]}]",
        "DYNAMIC_TOKEN | [{api_7_access_token:[]},{api_7_bearer:[]}]"
            + " | [{api_7_access_token:[]},{api_7_bearer:[]},{}]"
      })
  void theSecurityOfTheApiDecidesWhatACallCarries(
      ApiSecurity security, String forMembers, String forEverybody) {
    var document = new TestShop(security).buy("buy", SETTINGS).look("look").document();
    assertThat(document.at("/paths/~1buy/post/security").toString().replace("\"", ""))
        .isEqualTo(forMembers);
    assertThat(document.at("/paths/~1look/get/security").toString().replace("\"", ""))
        .isEqualTo(forEverybody);
  }

  @Test
  void aTokenIsCarriedInTheHeaderOfTheContract() {
    var schemes =
        new TestShop(ApiSecurity.DYNAMIC_TOKEN).document().at("/components/securitySchemes");
    assertThat(schemes.at("/api_7_access_token"))
        .isEqualTo(
            Json.read(
                """
                {"type": "apiKey", "in": "header", "name": "X-RCMS-API-ACCESS-TOKEN",
                 "description": "The access token from the token endpoint."}
                """));
    assertThat(schemes.at("/api_7_bearer/scheme").asText()).isEqualTo("bearer");
  }

  @Test
  void onlyFailuresThatCanHappenAreListed() {
    var document =
        new TestShop(ApiSecurity.COOKIE)
            .look("look")
            .lookFor("gold", 3, new RateLimit(10, 60))
            .buy("buy", SETTINGS)
            .document();
    assertThat(names(document.at("/paths/~1look/get/responses")))
        .containsExactly("200", "400", "401", "404", "503");
    assertThat(names(document.at("/paths/~1gold/get/responses")))
        .containsExactly("200", "400", "401", "403", "404", "429", "503");
    assertThat(names(document.at("/paths/~1buy/post/responses")))
        .containsExactly("200", "400", "401", "403", "404", "409", "413", "415", "422", "503");
    var failure = document.at("/components/schemas/Failure");
    assertThat(names(failure.path("properties"))).containsExactly("errors", "x-rcms-request-id");
    assertThat(texts(document.at("/components/schemas/Error/required")))
        .containsExactly("code", "message");
  }

  @Test
  void pathsThatReadAlikeKeepIdsOfTheirOwn() {
    var document = new TestShop(ApiSecurity.NONE).look("a-b").look("a/b").look("a_b").document();
    assertThat(DocumentRules.brokenBy(document)).isEmpty();
    assertThat(document.at("/paths/~1a-b/get/operationId").asText()).isEqualTo("getAB");
    assertThat(document.at("/paths/~1a_b/get/operationId").asText()).isEqualTo("getAB_3");
  }

  @Test
  void aNewEndpointTakesNoIdFromAnOlderOne() {
    // Paths come from the database in the order of their characters: capitals first.
    var shop = new TestShop(ApiSecurity.NONE).look("groups").look("Groups").sortedByPath();
    var document = shop.document();
    assertThat(document.at("/paths/~1groups/get/operationId").asText()).isEqualTo("getGroups");
    assertThat(document.at("/paths/~1Groups/get/operationId").asText()).isEqualTo("getGroups_2");
  }

  @Test
  void anEndpointThatIsSwitchedOffKeepsItsId() {
    var document = new TestShop(ApiSecurity.NONE).switchedOff("a-b").look("a_b").document();
    assertThat(document.at("/paths/~1a_b/get/operationId").asText()).isEqualTo("getAB_2");
  }

  private static JsonNode body(JsonNode document, String path) {
    return document
        .path("paths")
        .path(path)
        .at("/post/requestBody/content/application~1json/schema");
  }

  private static JsonNode resolved(JsonNode document, JsonNode reference) {
    return document.at(reference.path("$ref").asText().substring(1));
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
