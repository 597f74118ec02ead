package dev.karamon.secret;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes and checks passwords with Argon2id, on threads of its own and with a bounded queue. */
public final class Passwords {
  /** Shortest accepted password, in characters. */
  public static final int MIN_LENGTH = 8;

  /** Longest accepted password, in characters. */
  public static final int MAX_LENGTH = 200;

  // The OWASP minimum: 19 MiB, two passes, one lane.
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MAX_WAITING = 200;
  private static final Pattern FORMAT =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([^$]+)\\$([^$]+)");

  private final WorkerExecutor threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  private final String hashOfNobody;

  public Passwords(Vertx vertx) {
    var size = Runtime.getRuntime().availableProcessors();
    this.threads = vertx.createSharedWorkerExecutor("passwords", size);
    this.hashOfNobody = hashNow("nobody has this password");
  }

  /** The hash of a password, in the PHC string format. */
  public Future<String> hash(SecretText password) {
    return run(() -> hashNow(password.reveal()));
  }

  /** True when the password is the one that was hashed. */
  public Future<Boolean> matches(SecretText password, String hash) {
    return run(() -> matchesNow(password.reveal(), hash));
  }

  /** False, after the time a real check takes: so that timing does not reveal unknown accounts. */
  public Future<Boolean> matchesNobody(SecretText password) {
    return run(() -> matchesNow(password.reveal(), hashOfNobody)).map(false);
  }

  private <T> Future<T> run(Callable<T> work) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          KaramonException.tryLater(
              CommonError.UNAVAILABLE,
              "Too many sign-ins at once. Try again shortly.",
              Duration.ofSeconds(5)));
    }
    return threads.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
  }

  private String hashNow(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            MEMORY_KIB,
            PASSES,
            encoder.encodeToString(salt),
            encoder.encodeToString(derive(password, salt, MEMORY_KIB, PASSES, HASH_BYTES)));
  }

  private static boolean matchesNow(String password, String hash) {
    var parts = FORMAT.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalStateException("A stored password hash has an unknown format");
    }
    var memory = Integer.parseInt(parts.group(1));
    var passes = Integer.parseInt(parts.group(2));
    var salt = Base64.getDecoder().decode(parts.group(3));
    var expected = Base64.getDecoder().decode(parts.group(4));
    return MessageDigest.isEqual(expected, derive(password, salt, memory, passes, expected.length));
  }

  private static byte[] derive(String password, byte[] salt, int memory, int passes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    var derived = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
    return derived;
  }
}
