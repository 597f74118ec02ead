package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.error.CommonError;
import dev.karamon.error.ErrorKind;
import dev.karamon.error.KaramonException;
import dev.karamon.http.CallerAddress;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.http.RequestIds;
import dev.karamon.http.Statuses;
import dev.karamon.id.ApiId;
import dev.karamon.id.IdText;
import dev.karamon.json.Json;
import dev.karamon.json.Text;
import dev.karamon.operation.CallContext;
import dev.karamon.operation.Caller;
import dev.karamon.operation.CatalogEntry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serves every generated endpoint through one route: look up, pass the gates, run, answer. */
public final class EndpointDispatcher implements Mount {
  /** Where all generated endpoints are. */
  public static final String ROOT = "/rcms-api/";

  private static final String REQUEST_ID = "x-rcms-request-id";
  private static final Pattern PATH =
      Pattern.compile("/rcms-api/(" + IdText.DIGITS + ")(?:/(.*))?");
  private static final Pattern API = Pattern.compile(ROOT + "(" + IdText.DIGITS + ")(?=[/?]|$)");
  private static final List<HttpMethod> ANY_METHOD = List.of(HttpMethod.GET, HttpMethod.POST);
  private static final Duration BROKEN_RETRY = Duration.ofMinutes(1);

  private final EndpointTables tables;
  private final CallerGate callers;
  private final RateLimits rates;
  private final EndpointUsages usages;

  public EndpointDispatcher(
      EndpointTables tables, CallerGate callers, RateLimits rates, EndpointUsages usages) {
    this.tables = tables;
    this.callers = callers;
    this.rates = rates;
    this.usages = usages;
  }

  @Override
  public void on(Router router) {
    router.route(ROOT + "*").handler(this::serve).failureHandler(this::fail);
  }

  @Override
  public boolean refuse(RoutingContext context, KaramonException refusal) {
    var request = context.request();
    if (!request.uri().startsWith(ROOT)) {
      return false;
    }
    var api = named(request);
    if (api.isPresent() && CorsGate.isPreflight(request)) {
      // Only what comes after it can be read by the page.
      CorsGate.answerPreflight(api.get().cors(), ANY_METHOD, request);
    } else {
      fail(context, refusal);
    }
    return true;
  }

  @Override
  public void letPagesRead(HttpServerRequest request) {
    named(request).ifPresent(api -> CorsGate.allow(api.cors(), request));
  }

  /** The API that a URL names, however it goes on. */
  private Optional<Api> named(HttpServerRequest request) {
    var api = API.matcher(request.uri());
    return api.lookingAt()
        ? tables
            .current()
            .api(new ApiId(Long.parseLong(api.group(1))))
            .map(EndpointTable.ApiTable::api)
        : Optional.empty();
  }

  private void fail(RoutingContext context) {
    var failure = context.failure();
    fail(context, failure == null ? unreadable() : failure);
  }

  private void fail(RoutingContext context, Throwable failure) {
    if (!context.response().headWritten()) {
      letPagesRead(context.request());
      context.response().putHeader(REQUEST_ID, RequestIds.of(context));
    }
    Envelope.fail(context, failure);
  }

  private void serve(RoutingContext context) {
    var request = context.request().pause();
    request.response().putHeader(REQUEST_ID, RequestIds.of(context));
    var target = find(context);
    if (CorsGate.isPreflight(request)) {
      CorsGate.answerPreflight(target.api.cors(), target.methods(), request);
      return;
    }
    CorsGate.allow(target.api.cors(), request);
    if (target.matches.isEmpty()) {
      throw nothingAt(context);
    }
    var match = choose(target, context);
    var served = match.served();
    countWhenAnswered(served.endpoint(), context);
    var operation = enabled(served);
    callers
        .admit(target.api, operation, served.endpoint(), request)
        .compose(admitted -> limitRate(served, admitted.caller(), context).map(admitted))
        .compose(admitted ->
            InputReader.read(request, operation, match.pathParameters())
                .compose(input -> run(served, target.api, admitted, input, context)))
        .onSuccess(output -> answer(served.endpoint(), target.api, output, context))
        .onFailure(failure -> refuse(target.api, failure, context));
  }

