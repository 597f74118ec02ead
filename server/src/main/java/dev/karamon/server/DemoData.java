package dev.karamon.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Actor;
import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.ApiDraft;
import dev.karamon.endpoint.EndpointDraft;
import dev.karamon.group.GroupDraft;
import dev.karamon.http.HttpConfig;
import dev.karamon.json.Json;
import dev.karamon.member.MemberDraft;
import dev.karamon.module.Services;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.Category;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What a newcomer finds: two groups that are sold, an API with its endpoints, and a member. */
final class DemoData {
  static final AdminAccount ADMIN =
      new AdminAccount("admin@example.com", new SecretText("karamon-admin"));

  private static final String MEMBER_EMAIL = "mika@example.com";
  private static final String MEMBER_PASSWORD = "karamon-member";
  private static final Actor ACTOR = Actor.system("demo data");

  private final Services services;
  private final HttpConfig http;

  DemoData(Services services, HttpConfig http) {
    this.services = services;
    this.http = http;
  }

  /** Creates what is missing in an empty system; returns what there is to try. */
  Future<List<String>> seed() {
    return services
        .apis()
        .list(new PageRequest(1, 1, ""))
        .compose(
            apis -> apis.total() > 0 ? Future.succeededFuture(apis.items().getFirst()) : make())
        .map(this::greeting);
  }

  private Future<Api> make() {
    return group("Gold", "price_gold_monthly", "price_gold_yearly")
        .compose(gold -> group("Silver", "price_silver_monthly"))
        .compose(silver -> member())
        .compose(member -> services.apis().create(ACTOR, api()))
        .compose(api -> endpoints(api).map(api));
  }

  private Future<?> group(String name, String... prices) {
    var fields = Json.object();
    var test = fields.putObject("stripe_prices").putArray("test");
    List.of(prices).forEach(test::add);
    var draft = new GroupDraft(name, Optional.of("Sold through Stripe."), Optional.empty());
    return services.groups().create(ACTOR, draft, fields);
  }

  private Future<?> member() {
    return services
        .members()
        .create(
            ACTOR,
            new MemberDraft(
                MEMBER_EMAIL,
                Optional.of("Mika"),
                Optional.of(MEMBER_PASSWORD),
                Optional.empty(),
                Optional.empty()));
  }

  private static ApiDraft api() {
    return new ApiDraft(
        "Demo",
        Optional.of("1.0"),
        Optional.of("Log in, buy a membership, cancel it."),
        Optional.of(ApiSecurity.DYNAMIC_TOKEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Future<Void> endpoints(Api api) {
    var none = Json.object();
    return endpoint(api, "login", Category.AUTHENTICATION, "Login", "login_challenge", none)
        .compose(e -> endpoint(api, "token", Category.AUTHENTICATION, "Login", "token", none))
        .compose(e -> endpoint(api, "logout", Category.AUTHENTICATION, "Login", "logout", none))
        .compose(e -> endpoint(api, "profile", Category.AUTHENTICATION, "Login", "profile", none))
        .compose(e -> endpoint(api, "register", Category.MEMBER, "Member", "insert", none))
        .compose(e -> endpoint(api, "me", Category.MEMBER, "Member", "details", none))
        .compose(e -> endpoint(api, "groups", Category.MEMBER, "MemberGroup", "list", none))
        .compose(e ->
            endpoint(
                api,
                "checkout/gold",
                Category.PAYMENTS,
                "Stripe",
                "checkout",
                sells("price_gold_monthly", api)))
        .compose(e ->
            endpoint(
                api,
                "checkout/silver",
                Category.PAYMENTS,
                "Stripe",
                "checkout",
                sells("price_silver_monthly", api)))
        .compose(
            e -> endpoint(api, "subscription", Category.PAYMENTS, "Stripe", "subscription", none))
        .compose(e -> endpoint(api, "cancel", Category.PAYMENTS, "Stripe", "cancel_order", none));
  }

  private ObjectNode sells(String price, Api api) {
    var settings = Json.object();
    settings.putArray("products_list").add(price);
    var docs = http.url("/docs/" + api.id() + "/");
    settings.put("return_url", docs + "?paid={CHECKOUT_SESSION_ID}");
    settings.put("return_err_url", docs + "?not_paid");
    return settings;
  }

  private Future<Void> endpoint(
      Api api,
      String path,
      Category category,
      String model,
      String operation,
      ObjectNode settings) {
    var draft =
        new EndpointDraft(
            path,
            Optional.empty(),
            category,
            model,
            Optional.empty(),
            operation,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(settings),
            Optional.empty());
    return services.endpoints().create(ACTOR, api.id(), draft).mapEmpty();
  }

  private List<String> greeting(Api api) {
    return List.of(
        "  Swagger UI       " + http.url("/docs/" + api.id() + "/"),
        "  Admin API        " + http.url("/docs/admin/"),
        "  Admin log-in     " + ADMIN.email() + " / " + ADMIN.password().reveal(),
        "  Member log-in    " + MEMBER_EMAIL + " / " + MEMBER_PASSWORD,
        "  Test card        4242 4242 4242 4242, any later date, any CVC",
        "Stop with Ctrl-C.");
  }
}
