package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.karamon.admin.AdminRoute;
import dev.karamon.server.testing.Fuzz;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Malformed and nonsensical requests to every admin route and every operation: whatever comes is
 * refused or done, never a fault of ours. {@code -Dkaramon.fuzz.seed} repeats a run.
 */
@KaramonTest
@Timeout(180)
class FuzzIT {
  private static final int ROUNDS = 20;
  private static final Duration AT_MOST = Duration.ofSeconds(18);

  private final Site site;
  private final long seed = Long.getLong("karamon.fuzz.seed", System.nanoTime());
  private final Fuzz fuzz = new Fuzz(seed);
  private final TestAdmin admin;
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private String token;
  private final TestMember member;
  private final TestApi front;
  private String access;

  FuzzIT(Site site) {
    this.site = site;
    // Ids 1 and 2 are called for: what is under them may come to harm.
    TestAdmin.make(site, "viewer");
    for (int i = 0; i < 2; i++) {
      site.admin().programWithRole("viewer");
      site.memberWithoutPassword();
      site.api("none").endpoint("harmed", "MemberGroup::list");
    }
    this.admin = TestAdmin.make(site, "owner");
    this.member = site.member();
    this.front = site.api("dynamic_token").withLogin();
    this.token = newToken();
    this.access = member.logsIn(front).accessToken();
  }

  /** What is called: a method, a path with parameters in braces, the schema of what is sent. */
  private record Target(String method, String path, List<String> query, JsonNode schema) {}

  @Test
  void nothing_that_is_sent_makes_a_fault() {
    var targets = new ArrayList<Target>();
    site.node().adminRoutes().forEach(route -> targets.add(target(route)));
    targets.addAll(operations());
    var end = System.nanoTime() + AT_MOST.toNanos();
    var round = 0;
    while (round == 0 || (round < ROUNDS && System.nanoTime() < end)) {
      targets.forEach(this::send);
      round++;
    }
    System.out.println("Fuzzed " + round + " rounds with seed " + seed + ": " + statuses);
    assertThat(faults).as("faults with seed " + seed).isEmpty();
    assertThat(statuses.keySet()).as("not only refusals").contains(400, 404);
    assertThat(statuses.keySet().stream().filter(status -> status < 300)).isNotEmpty();
    site.anybody().get("/health/ready").expect(200);
    site.execute("SELECT 1 FROM member, admin, audit LIMIT 1");
  }

  private static Target target(AdminRoute<?> route) {
    return new Target(
        route.method().name(),
        "/admin/api/v1" + route.path(),
        route.queryParameters().stream().map(AdminRoute.Parameter::name).toList(),
        route.bodySchema());
  }

  private List<Target> operations() {
    var settings = new HashMap<>(site.sells(site.sandbox().price()));
    settings.put("reset_url", "https://shop.example/reset");
    var targets = new ArrayList<Target>();
    for (var security : List.of("dynamic_token", "cookie", "static_token", "none")) {
      var api = security.equals("dynamic_token") ? front : site.api(security);
      for (var entry : site.node().services().catalog().entries()) {
        var title = entry.model().name() + "::" + entry.spec().name();
        var required = new HashMap<>(settings);
        var schema = entry.settingsSchema();
        required.keySet().removeIf(name -> !schema.path("required").toString().contains(name));
        var path = "f/" + entry.spec().name() + "/{any}";
        var made = api.asksFor("f/" + title.replace("::", "/"), title, required, Map.of());
        if (made.status() == 201) {
          targets.add(
              new Target(
                  made.at("/method").textValue(),
                  api.path(made.at("/path").textValue()),
                  List.of("page", "per_page", "no_such"),
                  entry.inputSchema()));
        }
        targets.add(new Target("POST", api.path(path), List.of(), MissingNode.getInstance()));
      }
    }
    return targets;
  }

  private void send(Target target) {
    var path = new StringBuilder();
    for (var part : target.path().split("(?=/)", -1)) {
      path.append(part.contains("{") ? "/" + fuzz.segment() : part);
    }
    path.append(fuzz.query(target.query()));
    var method =
        fuzz.maybe(0.03)
            ? fuzz.one(List.of("PATCH", "OPTIONS", "TRACE", "HEAD", "FOO"))
            : target.method();
    var body = method.equals("GET") ? "" : fuzz.body(target.schema());
    var request = request(method, path.toString(), body);
    var answer = RawHttp.send(site.url(), request);
    note(path.toString(), method + " " + path + " " + body, answer);
  }

  private String request(String method, String path, String body) {
    var headers = new ArrayList<String>();
    if (fuzz.maybe(0.9)) {
      headers.add("Authorization: Bearer " + (path.startsWith("/rcms-api") ? access : token));
    }
    headers.add(fuzz.maybe(0.9) ? "Content-Type: application/json" : fuzz.header());
    if (fuzz.maybe(0.3)) {
      headers.add(fuzz.header());
    }
    headers.add("Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length);
    headers.add("Connection: close");
    return RawHttp.head(site.url(), method, path, headers.toArray(String[]::new)) + body;
  }

  private void note(String path, String what, String answer) {
    var status = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    statuses.merge(status, 1, Integer::sum);
    if (status == 0 || status == 500 || answer.contains("\r\nSet-Cookie: evil")) {
      faults.add(status + " " + what.substring(0, Math.min(what.length(), 400)));
    }
    if (status == 401 && path.startsWith("/admin/")) {
      // Some of the requests mean what they say, and one of them voided the token.
      token = newToken();
    }
    if (status == 401 && path.startsWith("/rcms-api/" + front.id() + "/")) {
      access = member.logsIn(front).accessToken();
    }
  }

  private String newToken() {
    return admin
        .signsIn()
        .post("/tokens", Map.of("name", "fuzz", "role", "owner"))
        .expect(201)
        .at("/token")
        .textValue();
  }
}
