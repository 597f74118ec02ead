package dev.karamon.database;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL's driver, whose connections end when the server has said nothing for too long: one
 * that is gone does not keep to its own time limits, and says no good-bye either. What was asked on
 * such a connection fails as on any other that breaks (docs/adr/0024).
 */
final class WatchfulDriver extends PgDriver {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Duration silence;

  private WatchfulDriver(Duration silence) {
    this.silence = silence;
  }

  /** A pool of such connections, which are made when first needed. */
  static Pool pool(Vertx vertx, DatabaseConfig config, PoolOptions options) {
    return ClientBuilder.pool(new WatchfulDriver(config.silence()))
        .with(options)
        .with(socket())
        .connectingTo(config.options())
        .using(vertx)
        .build();
  }

  /** Makes single connections; whoever has one asks something now and then. */
  static ConnectionFactory<PgConnectOptions> factory(Vertx vertx, DatabaseConfig config) {
    return new WatchfulDriver(config.silence()).createConnectionFactory(vertx, socket());
  }

  /** The keep-alive is for a connection that falls silent while it is being made. */
  private static NetClientOptions socket() {
    return new NetClientOptions().setConnectTimeout((int) CONNECT.toMillis()).setTcpKeepAlive(true);
  }

  @Override
  public ConnectionFactory<PgConnectOptions> createConnectionFactory(
      Vertx vertx, NetClientOptions socket) {
    return new Factory((VertxInternal) vertx, socket, silence);
  }

  private static final class Factory extends PgConnectionFactory {
    private final Duration silence;

    Factory(VertxInternal vertx, NetClientOptions socket, Duration silence) {
      super(vertx, socket);
      this.silence = silence;
    }

    @Override
    protected Future<Connection> doConnectInternal(
        PgConnectOptions options, ContextInternal context) {
      var connected = super.doConnectInternal(options, context);
      return connected
          .timeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
          .onSuccess(connection -> line(connection).addFirst(new Watch(silence)))
          .onFailure(failure -> connected.onSuccess(late -> cut(line(late).firstContext())))
          .recover(failure -> Future.failedFuture(named(failure)));
    }

    /** What fails before the server speaks, such as TLS, has no type in common. */
    private static Throwable named(Throwable failure) {
      if (failure instanceof PgException || failure instanceof TimeoutException) {
        return failure;
      }
      var cause = failure.getCause();
      var reason = cause == null ? failure.getMessage() : failure.getMessage() + ": " + cause;
      return new IOException(reason, failure);
    }

    private static ChannelPipeline line(Connection connection) {
      return ((SocketConnectionBase) connection).socket().channelHandlerContext().pipeline();
    }
  }

  /** Closes the socket itself, when called from the place next to it. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void cut(ChannelHandlerContext socket) {
    socket.close();
  }

  /**
   * Stands next to the socket: a close that comes from further up, such as that of the idle timeout
   * of {@link NetClientOptions}, the driver turns into a good-bye that the server has to answer.
   */
  private static final class Watch extends IdleStateHandler {
    Watch(Duration silence) {
      super(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext socket, IdleStateEvent event) {
      cut(socket);
    }
  }
}