  private void refuse(Api api, Throwable failure, RoutingContext context) {
    if (failure instanceof KaramonException named) {
      var kind = named.code().kind();
      if (kind == ErrorKind.UNAUTHENTICATED && CallerGate.takesTokens(api)) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
      }
      if (kind == ErrorKind.RATE_LIMITED) {
        rates.exhausted(Statuses.secondsToWait(named), context.response().headers());
      }
    }
    context.fail(failure);
  }

  private void countWhenAnswered(Endpoint endpoint, RoutingContext context) {
    context.addEndHandler(ended -> usages.count(endpoint.id(), context.response().getStatusCode()));
  }

  /** What a path leads to, before the method is looked at. */
  private record Target(Api api, List<ServedEndpoint.Match> matches) {
    /** Where nothing is, pages may ask with any method: they are to read that it is not there. */
    List<HttpMethod> methods() {
      return matches.isEmpty() ? ANY_METHOD : EndpointTable.ApiTable.methods(matches);
    }
  }

  private Target find(RoutingContext context) {
    var path = PATH.matcher(context.normalizedPath());
    if (path.matches()) {
      var table = tables.current().api(new ApiId(Long.parseLong(path.group(1))));
      if (table.isPresent()) {
        var below = path.group(2);
        return new Target(
            table.get().api(),
            below == null || below.isEmpty() ? List.of() : table.get().find(below));
      }
    }
    throw nothingAt(context);
  }

  private static KaramonException nothingAt(RoutingContext context) {
    return new KaramonException(
        CommonError.NOT_FOUND,
        "There is no endpoint at " + Text.excerpt(context.request().path()) + ".");
  }

  private static ServedEndpoint.Match choose(Target target, RoutingContext context) {
    var sent = context.request().method();
    var method = sent.equals(HttpMethod.HEAD) ? HttpMethod.GET : sent;
    for (var match : target.matches) {
      if (match.served().endpoint().method().equals(method.name())) {
        return match;
      }
    }
    var allow = Methods.allow(EndpointTable.ApiTable.methods(target.matches));
    context.response().putHeader("Allow", allow);
    throw new KaramonException(
        CommonError.METHOD_NOT_ALLOWED, sent + " is not possible here; use " + allow + ".");
  }

  private static CatalogEntry enabled(ServedEndpoint served) {
    if (!served.endpoint().enabled()) {
      throw new KaramonException(CommonError.NOT_FOUND, "This endpoint is switched off.");
    }
    if (served.operation().isEmpty() || served.ready().isEmpty()) {
      throw KaramonException.tryLater(
          CommonError.UNAVAILABLE,
          "This endpoint is broken. An admin has to set it up again.",
          BROKEN_RETRY);
    }
    return served.operation().get();
  }

  private Future<Void> limitRate(
      ServedEndpoint served, Optional<Caller> caller, RoutingContext context) {
    var limit = served.rateLimit();
    if (limit.isEmpty()) {
      return Future.succeededFuture();
    }
    var who =
        caller
            .map(known -> "member " + known.member())
            .orElseGet(() -> "address " + CallerAddress.network(CallerAddress.of(context)));
    return rates.admit(served.endpoint().id(), who, limit.get(), context.response().headers());
  }

  private static Future<? extends Record> run(
      ServedEndpoint served,
      Api api,
      CallerGate.Admitted admitted,
      ObjectNode input,
      RoutingContext context) {
    var call =
        new CallContext(
            api.context(),
            served.endpoint().id(),
            admitted.caller(),
            admitted.session(),
            CallerAddress.of(context),
            context.response()::addCookie);
    return served.ready().orElseThrow().run(input, call);
  }

  private static void answer(Endpoint endpoint, Api api, Record output, RoutingContext context) {
    var cacheable = endpoint.cacheSeconds() > 0 && endpoint.method().equals("GET");
    if (cacheable) {
      // What one caller was answered is not what another gets from the same browser.
      context.response().headers().add("Vary", CallerGate.identifyingHeaders(api));
    }
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader(
            "Cache-Control", cacheable ? "private, max-age=" + endpoint.cacheSeconds() : "no-store")
        .end(Json.bytes(Envelope.of(output)));
  }

  private static KaramonException unreadable() {
    return new KaramonException(CommonError.INVALID_REQUEST, "The request cannot be read.");
  }
}
