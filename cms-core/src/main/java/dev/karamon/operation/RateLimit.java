package dev.karamon.operation;

import io.swagger.v3.oas.annotations.media.Schema;

/** How often one caller may call an endpoint. */
public record RateLimit(
    @Schema(description = "Requests per interval.", minimum = "1", maximum = "1000000")
        int requests,
    @Schema(description = "The interval, in seconds.", minimum = "1", maximum = "86400")
        int seconds) {}
