package dev.karamon.server;

import dev.karamon.http.HttpConfig;
import dev.karamon.module.Cms;
import dev.karamon.sandbox.StripeSandbox;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node that serves, with the sandbox beside it when it was asked for. */
final class KaramonNode implements Product.Node {
  private final Cms cms;
  private final HttpConfig http;
  private final Optional<StripeSandbox> sandbox;
  private final Product.Start start;
  private final List<String> greeting = new ArrayList<>();

  KaramonNode(Cms cms, HttpConfig http, Optional<StripeSandbox> sandbox, Product.Start start) {
    this.cms = cms;
    this.http = http;
    this.sandbox = sandbox;
    this.start = start;
    greeting.add("Karamon is ready at " + http.url("/admin/"));
    sandbox.ifPresent(s -> greeting.add("  Stripe sandbox   " + s.url() + "/"));
  }

  @Override
  public List<String> greeting() {
    return List.copyOf(greeting);
  }

  @Override
  public Future<Void> close() {
    return cms.close().transform(done -> KaramonProduct.close(sandbox));
  }

  /** Where a demo plays. */
  Demo.Target demoTarget() {
    return new Demo.Target(URI.create(http.url("")), sandbox.orElseThrow().url(), DemoData.ADMIN);
  }

  /** Creates the first admin: the configured one, the demo's, or a link for whoever sets it up. */
  Future<Void> prepare() {
    return cms.services()
        .firstAdmin()
        .exists()
        .compose(exists -> exists ? Future.succeededFuture() : firstAdmin());
  }

  /** Fills an empty system with what a newcomer wants to try. */
  Future<Void> seed() {
    return start.withDemoData()
        ? new DemoData(cms.services(), http).seed().onSuccess(greeting::addAll).mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> firstAdmin() {
    var firstAdmin = cms.services().firstAdmin();
    var account = start.config().firstAdmin().or(this::demoAdmin);
    if (account.isPresent()) {
      return firstAdmin
          .create(account.get().email(), "First admin", account.get().password())
          .mapEmpty();
    }
    return firstAdmin.setupLink().map(this::greetWithLink);
  }

  private Optional<AdminAccount> demoAdmin() {
    // Demo data and the demo itself live on a sandbox of this machine only.
    return sandbox.isPresent() && start.withDemoAdmin()
        ? Optional.of(DemoData.ADMIN)
        : Optional.empty();
  }

  @SuppressWarnings("NullAway") // a Future<Void> carries nothing
  private Void greetWithLink(SecretText token) {
    greeting.add(
        "  There is no admin yet. Within 24 hours, open "
            + http.url("/admin/setup?token=" + token.reveal()));
    return null;
  }
}
