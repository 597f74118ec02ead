package dev.karamon.endpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** How often an endpoint was called in the last seven days, today included; days are UTC's. */
public record EndpointUsage(
    @JsonProperty("calls_7_days") @Schema(description = "All calls.") long calls,
    @JsonProperty("failures_7_days")
        @Schema(description = "Calls that were answered with a status of 400 or more.")
        long failures) {
  static final EndpointUsage NONE = new EndpointUsage(0, 0);

  /** The field that the admin API adds to an endpoint. */
  record Field(
      @Schema(description = "Calls of the last seven days, delayed by some seconds.")
          EndpointUsage usage) {}
}
