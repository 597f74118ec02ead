package dev.karamon.stripe.gateway;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that says what a failed call to Stripe means. */
final class StripeFailures {
  private static final Logger LOG = LoggerFactory.getLogger(StripeFailures.class);

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
  private static final int MAX_MESSAGE = 500;
  private static final String CUSTOMER = "customer";

  /** Stripe masks keys itself; whatever looks like one is masked here once more. */
  private static final Pattern KEY =
      Pattern.compile("\\b((?:sk|rk|pk)_(?:test|live)_|whsec_|sk_org_)[^\\s'\"]+");

  private static final Pattern PERMISSION = Pattern.compile("\\brak_[a-z0-9_]+");

  private StripeFailures() {}

  /** The named failure; what has no name in Stripe's words is an unreadable answer. */
  static KaramonException named(Exception failure) {
    return switch (failure) {
      case KaramonException named -> named;
      case StripeException stripe -> ofStripe(stripe);
      default -> unreadable(failure);
    };
  }

  /** True when the thing that was asked for by its id does not exist. */
  static boolean isMissing(Exception failure) {
    return failure instanceof InvalidRequestException refused
        && status(refused) == 404
        && "resource_missing".equals(refused.getCode());
  }

  /** True when a request names a customer that does not exist. */
  static boolean isMissingCustomer(Exception failure) {
    return failure instanceof InvalidRequestException refused
        && "resource_missing".equals(refused.getCode())
        && CUSTOMER.equals(refused.getParam());
  }

  /** The permissions that Stripe names in a refusal. */
  static Set<String> permissions(String message) {
    var found = new LinkedHashSet<String>();
    var matcher = PERMISSION.matcher(message);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** An answer that does not keep what Stripe's API promises. */
  static KaramonException unreadable(Exception cause) {
    LOG.warn("An answer from Stripe cannot be understood", cause);
    return unreadable();
  }

  /** Something that arrived complete but in an unknown shape: asking again does not help. */
  static KaramonException unknownShape(String what, Exception cause) {
    LOG.warn("Stripe describes {} in a way that cannot be understood", what, cause);
    return new KaramonException(
        StripeError.STRIPE_UNREADABLE,
        "Stripe's answer could not be understood: " + what + " is of an unknown shape.");
  }

  private static KaramonException unreadable() {
    return KaramonException.tryLater(
        StripeError.STRIPE_UNREADABLE,
        "Stripe's answer could not be understood. Try again shortly.",
        RETRY);
  }

  private static KaramonException ofStripe(StripeException failure) {
    if (failure instanceof ApiConnectionException) {
      LOG.warn("Stripe cannot be reached: {}", String.valueOf(failure.getCause()));
      return unreachable(RETRY);
    }
    var status = status(failure);
    LOG.info(
        "Stripe answered {} (code {}, request {})",
        status,
        failure.getCode(),
        failure.getRequestId());
    if (failure.getStripeError() == null) {
      // Not in Stripe's words: something on the way answered in its place.
      return status >= 500 ? unreachable(RETRY) : unreadable();
    }
    return switch (status) {
      case 401 ->
          new KaramonException(
              StripeError.STRIPE_KEY_INVALID,
              "Stripe does not accept the secret key: it is unknown, revoked or expired.");
      case 403 ->
          new KaramonException(
              StripeError.STRIPE_KEY_PERMISSION,
              "The secret key lacks a permission. Stripe says: " + message(failure));
      case 409 ->
          unavailable(
              StripeError.STRIPE_BUSY, "Stripe is busy with another request for this.", failure);
      case 429 ->
          unavailable(StripeError.STRIPE_RATE_LIMITED, "Stripe's rate limit was reached.", failure);
      default -> status >= 400 && status < 500 ? refused(failure) : unreachable(retry(failure));
    };
  }

  private static KaramonException refused(StripeException failure) {
    var code =
        switch (failure) {
          case CardException declined -> StripeError.STRIPE_CARD_DECLINED;
          case InvalidRequestException refused when "resource_missing".equals(refused.getCode()) ->
              missing(String.valueOf(refused.getParam()));
          default ->
              isIdempotencyError(failure)
                  ? StripeError.STRIPE_IDEMPOTENCY_CONFLICT
                  : StripeError.STRIPE_REFUSED;
        };
    return new KaramonException(code, "Stripe says: " + message(failure));
  }

  private static StripeError missing(String parameter) {
    if (parameter.equals(CUSTOMER)) {
      return StripeError.STRIPE_CUSTOMER_MISSING;
    }
    return parameter.equals("price") || parameter.endsWith("[price]")
        ? StripeError.STRIPE_PRICE_MISSING
        : StripeError.STRIPE_RESOURCE_MISSING;
  }

  private static boolean isIdempotencyError(StripeException failure) {
    return "idempotency_error".equals(failure.getStripeError().getType());
  }

  private static KaramonException unreachable(Duration retryAfter) {
    return KaramonException.tryLater(
        StripeError.STRIPE_UNREACHABLE,
        "Stripe cannot be reached right now. Try again shortly.",
        retryAfter);
  }

  private static KaramonException unavailable(
      StripeError code, String message, StripeException failure) {
    return KaramonException.tryLater(code, message + " Try again shortly.", retry(failure));
  }

  private static int status(StripeException failure) {
    return failure.getStatusCode() == null ? 0 : failure.getStatusCode();
  }

  private static String message(StripeException failure) {
    var text = failure.getStripeError().getMessage();
    if (text == null || text.isBlank()) {
      return "no reason given (status " + status(failure) + ").";
    }
    var safe = KEY.matcher(text.replaceAll("\\p{Cntrl}", " ")).replaceAll("$1…");
    return Text.excerpt(safe, MAX_MESSAGE);
  }

  private static Duration retry(StripeException failure) {
    var response = Optional.ofNullable(failure.getStripeError().getLastResponse());
    var asked = response.flatMap(answer -> answer.headers().firstValue("Retry-After"));
    var wait = asked.flatMap(StripeFailures::duration).orElse(RETRY);
    return wait.compareTo(SHORTEST_RETRY) < 0
        ? SHORTEST_RETRY
        : wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
  }

  private static Optional<Duration> duration(String header) {
    var text = header.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
