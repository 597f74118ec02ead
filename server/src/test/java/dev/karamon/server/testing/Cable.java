package dev.karamon.server.testing;

import dev.karamon.server.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way to a database, which can be cut and mended, or fall silent. */
public final class Cable implements AutoCloseable {
  private final DatabaseUrl database;
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private final int port = Node.freePort();
  private NetServer server;

  public Cable(DatabaseUrl database) {
    this.database = database;
    this.server = listen();
  }

  /** The database as it is reached through the cable. */
  public DatabaseUrl url() {
    return new DatabaseUrl(
        "127.0.0.1",
        port,
        database.database(),
        database.user(),
        database.password(),
        database.options());
  }

  /** Breaks all connections and refuses new ones. */
  public void cut() {
    Patience.await(server.close());
    sockets.forEach(NetSocket::close);
    sockets.clear();
  }

  /** Takes connections again. */
  public void mend() {
    server = listen();
  }

  /**
   * What is sent over the connections that there are gets lost, and nobody is told; new ones work.
   */
  public void fallSilent() {
    sockets.forEach(socket -> socket.handler(lost -> {}).endHandler(end -> {}).resume());
  }

  private NetServer listen() {
    return Patience.await(
        vertx.createNetServer().connectHandler(this::connect).listen(port, "127.0.0.1"));
  }

  private void connect(NetSocket here) {
    here.pause();
    sockets.add(here);
    client
        .connect(database.port(), database.host())
        .onSuccess(there -> {
          sockets.add(there);
          here.pipeTo(there);
          there.pipeTo(here);
        })
        .onFailure(failure -> here.close());
  }

  @Override
  public void close() {
    Patience.await(vertx.close());
  }
}
