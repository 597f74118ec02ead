package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One change or sign-in: by whom, of what, from what to what, and because of what.
 *
 * @param address where the request came from; absent when nobody asked
 * @param requestId the request that did it
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String action,
    String subject,
    Optional<JsonNode> before,
    Optional<JsonNode> after,
    Optional<String> cause,
    Optional<String> address,
    Optional<String> requestId) {}
