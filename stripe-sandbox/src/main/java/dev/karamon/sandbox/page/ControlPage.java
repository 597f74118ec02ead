package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.Dunning.GivingUp;
import dev.karamon.sandbox.control.Control;
import dev.karamon.sandbox.fault.ApiFault;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.fault.DeliveryFaults;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The clock, the bad days and the account's settings, as forms. */
final class ControlPage {
  private final Control control;

  ControlPage(Control control) {
    this.control = control;
  }

  void mount(Router router) {
    router.get("/dashboard/control").handler(this::show);
    router
        .post("/dashboard/control/advance")
        .handler(context ->
            Dashboard.act(
                context, () -> control.advance(Duration.ofHours(number(context, "hours")))));
    router
        .post("/dashboard/control/deliveries")
        .handler(context -> Dashboard.act(context, () -> deliveries(context)));
    router
        .post("/dashboard/control/api")
        .handler(context -> Dashboard.act(context, () -> api(context)));
    router
        .post("/dashboard/control/end")
        .handler(context -> Dashboard.act(context, control.badDays()::end));
    router
        .post("/dashboard/control/settings")
        .handler(context ->
            Dashboard.act(
                context,
                () -> control.dunning().givingUp(GivingUp.valueOf(text(context, "giving_up")))));
  }

  private void show(RoutingContext context) {
    var present = control.badDays().present();
    var faults = present.deliveries();
    var values =
        Map.of(
            "now", control.now().truncatedTo(ChronoUnit.SECONDS),
            "delay", faults.delayMs(),
            "shuffle", faults.shuffleMs(),
            "duplicate", faults.duplicatePercent(),
            "drop", faults.dropPercent(),
            "kinds", options(ApiFault.Kind.values(), Optional.empty()),
            "giving_up", options(GivingUp.values(), Optional.of(control.dunning().givingUp())),
            "faults", faults(present));
    var page = Html.of("control", values);
    Pages.show(context, 200, "Control", Html.of("dashboard", Map.of("content", page)));
  }

  private static Html faults(BadDays.Wish present) {
    var rows =
        present.api().stream()
            .map(it -> Table.row(label(it.kind()), it.method() + " " + it.path(), it.times()))
            .toList();
    return rows.isEmpty() ? Html.NOTHING : Table.of(List.of("Fault", "Calls", "Times left"), rows);
  }

  private static Html options(Enum<?>[] values, Optional<Enum<?>> chosen) {
    return Html.all(
        Arrays.stream(values)
            .map(value ->
                Html.of(
                    chosen.equals(Optional.of(value)) ? "option-selected" : "option",
                    Map.of("value", value.name(), "text", label(value))))
            .toList());
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void deliveries(RoutingContext context) {
    var faults =
        new DeliveryFaults(
            number(context, "delay_ms"),
            number(context, "shuffle_ms"),
            number(context, "duplicate_percent"),
            number(context, "drop_percent"));
    control.badDays().replace(new BadDays.Wish(faults, control.badDays().present().api()));
  }

  private void api(RoutingContext context) {
    var present = control.badDays().present();
    List<ApiFault> faults = new ArrayList<>(present.api());
    faults.add(
        new ApiFault(
            ApiFault.Kind.valueOf(text(context, "kind")),
            text(context, "method"),
            text(context, "path"),
            number(context, "times")));
    control.badDays().replace(new BadDays.Wish(present.deliveries(), faults));
  }

  private static String text(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getFormAttribute(name)).orElse("").strip();
  }

  private static int number(RoutingContext context, String name) {
    var text = text(context, name);
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(name + " must be a whole number, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
