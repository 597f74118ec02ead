package dev.karamon.server.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.secret.SecretText;
import dev.karamon.server.DatabaseUrl;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.Tables;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where lives are told: a product whose Stripe is scripted, and groups that sell what is bought.
 */
final class Stage implements AutoCloseable {
  private static final String EMAIL = "stage@example.com";
  private static final String PASSWORD = "a password of the stage";

  private final DatabaseUrl database;
  private final ScriptedStripe stripe;
  private final URI stripeUrl;
  private final Node product;
  private final Admin admin;
  private final Postman postman;
  private final Ledger ledger;
  private final Oracle oracle;
  private final Map<String, Life> lives;
  private final Set<String> handledTypes;
  private final AtomicInteger numbers = new AtomicInteger();

  Stage(Site site, List<Story> stories) throws SQLException {
    this(site, stories, UnaryOperator.identity());
  }

  /** The same; the product reaches Stripe at another address. */
  Stage(Site site, List<Story> stories, UnaryOperator<URI> line) throws SQLException {
    var shelf = Shelf.in(site.sandbox());
    // Recorded before anybody listens: the sandbox itself delivers nothing.
    var recorder = new Recorder(site.sandbox(), shelf, Instant.now().minusSeconds(60));
    this.lives = stories.stream().collect(Collectors.toMap(Story::name, recorder::record));
    this.database = site.freshDatabase();
    this.stripe = new ScriptedStripe(site.sandbox().url());
    this.stripeUrl = line.apply(stripe.url());
    this.product = anotherNode();
    this.admin = owner();
    product.connectSandbox();
    this.handledTypes = typesAskedFor(site);
    this.postman = new Postman(Webhooks.knownTo(admin, product.url(), Clock.systemUTC()), database);
    this.ledger = new Ledger(database);
    // The lives lie in the past, so the product would soon look after each of them by itself.
    new Sql(database).run("UPDATE scheduled_tasks SET execution_time = now() + interval '1 day'");
    this.oracle = new Oracle(groupsSelling(shelf));
  }

  /** Another server of the product; to be closed before the stage is. */
  Node anotherNode() {
    return Site.nodeOn(database, stripeUrl);
  }

  Life life(Story story) {
    return Objects.requireNonNull(lives.get(story.name()));
  }

  /** How many lives can be told. */
  int size() {
    return lives.size();
  }

  /** The steps of a life whose events the product has asked Stripe to send. */
  List<Integer> handled(Story story) {
    return life(story).steps(handledTypes);
  }

  Oracle oracle() {
    return oracle;
  }

  Ledger ledger() {
    return ledger;
  }

  Postman postman() {
    return postman;
  }

  /** A life with a new member; its customer exists from now on. */
  Telling begins(Life life, Plan plan, View view) {
    var number = numbers.incrementAndGet();
    var member = member("life%d@example.com".formatted(number));
    var telling = new Telling(life, plan, view, new Cast(number, member));
    stripe.begins(telling);
    if (plan.sent().isEmpty()) {
      ledger.links(telling.customer(), member);
    }
    return telling;
  }

  private long member(String email) {
    var draft = Map.of("email", email, "name", "Mika");
    return asks(() -> admin.post("/members", draft)).expect(201).at("/id").longValue();
  }

  /** So many ask at once that some may be told that the database is busy, and to come again. */
  private static Answer asks(Supplier<Answer> call) {
    var answer = call.get();
    while (answer.status() == 503 && answer.text().contains("\"database_unavailable\"")) {
      Patience.pause();
      answer = call.get();
    }
    return answer;
  }

  /** Has each event of a telling applied again, and waits for it. */
  void replays(Telling telling) {
    for (int step : telling.plan().sent()) {
      asks(() -> admin.post("/stripe/events/" + telling.eventId(step) + "/replay")).expect(200);
      postman.waitsFor(telling.eventId(step));
    }
  }

  /** Has the product compare everybody with Stripe, and make good what differs unless it is dry. */
  void reconciles(boolean dry) {
    var run = admin.post("/stripe/reconcile", Map.of("dry_run", dry)).expect(201).at("/run_id");
    Patience.until(
        Duration.ofMinutes(2),
        () ->
            assertThat(admin.get("/stripe/reconcile/" + run.longValue()).at("/state").textValue())
                .isEqualTo("done"));
  }

  /** Whether it is known which customer the member of a telling is. */
  boolean isLinked(Telling telling) {
    return asks(() -> admin.get("/members/" + telling.cast().member()))
        .expect(200)
        .at("/stripe/customer_id")
        .isTextual();
  }

  /** Has the product read everything of one member from Stripe. */
  void resyncs(Telling telling) {
    asks(() -> admin.post("/members/" + telling.cast().member() + "/resync")).expect(200);
  }

  private Admin owner() {
    Patience.await(
        product.services().firstAdmin().create(EMAIL, "Stage", new SecretText(PASSWORD)));
    return Admin.signIn(product.url(), EMAIL, PASSWORD);
  }

  private Set<String> typesAskedFor(Site site) {
    var ours = product.url().toString();
    return StreamSupport.stream(
            site.sandbox().get("/v1/webhook_endpoints").path("data").spliterator(), false)
        .filter(endpoint -> endpoint.path("url").textValue().startsWith(ours))
        .flatMap(endpoint -> endpoint.path("enabled_events").valueStream())
        .map(type -> type.textValue())
        .collect(Collectors.toSet());
  }

  /**
   * Each price has a group of its own; both subscriptions also lead to one that they share, and all
   * of them to groups that do not do what is usual.
   */
  private List<Oracle.Group> groupsSelling(Shelf shelf) {
    return List.of(
        selling("Basic", Policy.USUAL, shelf.basic()),
        selling("Plus", Policy.USUAL, shelf.plus()),
        selling("Everybody", Policy.USUAL, shelf.basic(), shelf.plus()),
        selling("Book", Policy.USUAL, shelf.once()),
        selling("Strict", Policy.STRICT, shelf.all()),
        selling("Patient", Policy.PATIENT, shelf.all()),
        selling("Exact", Policy.EXACT, shelf.all()));
  }

  private Oracle.Group selling(String name, Policy policy, String... prices) {
    var fields =
        Map.of(
            "name", name,
            "stripe_prices", Map.of("test", List.of(prices)),
            "stripe_policies", policy.fields());
    var id = admin.post("/groups", fields).expect(201).at("/id").longValue();
    return new Oracle.Group(id, Set.of(prices), policy);
  }

  @Override
  public void close() throws SQLException {
    postman.close();
    product.close();
    ledger.close();
    stripe.close();
    // PostgreSQL counts what a connection saw when that is closed.
    try (var tables = new Tables(database)) {
      assertThat(tables.deadlocks()).isZero();
    }
  }
}
