package dev.karamon.stripe.gateway;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** stripe-java's own client, with a bound on the size of an answer and on the time it may take. */
final class BoundedHttpClient extends HttpURLConnectionClient {
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Duration answerTimeout;

  BoundedHttpClient(Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
  }

  @Override
  public StripeResponse request(StripeRequest request) throws ApiConnectionException {
    return TimeLimit.within(() -> send(request));
  }

  private StripeResponse send(StripeRequest request) throws ApiConnectionException {
    var deadline = System.nanoTime() + answerTimeout.toNanos();
    try {
      var response = requestStream(request);
      try (var body = response.body()) {
        return new StripeResponse(response.code(), response.headers(), read(body, deadline));
      }
    } catch (IOException e) {
      throw new ApiConnectionException("The answer broke off", e);
    } catch (NullPointerException e) {
      // stripe-java stumbles so over an error without a body.
      throw new ApiConnectionException("The answer is empty", e);
    }
  }

  private static String read(InputStream body, long deadline) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var chunk = new byte[16 * 1024];
    for (var read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      bytes.write(chunk, 0, read);
      if (bytes.size() > MAX_BYTES) {
        throw new IOException("The answer is larger than " + MAX_BYTES + " bytes");
      }
      if (System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException("The answer took too long");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
