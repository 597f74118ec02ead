package dev.karamon.operation;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.EndpointId;
import io.vertx.core.http.Cookie;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call of an endpoint.
 *
 * @param settings what the admin fixed
 * @param input what the caller sent
 * @param caller who calls, when somebody is logged in
 * @param address the network address of the caller
 * @param cookies takes cookies that go out with the answer
 */
public record Call<S extends Record, I extends Record>(
    S settings,
    I input,
    ApiContext api,
    EndpointId endpoint,
    Optional<Caller> caller,
    String address,
    Consumer<Cookie> cookies) {

  /** The member who calls; {@code UNAUTHENTICATED} when nobody is logged in. */
  public Caller member() {
    return caller.orElseThrow(
        () -> new KaramonException(CommonError.UNAUTHENTICATED, "Log in first."));
  }
}
