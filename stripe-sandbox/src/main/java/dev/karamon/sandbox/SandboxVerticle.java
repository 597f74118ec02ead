package dev.karamon.sandbox;

import dev.karamon.sandbox.api.ApiRoutes;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.control.Control;
import dev.karamon.sandbox.control.ControlRoutes;
import dev.karamon.sandbox.control.KnownHosts;
import dev.karamon.sandbox.event.Deliveries;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.fault.BadDays;
import dev.karamon.sandbox.page.Dashboard;
import dev.karamon.sandbox.page.Pages;
import dev.karamon.sandbox.schema.Inspection;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.store.Objects;
import dev.karamon.sandbox.store.SandboxTime;
import dev.karamon.sandbox.store.StateFile;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the sandbox together; everything it holds is touched on this verticle's event loop only.
 */
final class SandboxVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SandboxVerticle.class);
  private static final long MAX_BODY = 1_048_576;
  private static final long TICK_MS = 1_000;

  private final SandboxConfig config;
  private final Objects objects = new Objects();
  private Optional<StateFile> stateFile = Optional.empty();
  private Optional<World> world = Optional.empty();

  SandboxVerticle(SandboxConfig config) {
    this.config = config;
  }

  URI url() {
    return world.orElseThrow().url();
  }

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    var server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(config.port())
                // Clients that offer to change the protocol midway have been seen to wait for ever.
                .setHttp2ClearTextEnabled(false));
    return readSchema()
        .compose(_ -> readState())
        .compose(_ -> server.requestHandler(router).listen())
        .map(bound -> {
          open(router, URI.create("http://127.0.0.1:" + bound.actualPort()));
          return bound;
        });
  }

  /** The schema is large: it is not read on the event loop. */
  private Future<Integer> readSchema() {
    return vertx.executeBlocking(
        () -> Schema.objects().hashCode() + Schema.parameters().hashCode());
  }

  private Future<Void> readState() {
    if (config.stateFile().isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> StateFile.open(vertx, config.stateFile().get(), objects))
        .onSuccess(file -> {
          file.follow();
          stateFile = Optional.of(file);
        })
        .mapEmpty();
  }

  private void open(Router router, URI url) {
    var time = new SandboxTime(config.clock(), objects);
    var badDays = new BadDays();
    var deliveries = new Deliveries(vertx, objects, time, badDays);
    var inspection = new Inspection();
    var events = new Events(objects, time, deliveries, inspection);
    var made = new World(objects, time, badDays, events, deliveries, inspection, url);
    world = Optional.of(made);
    var parts = Parts.of(made);
    if (config.seed()) {
      Seed.plant(made, parts.catalog());
    }
    moveOpenSessions(url);
    router.route().handler(new KnownHosts());
    new ApiRoutes(made, parts.resources()).mount(router);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    new Pages(made, parts.checkouts(), parts.totals(), parts.portal(), parts.invoices())
        .mount(router);
    var control = new Control(made, parts.timeline(), parts.dunning(), parts.director());
    new ControlRoutes(control).mount(router);
    new Dashboard(made, control, parts.settlements()).mount(router);
    vertx.setPeriodic(TICK_MS, _ -> parts.timeline().tick());
    deliveries.resume();
    log.info("Stripe sandbox at {}", url);
  }

  /** After a restart on another port the pages of open sessions are there. */
  private void moveOpenSessions(URI url) {
    objects
        .newestFirst(Checkouts.KIND)
        .filter(Checkouts::open)
        .forEach(session -> session.put("url", url + "/c/pay/" + session.get("id").textValue()));
  }

  @Override
  public Future<?> stop() {
    var delivering = world.map(it -> it.deliveries().close()).orElse(Future.succeededFuture());
    return delivering
        .eventually(() -> stateFile.map(StateFile::close).orElse(Future.succeededFuture()))
        .compose(_ -> honest());
  }

  /** A sandbox that ever failed its own inspection does not end well, so that tests fail. */
  private Future<Void> honest() {
    var found = world.map(it -> it.inspection().found()).orElse(List.of());
    return found.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(String.join("; ", found));
  }
}
