package dev.karamon.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the server of this machine whether it serves: status 0 when it does. For a container's
 * health check, where nothing else could ask.
 */
final class LivenessProbe {
  private static final int TIMEOUT_MILLIS = 5_000;

  private LivenessProbe() {}

  public static void main(String[] args) {
    var port =
        System.getenv()
            .getOrDefault(
                Setting.HTTP_PORT.variable(), Setting.HTTP_PORT.defaultValue().orElseThrow());
    System.exit(serves(URI.create("http://127.0.0.1:" + port + "/health/live")) ? 0 : 1);
  }

  private static boolean serves(URI probe) {
    try {
      var connection = (HttpURLConnection) probe.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException nobodyAnswers) {
      return false;
    }
  }
}
