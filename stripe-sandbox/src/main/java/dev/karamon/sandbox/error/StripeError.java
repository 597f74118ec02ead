package dev.karamon.sandbox.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A refusal as Stripe answers it: an HTTP status and the error object of the body. */
public final class StripeError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ObjectNode error;
  private boolean traces;

  private StripeError(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.error = JsonNodeFactory.instance.objectNode().put("type", type).put("message", message);
  }

  /** A request that Stripe finds wrong in itself (400). */
  public static StripeError invalid(String message) {
    return new StripeError(400, "invalid_request_error", message);
  }

  /** As {@link #invalid(String)}, naming the parameter at fault. */
  public static StripeError invalid(String message, String parameter) {
    return invalid(message).with("param", parameter);
  }

  /** A parameter that Stripe does not know at this place. */
  public static StripeError unknownParameter(String parameter) {
    return invalid("Received unknown parameter: " + parameter, parameter)
        .with("code", "parameter_unknown");
  }

  /** A parameter that Stripe requires. */
  public static StripeError missingParameter(String parameter) {
    return invalid("Missing required param: " + parameter + ".", parameter)
        .with("code", "parameter_missing");
  }

  /** A number below the minimum. */
  public static StripeError tooSmall(String parameter, long least) {
    return outOfRange("greater", least, parameter);
  }

  /** A number above the maximum. */
  public static StripeError tooLarge(String parameter, long most) {
    return outOfRange("less", most, parameter);
  }

  private static StripeError outOfRange(String than, long limit, String parameter) {
    return invalid("This value must be " + than + " than or equal to " + limit + ".", parameter)
        .with("code", "parameter_invalid_integer");
  }

  /** A parameter that Stripe knows and this sandbox does not act upon. */
  public static StripeError notSimulated(String parameter) {
    return invalid(
            "The sandbox does not simulate the parameter "
                + parameter
                + "; leave it out, or use a Stripe test account.",
            parameter)
        .with("code", "sandbox_not_simulated");
  }

  /** A search: Stripe has it, this sandbox does not. */
  public static StripeError searchNotSimulated() {
    return invalid(
            "The sandbox does not simulate search; list the objects instead, or use a Stripe test"
                + " account.")
        .with("code", "sandbox_not_simulated");
  }

  /** The object that the path names does not exist (404). */
  public static StripeError noSuchPathObject(String what, String id) {
    return new StripeError(404, "invalid_request_error", noSuch(what, id))
        .with("code", "resource_missing")
        .with("param", "id");
  }

  /** An object that a parameter names does not exist (400). */
  public static StripeError noSuchObject(String what, String id, String parameter) {
    return invalid(noSuch(what, id), parameter).with("code", "resource_missing");
  }

  private static String noSuch(String what, String id) {
    var elsewhere =
        id.contains("_live_")
            ? "; a similar object exists in live mode, but a test mode key was used to make this request."
            : "";
    return "No such " + what + ": '" + id + "'" + elsewhere;
  }

  /** No key, or one that is refused (401). */
  public static StripeError unauthorized(String message) {
    return new StripeError(401, "invalid_request_error", message);
  }

  /** A path that the API does not have (404). */
  public static StripeError unknownUrl(String method, String path) {
    return new StripeError(
        404,
        "invalid_request_error",
        "Unrecognized request URL (%s: %s). The sandbox has the part of Stripe's API that its documentation lists."
            .formatted(method, path));
  }

  /** The card was refused (402). */
  public static StripeError card(String code, Optional<String> declineCode, String message) {
    var refused = new StripeError(402, "card_error", message).with("code", code);
    declineCode.ifPresent(value -> refused.with("decline_code", value));
    return refused;
  }

  /** An idempotency key was used again with other parameters (400) or while in use (409). */
  public static StripeError idempotency(int status, String message) {
    return new StripeError(status, "idempotency_error", message);
  }

  /** Too many requests (429). */
  public static StripeError rateLimit() {
    return new StripeError(
            429,
            "invalid_request_error",
            "Request rate limit exceeded. The sandbox was asked to fail this call.")
        .with("code", "rate_limit");
  }

  /** Stripe's own failure (500). */
  public static StripeError server(String message) {
    return new StripeError(500, "api_error", message);
  }

  /** Adds a member to the error object; one of Stripe's codes adds the link to its explanation. */
  public StripeError with(String name, String value) {
    error.put(name, value);
    if (name.equals("code") && !value.startsWith("sandbox_")) {
      error.put("doc_url", "https://docs.stripe.com/error-codes#" + value.replace('_', '-'));
    }
    return this;
  }

  /** Adds an object, such as the payment intent that failed. */
  public StripeError with(String name, ObjectNode value) {
    error.set(name, value);
    return this;
  }

  /** The same refusal of a call that was carried out in part, such as a payment that failed. */
  public StripeError leavingTraces() {
    traces = true;
    return this;
  }

  /** Whether what the refused call had done by then stays; otherwise it is undone. */
  public boolean leavesTraces() {
    return traces;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** A call with the same idempotency key is still under way (409). */
  public static StripeError keyInUse() {
    return idempotency(
            409,
            "There is currently another in-progress request using this idempotency key (that probably means you submitted twice, and the other request is still going through): please try again later. The sandbox was asked to fail this call.")
        .with("code", "idempotency_key_in_use");
  }

  /** The whole body: {@code {"error": {...}}}. */
  public ObjectNode body() {
    var body = JsonNodeFactory.instance.objectNode();
    body.set("error", error.deepCopy());
    return body;
  }
}
