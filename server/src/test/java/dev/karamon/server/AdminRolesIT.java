package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every declared admin route, called by nobody and with every role. */
@KaramonTest
class AdminRolesIT {
  /** Values that name nothing, so that what is allowed finds nothing to change. */
  private static final Map<String, String> PATH_VALUES =
      Map.of("mode", "neither", "event_id", "evt_nowhere");

  private final Site site;

  AdminRolesIT(Site site) {
    this.site = site;
  }

  @TestFactory
  Stream<DynamicTest> nobody_is_let_in_anywhere_but_at_the_door() {
    var nobody = Admin.nobody(site.url());
    return routes()
        .filter(route -> route.role().isPresent())
        .map(route ->
            test(route, "nobody", () -> call(nobody, route).expectProblem(401, "unauthenticated")));
  }

  @TestFactory
  Stream<DynamicTest> each_role_is_let_in_where_it_covers_the_needed_one_and_nowhere_else() {
    return Stream.of(Role.values())
        .flatMap(role -> {
          var program = site.admin().programWithRole(role.wire());
          return routes()
              .filter(route -> route.role().isPresent())
              .map(route -> test(route, role.wire(), () -> check(program, role, route)));
        });
  }

  @TestFactory
  Stream<DynamicTest> each_role_is_let_in_with_a_session_as_well() {
    return Stream.of(Role.values())
        .flatMap(role -> {
          var signedIn = another(role);
          return routes()
              .filter(route -> route.role().isPresent())
              .map(route ->
                  test(
                      route,
                      role.wire() + " with a session",
                      () -> check(endsSessions(route) ? another(role) : signedIn, role, route)));
        });
  }

  @TestFactory
  Stream<DynamicTest> who_is_not_let_in_any_more_is_nobody() {
    return strangers().entrySet().stream()
        .flatMap(stranger ->
            routes()
                .filter(route -> route.role().isPresent())
                .map(route ->
                    test(
                        route,
                        stranger.getKey(),
                        () ->
                            call(stranger.getValue(), route)
                                .expectProblem(401, "unauthenticated"))));
  }

  @Test
  void only_signing_in_and_setting_up_are_open() {
    assertThat(
            routes()
                .filter(route -> route.role().isEmpty())
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrder("GET /setup", "POST /setup", "POST /reset", "POST /session");
  }

  @Test
  void what_changes_something_needs_more_than_looking() {
    assertThat(
            routes()
                .filter(route -> !route.method().name().equals("GET"))
                .filter(route -> route.role().equals(Optional.of(Role.VIEWER)))
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrder(
            "DELETE /session",
            "DELETE /sessions",
            "DELETE /sessions/{id}",
            "PUT /account",
            "PUT /account/password",
            "POST /account/second-factor",
            "POST /account/second-factor/confirmation",
            "POST /account/second-factor/recovery-codes",
            "POST /account/second-factor/removal");
  }

  /** Credentials that were good for an owner once, and some that never were. */
  private Map<String, Admin> strangers() {
    var strangers = new LinkedHashMap<String, Admin>();
    var expired = TestAdmin.make(site, "owner");
    strangers.put("an expired session", expired.signsIn());
    site.execute("UPDATE admin_session SET expires_at = now() WHERE admin_id = " + expired.id());
    var revoked = TestAdmin.make(site, "owner");
    strangers.put("a revoked session", revoked.signsIn());
    site.execute("DELETE FROM admin_session WHERE admin_id = " + revoked.id());
    var expiredToken = site.admin().programWithRole("owner");
    strangers.put("an expired token", expiredToken);
    var id = newestToken();
    site.execute("UPDATE admin_token SET expires_at = now() WHERE id = " + id);
    strangers.put("a revoked token", site.admin().programWithRole("owner"));
    site.admin().delete("/tokens/" + newestToken()).expect(204);
    var member = site.member().logsIn(site.api("dynamic_token").withLogin());
    strangers.put("a member's token", Admin.withToken(site.url(), member.accessToken()));
    strangers.put("a refresh token", Admin.withToken(site.url(), member.refreshToken()));
    return strangers;
  }

  private long newestToken() {
    return site.admin()
        .get("/tokens?per_page=100")
        .at("/items")
        .findValues("id")
        .getLast()
        .longValue();
  }

  private Admin another(Role role) {
    return TestAdmin.make(site, role.wire()).signsIn();
  }

  private static boolean endsSessions(AdminRoute<?> route) {
    return route.method().name().equals("DELETE") && route.path().startsWith("/session");
  }

  private static void check(Admin program, Role role, AdminRoute<?> route) {
    var answer = call(program, route);
    if (role.covers(route.role().orElseThrow())) {
      assertThat(answer.status()).as(answer.text()).isNotIn(401, 403, 405, 500, 503);
    } else {
      answer.expectProblem(403, "forbidden");
      assertThat(answer.at("/detail").textValue())
          .contains(route.role().orElseThrow().wire().toLowerCase(Locale.ROOT));
    }
  }

  private static Answer call(Admin admin, AdminRoute<?> route) {
    var path = route.path();
    for (var parameter : route.pathParameters()) {
      var value = PATH_VALUES.getOrDefault(parameter.name(), "999999999");
      path = path.replace("{" + parameter.name() + "}", value);
    }
    return route.method().name().equals("GET")
        ? admin.get(path)
        : admin.send(route.method().name(), path, Map.of("no_such_field", List.of()));
  }

  private Stream<AdminRoute<?>> routes() {
    assertThat(site.node().adminRoutes()).hasSizeGreaterThan(30);
    return site.node().adminRoutes().stream();
  }

  private static DynamicTest test(AdminRoute<?> route, String who, Runnable check) {
    return DynamicTest.dynamicTest(route.method() + " " + route.path() + " by " + who, check::run);
  }
}
