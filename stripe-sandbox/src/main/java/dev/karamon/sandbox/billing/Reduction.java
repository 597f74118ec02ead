package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A coupon that is asked for, and the promotion code that it is asked for by, if any. */
public record Reduction(ObjectNode coupon, Optional<ObjectNode> code) {

  /** Id of the coupon. */
  public String couponId() {
    return coupon.get("id").textValue();
  }

  /** Id of the promotion code. */
  public Optional<String> codeId() {
    return code.map(it -> it.get("id").textValue());
  }
}
