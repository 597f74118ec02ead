package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * One change or sign-in: who made it, what it changed, the values before and after, and the cause.
 *
 * @param address where the request came from; absent without a request
 * @param requestId the id of that request
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    @Schema(description = "What was done; AuditAction names what this server records.")
        String action,
    String subject,
    Optional<JsonNode> before,
    Optional<JsonNode> after,
    Optional<String> cause,
    Optional<String> address,
    Optional<String> requestId) {}
