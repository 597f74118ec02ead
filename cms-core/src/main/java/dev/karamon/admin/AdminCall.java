package dev.karamon.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Actor;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.id.IdText;
import dev.karamon.json.Text;
import dev.karamon.page.PageRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** One call of an admin route: who calls, what was sent. */
public final class AdminCall<I extends Record> {
  private final Actor actor;
  private final I body;
  private final ObjectNode fields;
  private final Map<String, String> pathParameters;
  private final HttpServerRequest request;
  private final List<String> orders;

  AdminCall(
      Actor actor,
      I body,
      ObjectNode fields,
      Map<String, String> pathParameters,
      HttpServerRequest request,
      List<String> orders) {
    this.actor = actor;
    this.body = body;
    this.fields = fields;
    this.pathParameters = pathParameters;
    this.request = request;
    this.orders = orders;
  }

  /** Who calls. */
  public Actor actor() {
    return actor;
  }

  /** What was sent, checked. */
  public I body() {
    return body;
  }

  /** The whole checked body, with the fields that modules contribute. */
  public ObjectNode fields() {
    return fields;
  }

  /** A path parameter as written in the URL. */
  public String path(String name) {
    var value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route declares no path parameter " + name);
    }
    if (value.indexOf('\0') >= 0) {
      throw KaramonException.notFound(name + " " + Text.excerpt(value));
    }
    return value;
  }

  /** A numeric id from the path; anything else names nothing. */
  public <T> T id(String name, LongFunction<T> type) {
    return type.apply(number(name));
  }

  /** A numeric id from the path that has no type of its own. */
  public long number(String name) {
    var text = path(name);
    if (!IdText.isId(text)) {
      throw KaramonException.notFound(name + " " + Text.excerpt(text));
    }
    return Long.parseLong(text);
  }

  /** A query parameter; of the type that the route declares. */
  public Optional<String> query(String name) {
    var value = Optional.ofNullable(request.getParam(name)).filter(text -> !text.isEmpty());
    if (value.filter(text -> text.indexOf('\0') >= 0).isPresent()) {
      throw KaramonException.of(
          CommonError.INVALID_REQUEST,
          List.of(FieldProblem.invalid(name, name + " contains the character NUL.")));
    }
    return value;
  }

  /** An id that is a query parameter; the route declares it as a number. */
  public <T> Optional<T> queryId(String name, LongFunction<T> type) {
    return query(name).map(text -> type.apply(Long.parseLong(text)));
  }

  /** Which part of the list is asked for. */
  public PageRequest page() {
    return PageRequest.read(this::query, orders);
  }

  /** The address of the caller. */
  public String address() {
    return actor.origin().map(Actor.Origin::address).orElse("");
  }

  /** A request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** A cookie of the request. */
  public Optional<String> cookie(String name) {
    return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
  }

  /** Adds a cookie to the answer. */
  public void setCookie(Cookie cookie) {
    request.response().addCookie(cookie);
  }
}
