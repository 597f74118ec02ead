package dev.karamon.operation;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.EndpointId;
import io.vertx.core.http.Cookie;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One call of an endpoint.
 *
 * @param settings what the admin fixed
 * @param input what the caller sent
 */
public record Call<S extends Record, I extends Record>(S settings, I input, CallContext context) {

  /** The API it is called through. */
  public ApiContext api() {
    return context.api();
  }

  /** The endpoint that is called. */
  public EndpointId endpoint() {
    return context.endpoint();
  }

  /** Who calls, when somebody is logged in. */
  public Optional<Caller> caller() {
    return context.caller();
  }

  /** The member who calls; {@code UNAUTHENTICATED} when nobody is logged in. */
  public Caller member() {
    return caller()
        .orElseThrow(() -> new KaramonException(CommonError.UNAUTHENTICATED, "Log in first."));
  }

  /** The session that the call names, also by a token that has expired. */
  public Optional<UUID> session() {
    return context.session();
  }

  /** The network address of the caller. */
  public String address() {
    return context.address();
  }

  /** Takes cookies that go out with the answer. */
  public Consumer<Cookie> cookies() {
    return context.cookies();
  }
}
