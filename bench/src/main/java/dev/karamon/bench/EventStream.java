package dev.karamon.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Events of subscriptions as they live: renewed, cancellation planned, taken back, switched to the
 * other plan, paid with another card, and again. The customers take turns; each event of a customer
 * is later than the one before it, so that the newest can be told without asking anybody. Not
 * thread-safe.
 */
final class EventStream {
  static final String SILVER = "price_bench_silver";
  static final String GOLD = "price_bench_gold";

  private static final int STEPS = 5;
  private static final int CANCELLATION_PLANNED = 1;
  private static final int SWITCHED = 3;
  private static final long MINUTE = 60;
  private static final long DAY = 86_400;
  private static final long PERIOD = 30 * DAY;

  /** What a customer's subscription is worth. */
  record Worth(String price, Optional<Instant> endsAt) {}

  private final String[] template = template();
  private final Mac mac;
  private final int customers;
  private final long begun;

  EventStream(String secret, int customers, Instant now) {
    this.mac = Signatures.mac(secret);
    this.customers = customers;
    this.begun = now.getEpochSecond() - 100 * DAY;
  }

  static String customerId(int customer) {
    return "cus_bench" + customer;
  }

  static String subscriptionId(int customer) {
    return "sub_bench" + customer;
  }

  static String itemId(int customer) {
    return "si_bench" + customer;
  }

  /** The body of an event, as Stripe writes it. */
  byte[] body(int number) {
    var customer = number % customers + 1;
    var turn = number / customers;
    var text = new StringBuilder(6_000);
    for (int i = 0; i < template.length; i++) {
      text.append(i % 2 == 0 ? template[i] : value(template[i], number, customer, turn));
    }
    return text.toString().getBytes(UTF_8);
  }

  /** The header that goes with a body. */
  String signature(byte[] body, Instant now) {
    var time = Long.toString(now.getEpochSecond());
    mac.update((time + ".").getBytes(US_ASCII));
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  /** What every customer that had a turn has after so many events. */
  Map<String, Worth> worthAfter(int events) {
    var worth = new HashMap<String, Worth>();
    for (int number = Math.max(0, events - customers); number < events; number++) {
      var turn = number / customers;
      var ends = cancelAt(turn).map(Instant::ofEpochSecond);
      worth.put(customerId(number % customers + 1), new Worth(price(turn), ends));
    }
    return worth;
  }

  private String value(String name, int number, int customer, int turn) {
    return switch (name) {
      case "event" -> "evt_bench" + number;
      case "created" -> Long.toString(begun + (turn + 1) * MINUTE);
      case "begun" -> Long.toString(begun);
      case "subscription" -> subscriptionId(customer);
      case "customer" -> customerId(customer);
      case "item" -> itemId(customer);
      case "price" -> price(turn);
      case "invoice" -> "in_bench" + customer + "x" + turn / STEPS;
      case "payment_method" -> "pm_bench" + customer + "x" + (turn + 1) / STEPS;
      case "period_start" -> Long.toString(periodEnd(turn) - PERIOD);
      case "period_end" -> Long.toString(periodEnd(turn));
      case "cancel_at" -> cancelAt(turn).map(at -> Long.toString(at)).orElse("null");
      default -> throw new IllegalStateException("Nothing stands for " + name);
    };
  }

  private long periodEnd(int turn) {
    return begun + 4 * PERIOD + turn / STEPS * PERIOD;
  }

  private Optional<Long> cancelAt(int turn) {
    return turn % STEPS == CANCELLATION_PLANNED ? Optional.of(periodEnd(turn)) : Optional.empty();
  }

  private static String price(int turn) {
    var switches = (turn + STEPS - SWITCHED) / STEPS;
    return switches % 2 == 0 ? SILVER : GOLD;
  }

  private static String[] template() {
    try (var in = EventStream.class.getResourceAsStream("event.json")) {
      var text = new String(Objects.requireNonNull(in, "event.json").readAllBytes(), UTF_8);
      return text.split("@", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
