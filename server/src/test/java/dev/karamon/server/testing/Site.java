package dev.karamon.server.testing;

import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.sandbox.SandboxConfig;
import dev.karamon.sandbox.StripeSandbox;
import dev.karamon.secret.SecretText;
import dev.karamon.server.DatabaseUrl;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A running product and everybody around it. Things made through it get names of their own. */
public final class Site implements AutoCloseable {
  /** The first admin. */
  public static final String ADMIN_EMAIL = "owner@example.com";

  /** The first admin's password. */
  public static final String ADMIN_PASSWORD = "correct horse battery";

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  private final Supplier<DatabaseUrl> databases;
  private final DatabaseUrl database;
  private final TestClock clock = new TestClock();
  private final Vertx vertx = Vertx.vertx();
  private final StripeSandbox stripe;
  private final StripeLine line;
  private final URI stripeUrl;
  private final Tables tables;
  private final Node node;
  private Admin admin;
  private final AtomicInteger names = new AtomicInteger();

  private Site(
      Supplier<DatabaseUrl> databases, KaramonTest.Stripe connection, Duration longestStatement) {
    this.databases = databases;
    this.database = databases.get();
    this.tables = new Tables(database);
    this.stripe = Patience.await(StripeSandbox.start(vertx, SandboxConfig.onFreePort()));
    this.line = StripeLine.to(vertx, stripe.url());
    this.stripeUrl = connection == KaramonTest.Stripe.OVER_A_LINE ? line.url() : stripe.url();
    this.node = Node.start(database, stripeUrl, clock, longestStatement);
    Patience.await(
        node.services().firstAdmin().create(ADMIN_EMAIL, "Owner", new SecretText(ADMIN_PASSWORD)));
    this.admin = Admin.signIn(node.url(), ADMIN_EMAIL, ADMIN_PASSWORD);
  }

  static Site open(TestPostgres postgres, KaramonTest wanted) {
    return open(() -> postgres.freshDatabase(wanted.durable()), wanted.stripe(), LONGEST_STATEMENT);
  }

  /** A site on a database of its own, which nobody migrates or clears; to be closed by the test. */
  public static Site on(DatabaseUrl database, KaramonTest.Stripe connection) {
    return on(database, connection, LONGEST_STATEMENT);
  }

  /** The same, where a statement may take so long. */
  public static Site on(
      DatabaseUrl database, KaramonTest.Stripe connection, Duration longestStatement) {
    return open(() -> database, connection, longestStatement);
  }

  private static Site open(
      Supplier<DatabaseUrl> databases, KaramonTest.Stripe connection, Duration longestStatement) {
    var site = new Site(databases, connection, longestStatement);
    if (connection != KaramonTest.Stripe.NOT_CONNECTED) {
      site.node.connectSandbox();
    }
    switch (connection) {
      case CONNECTED, NOT_CONNECTED -> {}
      case WITHOUT_DELIVERIES, OVER_A_LINE -> site.sandbox().stopDeliveries();
      case UNREACHABLE -> Patience.await(site.stripe.close());
    }
    return site;
  }

  /** Where the server listens. */
  public URI url() {
    return node.url();
  }

  /** The database of the server. */
  public DatabaseUrl database() {
    return database;
  }

  /** A migrated, empty database that nobody uses. */
  public DatabaseUrl freshDatabase() {
    return databases.get();
  }

