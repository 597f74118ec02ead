package dev.karamon.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The one key an operator keeps; every other key is derived from it by purpose (HKDF-SHA256). */
public final class MasterKey {
  /** Shortest accepted key material, in characters. */
  public static final int MIN_LENGTH = 32;

  private final byte[] material;

  public MasterKey(String material) {
    if (material.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("The master key needs " + MIN_LENGTH + " characters");
    }
    this.material = material.getBytes(StandardCharsets.UTF_8);
  }

  /** A 256-bit key that only this purpose uses. */
  public SecretKey derive(String purpose, String algorithm) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(material)
              .thenExpand(("karamon:" + purpose).getBytes(StandardCharsets.UTF_8), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HKDF-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
