package dev.karamon.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the whole product: a server on a free port and a database of its own, and the sandbox
 * as Stripe, shared by all tests of the class. Constructor or test methods take a {@link Site}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KaramonExtension.class)
@Timeout(60)
public @interface KaramonTest {
  /** What of Stripe there is. */
  Stripe stripe() default Stripe.CONNECTED;

  /**
   * Whether commits wait for the disk, as they do for users. Nothing but time depends on it as long
   * as the machine stays on: it is for tests of what goes on at the same time.
   */
  boolean durable() default false;

  /** How the sandbox and the server know each other. */
  enum Stripe {
    /** Keys are entered, and events come by themselves. */
    CONNECTED,
    /** Keys are entered; tests deliver events by hand. */
    WITHOUT_DELIVERIES,
    /** The same, over a line that tests can make a bad one. */
    OVER_A_LINE,
    /** No keys are entered. */
    NOT_CONNECTED,
    /** Keys are entered, and then nothing answers any more. */
    UNREACHABLE
  }
}
