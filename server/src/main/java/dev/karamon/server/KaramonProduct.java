package dev.karamon.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

final class KaramonProduct implements Product {
  @Override
  public Future<Node> start(Vertx vertx, Start start) {
    throw new UnsupportedOperationException("start");
  }

  @Override
  public List<String> migrate(DatabaseUrl database) {
    throw new UnsupportedOperationException("migrate");
  }

  @Override
  public Future<Boolean> demo(Vertx vertx, Start start) {
    throw new UnsupportedOperationException("demo");
  }
}
