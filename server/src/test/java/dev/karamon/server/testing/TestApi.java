package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** An API with its endpoints. */
public final class TestApi {
  /** The category of each model, as an admin chooses it. */
  private static final Map<String, String> CATEGORIES =
      Map.of(
          "Login", "authentication",
          "Member", "member",
          "MemberGroup", "member",
          "Stripe", "payments");

  private final Site site;
  private final JsonNode made;
  private final Map<String, String> methods = new HashMap<>();

  private TestApi(Site site, JsonNode made) {
    this.site = site;
    this.made = made;
  }

  static TestApi make(Site site, String title, String security, Map<String, ?> fields) {
    var draft = new HashMap<String, Object>(fields);
    draft.put("title", title);
    draft.put("security", security);
    return new TestApi(site, site.admin().post("/apis", draft).expect(201).json());
  }

  /** Its id. */
  public long id() {
    return made.path("id").longValue();
  }

  /** As it was made. */
  public JsonNode made() {
    return made;
  }

  /** Where an endpoint is. */
  public String path(String endpoint) {
    return "/rcms-api/" + id() + "/" + endpoint;
  }

  /** Adds the endpoints that members log in and out with. */
  public TestApi withLogin() {
    endpoint("login", "Login::login_challenge");
    if (made.path("security").textValue().equals("dynamic_token")) {
      endpoint("token", "Login::token");
    }
    endpoint("logout", "Login::logout");
    return this;
  }

  /** Adds an endpoint of an operation such as {@code Stripe::checkout}, without settings. */
  public JsonNode endpoint(String path, String operation) {
    return endpoint(path, operation, Map.of());
  }

  /** Adds an endpoint of an operation. */
  public JsonNode endpoint(String path, String operation, Map<String, ?> settings) {
    return endpoint(path, operation, settings, Map.of());
  }

  /** Adds an endpoint of an operation, with more fields. */
  public JsonNode endpoint(
      String path, String operation, Map<String, ?> settings, Map<String, ?> fields) {
    var saved = asksFor(path, operation, settings, fields).expect(201).json();
    methods.put(path, saved.path("method").textValue());
    return saved;
  }

  /** Asks for an endpoint; the answer may be a refusal. */
  public Answer asksFor(
      String path, String operation, Map<String, ?> settings, Map<String, ?> fields) {
    var names = operation.split("::", 2);
    var draft = new HashMap<String, Object>(fields);
    draft.put("path", path);
    draft.put("category", CATEGORIES.get(names[0]));
    draft.put("model", names[0]);
    draft.put("operation", names[1]);
    draft.put("settings", settings);
    return site.admin().post("/apis/" + id() + "/endpoints", draft);
  }

  /** Changes the API; what is not given stays. */
  public Answer change(Map<String, ?> fields) {
    var draft = new HashMap<String, Object>(fields);
    draft.putIfAbsent("title", made.path("title").textValue());
    return site.admin().put("/apis/" + id(), draft);
  }

  /** Calls an endpoint, with an empty body where it takes one. */
  public Answer call(Client client, String endpoint) {
    return methodOf(endpoint).equals("GET")
        ? client.get(path(endpoint))
        : client.post(path(endpoint), Map.of());
  }

  /** The method of an endpoint. */
  public String methodOf(String endpoint) {
    var method = methods.get(endpoint);
    if (method == null) {
      throw new IllegalArgumentException("There is no endpoint " + endpoint);
    }
    return method;
  }

  /** Somebody who is not logged in. */
  public Client visitor() {
    return site.anybody();
  }
}