  /** Changes the database behind the server's back: lets time pass in it. */
  public void execute(String sql) {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The server. */
  public Node node() {
    return node;
  }

  /** Another server on the same database, with the same Stripe; to be closed by the test. */
  public Node anotherNode() {
    return Node.start(database, stripeUrl, clock);
  }

  /** The same, but it takes events of this size. */
  public Node anotherNodeTaking(int webhookMaxBytes) {
    return Node.start(database, stripeUrl, clock, webhookMaxBytes);
  }

  /** The same, but it sends mail. */
  public Node anotherNodeMailing(SmtpConfig smtp) {
    return Node.start(database, stripeUrl, clock, smtp);
  }

  /** The same, but it believes these proxies. */
  public Node anotherNodeBehind(TrustedProxies proxies) {
    return Node.start(database, stripeUrl, clock, proxies);
  }

  /** What is in the database. */
  public Tables tables() {
    return tables;
  }

  /** A transaction of somebody else; the caller closes it. */
  public OtherTransaction otherTransaction() {
    return OtherTransaction.begin(database);
  }

  /** The time of the servers. */
  public TestClock clock() {
    return clock;
  }

  /** The line between the servers and Stripe, when there is one. */
  public StripeLine line() {
    return line;
  }

  /** A server on a database of its own, with another Stripe; to be closed by the test. */
  public static Node nodeOn(DatabaseUrl database, URI stripe) {
    return Node.start(database, stripe, new TestClock());
  }

  /** Somebody whom the server does not know. */
  public Client anybody() {
    return new Client(url());
  }

  /** The owner, signed in. */
  public Admin admin() {
    return admin;
  }

  /** The owner signs in again, after so much time that the session has ended. */
  public void adminSignsIn() {
    admin = Admin.signIn(node.url(), ADMIN_EMAIL, ADMIN_PASSWORD);
  }

  /** Stripe. */
  public Sandbox sandbox() {
    return new Sandbox(stripe.url());
  }

  /** Sends events that are signed with a secret that the server is told of. */
  public Webhooks webhooks() {
    return Webhooks.knownTo(admin, url(), clock);
  }

  /** A new group; the name gets a number. */
  public TestGroup group(String name) {
    var unique = unique(name);
    var made = admin.post("/groups", Map.of("name", unique)).expect(201);
    return new TestGroup(admin, made.at("/id").longValue(), unique);
  }

  /** A new group that these prices lead to. */
  public TestGroup groupSoldBy(String... prices) {
    return group("Gold").withPrices(prices);
  }

  /** A new API of this security. */
  public TestApi api(String security) {
    return api(security, Map.of());
  }

  /** A new API of this security, with more fields. */
  public TestApi api(String security, Map<String, ?> fields) {
    return TestApi.make(this, unique("API"), security, fields);
  }

  /** A new member with a password. */
  public TestMember member() {
    return member(Map.of("password", TestMember.PASSWORD));
  }

  /** A new member who cannot log in, which is made faster. */
  public TestMember memberWithoutPassword() {
    return member(Map.of());
  }

  /** A new member who pays this price at Stripe. */
  public Payer payer(String price) {
    return Payer.of(this, price);
  }

  /** So many new members who pay this price at Stripe. */
  public List<Payer> payers(int count, String price) {
    var made = Collections.synchronizedList(new ArrayList<Payer>());
    Crowd.each(8, Collections.nCopies(count, price), each -> made.add(payer(each)));
    return List.copyOf(made);
  }

  /** A group that a price of its own leads to, and an API that sells it. */
  public Shop shop() {
    var price = sandbox().price();
    return new Shop(price, groupSoldBy(price), apiSelling(price));
  }

  /** An API with log-in, profile, checkout of these prices and cancellation. */
  public TestApi apiSelling(String... prices) {
    var api = api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    api.endpoint("checkout", "Stripe::checkout", sells(prices));
    api.endpoint("cancel", "Stripe::cancel_order", Map.of("products_list", List.of(prices)));
    return api;
  }

  /** Settings of a checkout of these prices. */
  public Map<String, Object> sells(String... prices) {
    return Map.of(
        "products_list", List.of(prices),
        "return_url", url() + "/thanks?session={CHECKOUT_SESSION_ID}",
        "return_err_url", url() + "/sorry");
  }

  /** A name that nothing else has. */
  public String unique(String name) {
    return name + " " + names.incrementAndGet();
  }

  private TestMember member(Map<String, ?> fields) {
    var email = "member" + names.incrementAndGet() + "@example.com";
    var draft = new HashMap<String, Object>(fields);
    draft.put("email", email);
    draft.put("name", "Mika");
    var made = admin.post("/members", draft).expect(201);
    return new TestMember(this, made.at("/id").longValue(), email);
  }

  @Override
  public void close() {
    tables.close();
    node.close();
    Patience.await(vertx.close());
  }
}
