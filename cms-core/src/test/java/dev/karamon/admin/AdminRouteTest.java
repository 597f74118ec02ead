package dev.karamon.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.actor.Role;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class AdminRouteTest {
  @Test
  void a_route_that_forgets_its_role_is_no_route() {
    var forgetful = AdminRoute.get("/things").does("listThings", "All things.");
    assertThatThrownBy(() -> forgetful.done(call -> Future.succeededFuture()))
        .hasMessageContaining("GET /things does not say who may call it");
  }

  @Test
  void a_role_stays_when_a_body_is_added() {
    var route =
        AdminRoute.post("/things")
            .role(Role.EDITOR)
            .does("createThing", "A new thing.")
            .takes(Nothing.class)
            .done(call -> Future.succeededFuture());
    assertThat(route.role()).contains(Role.EDITOR);
  }

  @Test
  void a_route_may_say_that_everybody_calls_it() {
    var route =
        AdminRoute.get("/door")
            .open()
            .does("door", "The door.")
            .done(call -> Future.succeededFuture());
    assertThat(route.role()).isEmpty();
  }
}
