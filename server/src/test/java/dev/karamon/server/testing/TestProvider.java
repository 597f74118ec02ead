package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OpenID provider: publishes a key and signs tokens. */
public final class TestProvider implements AutoCloseable {
  /** What its tokens name as their issuer. */
  public static final String ISSUER = "https://id.example";

  /** What its tokens are for. */
  public static final String AUDIENCE = "shop";

  private final Clock clock;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile KeyPair keys = newKeys(2_048);
  private volatile String kid = "first";
  private volatile boolean answers = true;

  public TestProvider(Clock clock) {
    this.clock = clock;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          var body = Client.json(Map.of("keys", List.of(jwk()))).getBytes(UTF_8);
          exchange.sendResponseHeaders(answers ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** What an admin enters of it. */
  public Map<String, Object> settings() {
    return Map.of(
        "issuer", ISSUER,
        "audience", AUDIENCE,
        "jwks_url", "http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /** How often its keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /** Signs with another key from now on. */
  public void rotates(String nextKid, int bits) {
    keys = newKeys(bits);
    kid = nextKid;
  }

  /** Cannot be asked any more. */
  public void fails() {
    answers = false;
  }

  /** The claims of a good token. */
  public Map<String, Object> claims(String subject) {
    var now = clock.instant().getEpochSecond();
    return new HashMap<>(
        Map.of(
            "iss", ISSUER, "aud", AUDIENCE, "sub", subject, "iat", now, "exp", now + 600, "name",
            "Rin"));
  }

  /** A good token. */
  public String token(String subject) {
    return token(claims(subject));
  }

  /** A token with these claims. */
  public String token(Map<String, ?> claims) {
    return token(Map.of("alg", "RS256", "kid", kid), claims);
  }

  /** A token with this header and these claims, signed as it should be. */
  public String token(Map<String, ?> header, Map<String, ?> claims) {
    var content = content(header, claims);
    return content + "." + base64(signed(content, keys));
  }

  /** A token of the right name, signed by somebody else. */
  public String forged(Map<String, ?> claims) {
    var content = content(Map.of("alg", "RS256", "kid", kid), claims);
    return content + "." + base64(signed(content, newKeys(2_048)));
  }

  /** A token that takes what everybody can read for a shared secret. */
  public String confused(Map<String, ?> claims) {
    var content = content(Map.of("alg", "HS256", "kid", kid), claims);
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
      return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Header and claims, not signed. */
  public static String content(Map<String, ?> header, Map<String, ?> claims) {
    return base64(Client.json(header).getBytes(UTF_8))
        + "."
        + base64(Client.json(claims).getBytes(UTF_8));
  }

  private Map<String, String> jwk() {
    var key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "kty",
        "RSA",
        "kid",
        kid,
        "use",
        "sig",
        "n",
        base64(unsigned(key.getModulus().toByteArray())),
        "e",
        base64(unsigned(key.getPublicExponent().toByteArray())));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static byte[] signed(String content, KeyPair by) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(by.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
