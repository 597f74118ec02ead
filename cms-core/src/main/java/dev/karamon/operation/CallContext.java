package dev.karamon.operation;

import dev.karamon.id.EndpointId;
import io.vertx.core.http.Cookie;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The endpoint and the caller of an operation.
 *
 * @param caller who calls, when somebody is logged in
 * @param session what a log-out ends: known longer than the caller, whose token may have expired
 * @param address the network address of the caller
 * @param cookies takes cookies that go out with the answer
 */
public record CallContext(
    ApiContext api,
    EndpointId endpoint,
    Optional<Caller> caller,
    Optional<UUID> session,
    String address,
    Consumer<Cookie> cookies) {}
